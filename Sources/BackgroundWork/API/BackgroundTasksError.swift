public import BackgroundWorkEvents

/// Why a background task was not accepted, or has no value.
public struct BackgroundTasksError: Error, Sendable {
    /// What went wrong, to switch over.
    @nonexhaustive public enum Code: Hashable, Sendable {
        /// The tasks are being drained or are over; nothing is accepted any more.
        case shuttingDown
        /// There was no room, and the caller did not want to wait. The library itself returns nil then; see ``BackgroundTasksError/full``.
        case full
        /// `run()` was called a second time.
        case alreadyRunning
        /// The task was asked to stop, and stopped without a value.
        case cancelled
        /// The task's timeout passed, and it stopped without a value.
        case timedOut
        /// A shutdown reached the task before it could start.
        case discarded
    }

    public let code: Code
    /// A sentence a person can act on.
    public let message: String
    /// What the task's operation threw when it was asked to stop, if it threw something.
    public let cause: (any Error)?
    /// Where in the source the task was submitted.
    public let location: TaskDescription.SourceLocation?

    init(_ code: Code, _ message: String, cause: (any Error)? = nil, location: TaskDescription.SourceLocation? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
        self.location = location
    }
}

extension BackgroundTasksError: CustomStringConvertible {
    public var description: String {
        var text = self.message
        if let cause { text += " (\(cause))" }
        if let location { text += " [submitted at \(location.fileID):\(location.line)]" }
        return text
    }
}
