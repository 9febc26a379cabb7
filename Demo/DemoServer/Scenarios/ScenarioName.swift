/// The scenarios, as they are called on the command line.
package enum ScenarioName: String, CaseIterable, Sendable {
    case blockedExit = "blocked-exit"
    case blockedPool = "blocked-pool"
    case smallQueue = "small-queue"
    case orphans

    /// All of them, as the end of a sentence.
    static let choice = Self.allCases.dropLast().map(\.rawValue).joined(separator: ", ") + " or " + Self.orphans.rawValue
}
