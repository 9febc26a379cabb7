import BackgroundWorkEvents

/// That a part of a task was seen to run outside of it.
struct Escape: Sendable {
    /// The part.
    let node: String
    /// Whether the task ended before the part.
    let outlivedTask: Bool
    /// When the part ended, or the task if that was before; nil while both go on.
    let endedAt: TaskInstant?
}
