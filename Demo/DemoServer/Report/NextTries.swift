/// What somebody could try after a run: of the ways to see another side of the demo, those that this run has not shown.
struct NextTries: Equatable, Sendable {
    /// A line each.
    let tips: [String]

    private static let shortGrace = 3.0
    private static let longGrace = 40.0
    private static let fewRunning = 16

    /// - Parameters:
    ///   - options: How the run was started; nothing that it had already is tried next.
    ///   - hasDashboard: Whether there are keys to be pressed.
    ///   - code: What its report came to.
    init(after options: DemoOptions, hasDashboard: Bool, code: Int32) {
        if let scenario = options.scenario {
            self.tips = Self.tips(after: scenario, seed: options.seed)
            return
        }
        let grace =
            options.grace <= Self.shortGrace
            ? nil : "--grace \(Int(Self.shortGrace)): what does not finish in time is cancelled, and the exit code says so"
        let patience =
            options.grace >= Self.longGrace ? nil : "--grace \(Int(Self.longGrace)): everybody has the time to finish"
        let way = hasDashboard ? "press a and hang something" : "curl -X POST the demo's /chaos/hang"
        let hang = "\(way) before you drain: a task that ignores cancellation holds the exit"
        let full =
            options.maxRunning <= Self.fewRunning
            ? nil : "--max-running \(Self.fewRunning): the queue fills up, and clients are told to come back later"
        let all =
            switch code {
            case DemoExit.clean: [grace, hang, full]
            case DemoExit.cutShort: [patience, hang, full]
            default: [grace, full]
            }
        self.tips = all.compactMap(\.self)
    }

    private static func tips(after scenario: ScenarioName, seed: UInt64) -> [String] {
        let all = ScenarioName.allCases
        let next = all[(all.firstIndex(of: scenario).map { $0 + 1 } ?? 0) % all.count]
        let culprit = Scenario(scenario, seed: seed).culprit
        let other = (1...).lazy.map { seed &+ $0 }.first { Scenario(scenario, seed: $0).culprit != culprit }
        return [
            "--scenario \(scenario.rawValue) --seed \(other ?? 1): another culprit",
            "--scenario \(next.rawValue): \(Puzzle(next).question)",
        ]
    }

    /// Several lines, none where nothing is left to try.
    var text: String? {
        self.tips.isEmpty ? nil : "Try next:\n" + self.tips.map { "  \($0)" }.joined(separator: "\n")
    }
}
