import BackgroundWork

/// A puzzle in the running demo: the work of one name has a fault, and a person is asked which.
///
/// A value: the same name and seed give the same culprit with the same fault.
struct Scenario: Sendable {
    /// The names among which the culprit is. The work of all of them comes as often, takes as long and is made of the same parts.
    static let candidates = [
        "index-products", "merge-carts", "post-webhook", "refresh-prices", "render-invoice", "sync-stock",
    ]

    let name: ScenarioName
    let puzzle: Puzzle
    let culprit: String
    let fault: Fault

    init(_ name: ScenarioName, seed: UInt64) {
        var generator = SeededGenerator(seed: seed, stream: "scenario \(name.rawValue)")
        self.name = name
        self.puzzle = Puzzle(name)
        self.culprit = Self.candidates[Int.random(in: Self.candidates.indices, using: &generator)]
        self.fault = self.puzzle.faults[Int.random(in: self.puzzle.faults.indices, using: &generator)]
    }

    /// Submits the job as often as it comes. Never suspends; what there is no room for is passed over.
    ///
    /// - Throws: If a shutdown has begun.
    func submit(_ job: Job, to workplace: Workplace) throws(BackgroundTasksError) {
        for _ in 0..<(self.isFaulty(job) ? self.fault.copies(job, workplace) : 1) {
            _ = try workplace.tasks.addUnlessFull(job.name, options: BackgroundTaskOptions(origin: "schedule")) {
                try await self.run(job, in: workplace)
            }
        }
    }

    private func run(_ job: Job, in workplace: Workplace) async throws {
        let step = self.isFaulty(job) ? self.fault.step ?? self.puzzle.step : self.puzzle.step
        try await self.puzzle.perform(job, workplace, step)
    }

    private func isFaulty(_ job: Job) -> Bool {
        job.name == self.culprit && self.fault.strikes(job)
    }
}
