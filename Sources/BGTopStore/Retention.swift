/// How much a ``TaskStore`` remembers of what is over. What does not fit is forgotten, oldest first, and counted.
public struct Retention: Hashable, Sendable {
    /// Rows of tasks that succeeded.
    public var succeededRows: Int
    /// Rows of tasks that ended in any other way. They have a bound of their own, so that a flood of successes does not push
    /// out the failures that a person came to see.
    public var unsuccessfulRows: Int
    public var logLines: Int
    public var auditEntries: Int
    /// Task names that are kept apart. What has yet another name is counted under ``NameSummary/otherNames``.
    public var names: Int

    public init(
        succeededRows: Int = 2_000,
        unsuccessfulRows: Int = 2_000,
        logLines: Int = 1_000,
        auditEntries: Int = 200,
        names: Int = 1_000
    ) {
        self.succeededRows = max(0, succeededRows)
        self.unsuccessfulRows = max(0, unsuccessfulRows)
        self.logLines = max(0, logLines)
        self.auditEntries = max(0, auditEntries)
        self.names = max(0, names)
    }
}
