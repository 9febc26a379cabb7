/// One name, looked at closely.
///
/// What it takes to make one is for a person who looks at this one name: the durations are read out anew.
public struct NameProfile: Sendable {
    public let summary: NameSummary
    /// How long successful runs took; shortest first.
    public let runs: [DurationStep]
    /// How long tasks had waited in the queue when they started; shortest first.
    public let waits: [DurationStep]
    /// What its tasks failed with, the most frequent first.
    public let failureReasons: [FailureReason]
    /// Failures that are under none of ``failureReasons``.
    public let otherFailures: UInt64
}
