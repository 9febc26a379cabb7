/// The phase of the tasks' life, and how a shutdown stands.
public struct DrainStatus: Hashable, Sendable {
    public enum Phase: String, Hashable, Sendable, Codable, CaseIterable {
        /// Normal work.
        case accepting
        /// Intake is closed; running and queued work goes on until the grace period ends.
        case draining
        /// What had not started was discarded, the rest has been asked to stop.
        case cancelling
        /// Nothing runs any more.
        case stopped
    }

    public let phase: Phase
    /// When this phase began.
    public let since: TaskInstant
    /// When this phase ends at the latest: the grace period's end while draining, the forced exit while cancelling (nil where
    /// the application set none).
    public let deadline: TaskInstant?
    /// How long after the grace period's end the process is ended by force; nil for never.
    public let forcedExitAfter: Duration?
    /// Who asked for the shutdown, and when; nil while accepting.
    public let requestedBy: Requester?
    public let requestedAt: TaskInstant?

    public init(
        phase: Phase,
        since: TaskInstant,
        deadline: TaskInstant? = nil,
        forcedExitAfter: Duration? = nil,
        requestedBy: Requester? = nil,
        requestedAt: TaskInstant? = nil
    ) {
        self.phase = phase
        self.since = since
        self.deadline = deadline
        self.forcedExitAfter = forcedExitAfter
        self.requestedBy = requestedBy
        self.requestedAt = requestedAt
    }
}
