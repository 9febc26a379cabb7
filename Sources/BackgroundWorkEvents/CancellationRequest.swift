/// That a task was asked to stop: when, why and by whom. Only the first request of a task counts.
public struct CancellationRequest: Hashable, Sendable {
    /// What made somebody ask.
    public enum Cause: Hashable, Sendable {
        /// A person, through the dashboard or another client of ``TaskControl``.
        case person(Requester)
        /// The task's own timeout, of this length, counted from its start.
        case timeout(Duration)
        /// A shutdown whose grace period was over.
        case drain
        /// Whatever ran the tasks was itself cancelled.
        case parent
        /// The application, through the task's handle.
        case handle
    }

    public let cause: Cause
    /// When the request was made; the task may notice later.
    public let at: TaskInstant

    public init(cause: Cause, at: TaskInstant) {
        self.cause = cause
        self.at = at
    }
}

extension CancellationRequest.Cause: CustomStringConvertible {
    /// To be read after "asked by" or "cancelled by".
    public var description: String {
        switch self {
        case .person(let requester): requester.description
        case .timeout: "timeout"
        case .drain: "drain"
        case .parent: "parent"
        case .handle: "its handle"
        }
    }
}
