/// What a live task said about itself since it was last sampled. Cumulative: a later sample replaces an earlier one.
public struct TaskSample: Sendable {
    public let id: BackgroundTaskID
    public let progress: TaskProgress?
    /// All that the task has annotated so far, in the order of the first mention of each key.
    public let annotations: [TaskDescription.Field]

    public init(id: BackgroundTaskID, progress: TaskProgress?, annotations: [TaskDescription.Field]) {
        self.id = id
        self.progress = progress
        self.annotations = annotations
    }
}
