/// One live task in a snapshot.
public struct LiveTask: Sendable {
    public let task: TaskDescription
    /// ``BackgroundTaskState/queued``, ``BackgroundTaskState/running`` or ``BackgroundTaskState/cancelling``.
    public let state: BackgroundTaskState
    /// How many changes of state the row has already seen. An event of the same task with a rank that is not higher is older
    /// than the row and changes nothing in it.
    public let rank: UInt32
    public let startedAt: TaskInstant?
    public let cancellation: CancellationRequest?
    /// What is wrong with the task at this moment.
    public let warnings: [TaskWarning]
    public let sample: TaskSample

    public init(
        task: TaskDescription,
        state: BackgroundTaskState,
        rank: UInt32,
        startedAt: TaskInstant?,
        cancellation: CancellationRequest?,
        warnings: [TaskWarning] = [],
        sample: TaskSample
    ) {
        self.task = task
        self.state = state
        self.rank = rank
        self.startedAt = startedAt
        self.cancellation = cancellation
        self.warnings = warnings
        self.sample = sample
    }

    /// Whether the task was found not to react to a request to stop.
    public var isUncooperative: Bool {
        self.warnings.contains { $0.kind == .uncooperative }
    }
}
