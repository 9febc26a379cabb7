import BGTopTeaching
import BackgroundWorkEvents
import Testing

/// Which of several predictions has come true.
struct QuestionTests {
    @Test(arguments: ["Declined()", "SoldOut()"])
    func `two choices that differ in nothing but the error are told apart by it`(errorText: String) {
        let question = Question(
            "the call",
            [
                .ends("throws Declined", .failed, after: 400, throwing: "Declined()"),
                .ends("throws SoldOut", .failed, after: 400, throwing: "SoldOut()"),
            ],
            truth: 1
        )
        #expect(question.answer(in: Self.failure(errorText)) == (errorText == "SoldOut()" ? 1 : 0))
    }

    @Test
    func `an error that nobody offered is none of the choices, unless any will do`() {
        let timeline = Self.failure("Bounced()")
        let offered = Question.Choice.ends("throws SoldOut", .failed, after: 400, throwing: "SoldOut()")
        #expect(Question("the call", [offered], truth: 0).answer(in: timeline) == nil)
        #expect(Question("the call", [offered, .ends("throws", .failed, after: 400)], truth: 1).answer(in: timeline) == 1)
    }

    /// A task that fails after 400 ms.
    private static func failure(_ errorText: String) -> Timeline {
        let id = BackgroundTaskID(rawValue: 1)
        let start = TaskInstant(nanoseconds: 0)
        let end = start + .milliseconds(400)
        return Timeline([
            TaskEvent(
                at: start,
                .submitted(
                    TaskDescription(
                        id: id,
                        name: "the call",
                        location: .init(fileID: "Shop/Order.swift", line: 1),
                        submittedAt: start
                    )
                )
            ),
            TaskEvent(
                at: end,
                .finished(
                    TaskEnd(
                        id: id,
                        rank: 1,
                        outcome: .failed,
                        startedAt: start,
                        endedAt: end,
                        cancellation: nil,
                        errorText: errorText,
                        sample: TaskSample(id: id, progress: nil, annotations: [])
                    )
                )
            ),
        ])
    }
}
