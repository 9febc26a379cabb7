/// One kind of puzzle: what is asked, how its work goes, which faults may be in it, and what speaks for and against a name.
struct Puzzle: Sendable {
    /// How often the work of a name comes, and how long it takes, in seconds.
    struct Pace: Sendable {
        let first: ClosedRange<Double>
        let interval: ClosedRange<Double>
        let duration: ClosedRange<Double>
    }

    /// What is asked. In one line of 80 columns with what else is said in it.
    let question: String
    /// What is said of a name that is accused, after the name.
    let charge: String
    let pace: Pace
    /// A job, in whose middle a step is that may have a fault.
    let perform: @Sendable (Job, Workplace, @escaping Job.Step) async throws -> Void
    /// The step without a fault.
    let step: Job.Step
    let faults: [Fault]
    /// What this run shows of the culprit, as a sentence.
    let incriminating: @Sendable (Evidence) -> String
    /// What this run shows of a name that has no fault, as a sentence that says nothing of another name.
    let exonerating: @Sendable (Evidence) -> String
}

extension Puzzle {
    init(_ name: ScenarioName) {
        self =
            switch name {
            case .blockedExit: .blockedExit
            case .blockedPool: .blockedPool
            case .smallQueue: .smallQueue
            case .orphans: .orphans
            }
    }

    /// What the person at the dashboard is to do.
    var assignment: String { "\(self.question) Press a to accuse one." }
}
