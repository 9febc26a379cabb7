public import BackgroundWorkEvents

/// How a task ended, with what it returned or threw.
public enum BackgroundTaskOutcome<Success: Sendable>: Sendable {
    /// It returned this, however late and whatever was asked of it.
    case succeeded(Success)
    /// It threw, and nobody had asked it to stop.
    case failed(any Error)
    /// It was asked to stop and threw, or was asked before its operation was called (then there is no error).
    case cancelled(CancellationRequest.Cause, (any Error)?)
    /// As ``cancelled(_:_:)``, and the first to ask was its timeout.
    case timedOut((any Error)?)
    /// A shutdown reached it while it was queued: its operation was never called.
    case discarded

    /// The outcome without its values, as events carry it.
    public var kind: TaskOutcome {
        switch self {
        case .succeeded: .succeeded
        case .failed: .failed
        case .cancelled: .cancelled
        case .timedOut: .timedOut
        case .discarded: .discarded
        }
    }
}
