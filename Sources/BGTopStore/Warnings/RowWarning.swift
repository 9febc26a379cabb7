public import BackgroundWorkEvents

/// Something that is wrong now, as one line: what, how often, and what to do about it.
public struct RowWarning: Hashable, Sendable, Identifiable {
    public enum Severity: Int, Hashable, Comparable, Sendable, CaseIterable {
        /// Worth knowing.
        case notice
        /// Work suffers.
        case warning
        /// Work stands still.
        case critical

        public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// The rule that speaks: a few words that do not change, such as `queue full`. No two warnings share one.
    public let rule: String
    public let severity: Severity
    /// What is wrong, as one sentence; about the worst case where there are several.
    public let summary: String
    /// How many cases there are; at least 1.
    public let count: Int
    /// What to do, as one sentence.
    public let advice: String
    /// The task to look at.
    public let task: BackgroundTaskID?
    /// The kind of work to look at.
    public let name: String?

    public var id: String { self.rule }
}
