public import BackgroundWorkEvents

/// Something that is wrong now, as one line: what, how often, and what to do.
public struct RowWarning: Hashable, Sendable {
    public enum Severity: Int, Hashable, Comparable, Sendable, CaseIterable {
        /// Worth knowing.
        case notice
        /// Work suffers.
        case warning
        /// Work stands still.
        case critical

        public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// Which rule speaks: a few words that do not change, such as `queue is full`.
    public let rule: String
    public let severity: Severity
    /// What is wrong, as one sentence, about the worst case where there are several.
    public let summary: String
    /// How many cases there are.
    public let count: Int
    /// What to do, as one sentence.
    public let advice: String
    /// The task to look at.
    public let task: BackgroundTaskID?
    /// The name to look at, where the warning is about a kind of work.
    public let name: String?
}
