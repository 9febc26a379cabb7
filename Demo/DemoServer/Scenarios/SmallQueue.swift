import BackgroundWork

extension Puzzle {
    /// Six kinds of short work, one of which keeps the running places without using them.
    static let smallQueue = Puzzle(
        question: "Which name's tasks hold the running places?",
        charge: "holds the running places, so that the queue is full and requests are refused",
        pace: Pace(first: 0...0.5, interval: 0.4...0.6, duration: 0.15...0.4),
        perform: { job, workplace, step in
            try await tracked("collect") { try await step(job, workplace) }
            _ = try? store(in: workplace)
        },
        step: { job, workplace in try await workplace.world.wait(job.duration) },
        faults: [
            Fault(
                name: "waits-for-queued",
                explanation: "It submits its parts to the runner in which it holds a place, and waits for each of them.",
                remedy: "Run the parts as children in a group: they need no place.",
                lesson: 12,
                step: { _, workplace in
                    for _ in 0..<40 * workplace.scale {
                        if let part = try store(in: workplace) {
                            try await part.value
                        } else {
                            // No room for the part now, so it tries again; and keeps its place meanwhile.
                            try await workplace.world.wait(.seconds(1))
                        }
                    }
                }
            ),
            Fault(
                name: "long-runs",
                explanation: "Its runs take half a minute, a hundred times as long as the limits were made for.",
                remedy: "Give it a timeout, and what is meant to take long a runner of its own.",
                lesson: 12,
                step: { job, workplace in try await workplace.world.wait(job.duration * (100 * workplace.scale)) }
            ),
            Fault(
                name: "burst",
                explanation: "Every ten seconds it submits more at once than there is room for.",
                remedy: "Submit with add, which waits for room.",
                lesson: 12,
                strikes: { $0.number % 20 == 4 },
                copies: { _, workplace in workplace.places + workplace.queue },
                step: { _, workplace in try await workplace.world.wait(.seconds(2)) }
            ),
        ],
        incriminating: Self.occupancy,
        exonerating: Self.occupancy
    )

    /// What all names have in common, and nobody can be blamed for.
    static let followUp = "store-result"

    /// Of whomever it is said, the figures are what speaks for it or against it.
    @Sendable private static func occupancy(_ evidence: Evidence) -> String {
        "It has had \(evidence.percentOfPlaces)% of the time in running places so far,"
            + " and has \(evidence.running) of the \(evidence.places) now."
    }

    /// What every job ends with: a small task that stores what it has collected. Nil if there is no room for it.
    private static func store(in workplace: Workplace) throws -> BackgroundTaskHandle<Void>? {
        try workplace.tasks.addUnlessFull(Self.followUp, options: BackgroundTaskOptions(origin: "schedule")) {
            try await workplace.world.wait(.milliseconds(200))
        }
    }
}
