import BackgroundWork

extension Puzzle {
    /// Six kinds of work that end with a notice, which one of them leaves to somebody who outlives it.
    static let orphans = Puzzle(
        question: "Which name's tasks leave work behind?",
        charge: "leaves work behind that goes on when its task has ended",
        pace: Pace(first: 0.2...1, interval: 0.8...1.2, duration: 0.2...0.6),
        perform: { job, workplace, step in
            try await tracked("write") { try await workplace.world.wait(job.duration / 2) }
            try await step(job, workplace)
            try await tracked("archive") { try await workplace.world.wait(job.duration / 2) }
        },
        step: { _, workplace in try await notify(in: workplace) },
        faults: [
            Fault(
                name: "fire-and-forget",
                explanation: "It notifies in a Task {} for which nobody waits and which no cancel reaches.",
                remedy: "Use async let or a group, and await it.",
                lesson: 7,
                step: { _, workplace in _ = Task { try await notify(in: workplace) } }
            ),
            Fault(
                name: "postponed",
                explanation: "It puts off the notice in a Task {}, which begins when its own task is over.",
                remedy: "Await it, or submit it as a task of its own.",
                lesson: 7,
                step: { _, workplace in
                    _ = Task {
                        try await workplace.world.wait(.seconds(1))
                        try await notify(in: workplace)
                    }
                }
            ),
            Fault(
                name: "race-without-group",
                explanation: "Its timeout is a race between two Task {}s, and the one that loses goes on.",
                remedy: "Let the two race in a group, and cancelAll() when one has won.",
                lesson: 6,
                step: { _, workplace in
                    let (winners, winner) = AsyncStream.makeStream(of: Void.self)
                    _ = Task {
                        try await notify(in: workplace)
                        winner.yield()
                    }
                    _ = Task {
                        try await workplace.world.wait(.milliseconds(300))
                        winner.yield()
                    }
                    _ = await winners.first { true }
                }
            ),
        ],
        incriminating: { evidence in
            switch evidence.leftBehind {
            case 0: "None of its tasks that left something behind has been seen to end so far."
            case 1: "Once a part of a task of its was at work when that had ended."
            case let times: "\(times) times a part of a task of its was at work when that had ended."
            }
        },
        exonerating: { evidence in
            "\(evidence.ended) \(evidence.ended == 1 ? "task of its has" : "tasks of its have") ended, and"
                + " \(evidence.leftBehind == 0 ? "none" : "\(evidence.leftBehind)") left a part at work behind."
        }
    )

    private static func notify(in workplace: Workplace) async throws {
        try await tracked("notify") { try await workplace.world.wait(.seconds(2)) }
    }
}
