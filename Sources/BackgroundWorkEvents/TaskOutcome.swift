/// How a task ended.
public enum TaskOutcome: String, Hashable, Sendable, Codable, CaseIterable {
    /// It returned a value, however late and whatever was asked of it.
    case succeeded
    /// It threw, and nobody had asked it to stop.
    case failed
    /// It threw after it had been asked to stop, or was asked before it could start.
    case cancelled
    /// As ``cancelled``, but the first to ask was the task's own timeout.
    case timedOut
    /// A shutdown reached it while it was still queued: its operation was never called.
    case discarded
}
