public import BackgroundWorkEvents

extension TaskRow {
    /// Where a task is in its life, as far as this viewer can know.
    public enum State: Hashable, Sendable {
        /// Accepted, waiting for a place among the running.
        case queued
        /// It has its place and its operation has not ended.
        case running
        /// It runs on, although it has been asked to stop.
        case cancelling
        /// Over.
        case ended(TaskOutcome)
        /// Over, but how and when was among the events that never reached this viewer.
        case lost

        /// The same state in the words of the watched side.
        public init(_ state: BackgroundTaskState) {
            switch state {
            case .queued: self = .queued
            case .running: self = .running
            case .cancelling: self = .cancelling
            case .ended(let outcome): self = .ended(outcome)
            }
        }

        /// Whether the task has not ended yet.
        public var isAlive: Bool {
            switch self {
            case .queued, .running, .cancelling: true
            case .ended, .lost: false
            }
        }

        /// How the task ended, if it has and its end was seen.
        public var outcome: TaskOutcome? {
            if case .ended(let outcome) = self { outcome } else { nil }
        }
    }
}

extension TaskRow.State: CustomStringConvertible {
    /// A word or two, as a person would say it: `running`, `timed out`.
    public var description: String {
        switch self {
        case .queued: "queued"
        case .running: "running"
        case .cancelling: "cancelling"
        case .ended(let outcome): BackgroundTaskState.ended(outcome).description
        case .lost: "end lost"
        }
    }
}
