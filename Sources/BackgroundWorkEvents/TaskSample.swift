/// What a live task said about itself, and what was seen of it, since it was last sampled. Cumulative: a later sample replaces an
/// earlier one.
public struct TaskSample: Sendable {
    public let id: BackgroundTaskID
    public let progress: TaskProgress?
    /// All that the task has annotated so far, in the order of the first mention of each key.
    public let annotations: [TaskDescription.Field]
    /// What the probe under the task saw; nil before its start, and where the application does without a probe.
    public let activity: TaskActivity?
    /// The parts of the task that the application named.
    public let nodes: TaskNodes
    /// When a request to stop had reached the whole task, the innermost nodes first; nil if none has.
    public let deliveredAt: TaskInstant?

    public init(
        id: BackgroundTaskID,
        progress: TaskProgress?,
        annotations: [TaskDescription.Field],
        activity: TaskActivity? = nil,
        nodes: TaskNodes = .init(),
        deliveredAt: TaskInstant? = nil
    ) {
        self.id = id
        self.progress = progress
        self.annotations = annotations
        self.activity = activity
        self.nodes = nodes
        self.deliveredAt = deliveredAt
    }
}
