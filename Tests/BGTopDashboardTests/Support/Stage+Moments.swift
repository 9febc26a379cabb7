import BGTopTeaching
import BackgroundWorkEvents

@testable import BGTopDashboard

extension Lesson {
    /// Two children of which one throws, in two variants.
    static let example = Lesson(
        number: 3,
        name: "one-child-throws",
        title: "One child throws",
        question: "Two children: pay throws after 100 ms, ship needs 300. When does the call throw, and what becomes of ship?",
        main: .example(truth: 1),
        variants: [.example("for try await _ in group {}", truth: 0)],
        sources: ["SE-0304"]
    )

    static let other = Lesson(
        number: 4,
        name: "other",
        title: "Another one",
        question: "Does it end?",
        main: .example(truth: 0),
        sources: ["SE-0317"]
    )
}

extension Variant {
    fileprivate static func example(_ change: String = "", truth: Int) -> Variant {
        Variant(
            change: change,
            listing: CodeListing(
                """
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTrackedTask("pay") { try await pay() }
                    group.addTrackedTask("ship") { try await ship() }
                    \(change.isEmpty ? "try await group.waitForAll()" : change)
                }
                """,
                fileID: "Lessons/Example.swift",
                firstLine: 11
            ),
            questions: [
                Question(
                    "the call",
                    [
                        .ends("throws when pay does", .failed, after: 100, with: "pay"),
                        .ends("throws when ship has ended", .failed, after: 300, with: "ship"),
                    ],
                    truth: truth
                ),
                Question(
                    "ship",
                    [
                        .ends("cancelled when pay throws", .cancelled, after: 100, with: "pay"),
                        .ends("runs to its own end", .succeeded, after: 300),
                        .neverEnds("never ends"),
                    ],
                    truth: truth
                ),
            ],
            why: "waitForAll() lets every child end, and throws the first error then."
        ) {
            NoPerformance()
        }
    }
}

/// What is told of it is made up.
private struct NoPerformance: Performance {
    var source: any TaskEventSource { ScriptedSource([]) }
    func run() async {}
}

extension Stage {
    static let lessons = [Lesson.example, .other]

    /// What is told of a run in which ship ran to its end.
    static var run: [TaskEvent] {
        let at = { (milliseconds: Int64) in TaskInstant(nanoseconds: 5_000_000_000 + milliseconds * 1_000_000) }
        let place = { (line: UInt) in TaskDescription.SourceLocation(fileID: "Lessons/Example.swift", line: line) }
        let id = BackgroundTaskID(rawValue: 1)
        let task = TaskDescription(id: id, name: "the call", location: place(10), submittedAt: at(0))
        var pay = TaskNode(id: 1, parent: 0, name: "pay", location: place(12), startedAt: at(0))
        (pay.endedAt, pay.outcome, pay.errorText) = (at(100), .failed, "Declined")
        var ship = TaskNode(id: 2, parent: 0, name: "ship", location: place(13), startedAt: at(0))
        let sample = TaskSample(id: id, progress: nil, annotations: [], nodes: TaskNodes([pay, ship], revision: 1))
        (ship.endedAt, ship.outcome) = (at(300), .succeeded)
        let end = TaskEnd(
            id: id,
            rank: 2,
            outcome: .failed,
            startedAt: at(0),
            endedAt: at(300),
            cancellation: nil,
            errorText: "Declined",
            sample: TaskSample(id: id, progress: nil, annotations: [], nodes: TaskNodes([pay, ship], revision: 2))
        )
        return [
            TaskEvent(at: at(0), .submitted(task)),
            TaskEvent(at: at(0), .started(id, rank: 1)),
            TaskEvent(at: at(120), .sampled([sample])),
            TaskEvent(at: at(300), .finished(end)),
        ]
    }

    /// After these keys; Enter, where something is to be run, is followed by the run.
    static func after(_ keys: Key..., at lesson: Int? = nil) -> Stage {
        var stage = Stage(Self.lessons, beginningWith: lesson)
        for key in keys { stage.pressAndRun(key) }
        return stage
    }

    mutating func pressAndRun(_ key: Key) {
        for effect in self.press(key) {
            guard case .run = effect else { continue }
            self.take(Self.run)
            _ = self.end()
        }
    }
}
