import BGTopTeaching
import BackgroundWorkEvents
import Testing

/// What has no lane has an answer, too.
struct UnseenLaneTests {
    private static let question = Question("mail", [.isUnseen("nobody sees it"), .neverEnds("it never ends")], truth: 0)

    @Test
    func `that there is no lane of that name can be predicted`() {
        #expect(Self.question.answer(in: Timeline([])) == 0)
    }

    @Test
    func `what was refused was not overlooked`() {
        let refusal = TaskEvent(at: TaskInstant(nanoseconds: 0), .rejected(name: "mail", .full))
        #expect(Self.question.answer(in: Timeline([refusal])) == nil)
    }
}
