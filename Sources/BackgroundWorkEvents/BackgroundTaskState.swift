/// Where a task is in its life: `queued → running → (cancelling) → succeeded | failed | cancelled | timedOut | discarded`.
public enum BackgroundTaskState: Hashable, Sendable {
    /// Accepted, waiting for a place among the running.
    case queued
    /// It has its place and its operation has not ended.
    case running
    /// It runs on, although it has been asked to stop.
    case cancelling
    /// Over. No state follows.
    case ended(TaskOutcome)

    /// Whether the task has not ended yet.
    public var isAlive: Bool {
        if case .ended = self { false } else { true }
    }

    /// How the task ended, if it has.
    public var outcome: TaskOutcome? {
        if case .ended(let outcome) = self { outcome } else { nil }
    }
}

extension BackgroundTaskState: CustomStringConvertible {
    /// One word, or two, as a person would say it: `running`, `timed out`.
    public var description: String {
        switch self {
        case .queued: "queued"
        case .running: "running"
        case .cancelling: "cancelling"
        case .ended(.timedOut): "timed out"
        case .ended(let outcome): outcome.rawValue
        }
    }
}
