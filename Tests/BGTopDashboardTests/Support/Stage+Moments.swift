import BGTopTeaching
import BackgroundWorkEvents

@testable import BGTopDashboard

extension Lesson {
    /// Two children of which one throws, in two variants.
    static let example = Lesson(
        number: 3,
        name: "one-child-throws",
        title: "One child throws",
        main: .example(
            asking:
                "Two children: pay throws after 100 ms, ship needs 300. When does the call throw, and what becomes of ship?",
            truth: 1
        ),
        variants: [
            .example("for try await _ in group {}", asking: "The body takes what comes. When does the call throw?", truth: 0)
        ],
        sources: ["SE-0304"]
    )

    static let other = Lesson(
        number: 4,
        name: "other",
        title: "Another one",
        main: .example(asking: "Does it end?", truth: 0),
        sources: ["SE-0317"]
    )
}

extension Lesson {
    /// Twelve lines of code, and as many variants as can be opened.
    static let long = Lesson(
        number: 3,
        name: "long",
        title: "A long one",
        main: Variant(
            change: "",
            prompt: "The question of a long lesson: pay throws after 100 ms, ship needs 300. When does the call throw?",
            listing: CodeListing(
                ([Lesson.example.main.listing.lines.joined(separator: "\n")] + (6...12).map { "line(\($0))" })
                    .joined(separator: "\n"),
                fileID: "Lessons/Example.swift",
                firstLine: 11
            ),
            questions: Lesson.example.main.questions,
            why: Lesson.example.main.why,
            perform: Lesson.example.main.perform
        ),
        variants: (1...9).map { .example("change \($0)", asking: "What of \($0)?", truth: 0) },
        sources: ["SE-0304"]
    )
}

extension Variant {
    fileprivate static func example(_ change: String = "", asking prompt: String, truth: Int) -> Variant {
        Variant(
            change: change,
            prompt: prompt,
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
        let at = Self.moment
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
            TaskEvent(
                at: at(300),
                .audit(AuditEntry(requester: Requester("the lesson"), command: .endOfRun, result: "nothing"))
            ),
        ]
    }

    /// So many milliseconds after the run began.
    static func moment(_ milliseconds: Int64) -> TaskInstant {
        TaskInstant(nanoseconds: 5_000_000_000 + milliseconds * 1_000_000)
    }

    /// While it runs; what is heard of it at 120 ms is the last that was.
    static func running(until milliseconds: Int64) -> Stage {
        var stage = Stage.after(at: 0)
        _ = stage.press("r")
        stage.take(Array(Self.run.prefix(3)), at: Self.moment(milliseconds))
        return stage
    }

    /// After these keys; Enter, where something is to be run, is followed by the run.
    static func after(_ keys: Key..., at lesson: Int? = nil) -> Stage {
        var stage = Stage(Self.lessons, beginningWith: lesson)
        stage.size = Shot.small
        for key in keys { stage.pressAndRun(key) }
        return stage
    }

    mutating func pressAndRun(_ key: Key) {
        for effect in self.press(key) {
            guard case .run = effect else { continue }
            self.take(Self.run, at: Self.moment(300))
            _ = self.end()
        }
    }
}
