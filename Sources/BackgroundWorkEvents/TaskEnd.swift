/// That a task ended, and how.
public struct TaskEnd: Sendable {
    public let id: BackgroundTaskID
    public let rank: UInt32
    public let outcome: TaskOutcome
    /// When its operation started; nil if it never did.
    public let startedAt: TaskInstant?
    public let endedAt: TaskInstant
    /// The first request to stop, if there was one.
    public let cancellation: CancellationRequest?
    /// What the operation threw, as text and after redaction.
    public let errorText: String?
    /// The last that the task said about itself, so that nothing is lost between the last sample and the end.
    public let sample: TaskSample

    public init(
        id: BackgroundTaskID,
        rank: UInt32,
        outcome: TaskOutcome,
        startedAt: TaskInstant?,
        endedAt: TaskInstant,
        cancellation: CancellationRequest?,
        errorText: String?,
        sample: TaskSample
    ) {
        self.id = id
        self.rank = rank
        self.outcome = outcome
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.cancellation = cancellation
        self.errorText = errorText
        self.sample = sample
    }

    /// Whether the task returned a value although it had been asked to stop before.
    public var isAfterCancellation: Bool {
        self.outcome == .succeeded && self.cancellation != nil
    }
}
