/// A part of a task that the application named with `tracked` or `addTrackedTask`: when it began, how it ended, and what it is
/// part of. Times are exact, whenever they arrive.
public struct TaskNode: Hashable, Sendable, Identifiable {
    /// The name of the part in which a task waits for the end of the response after which it is to run.
    package static let awaitResponse = "await-response"

    public enum Outcome: String, Hashable, Sendable, Codable, CaseIterable {
        /// It returned.
        case succeeded
        /// It threw, and had not been cancelled.
        case failed
        /// It threw after it had been cancelled.
        case cancelled
    }

    /// Counts up from 1 within the task, in the order in which nodes were opened; 0 stands for the task itself.
    public let id: UInt32
    /// The innermost node that is around this one, as far as it is kept; 0 for the task itself. A child of a group may outlive the
    /// node in which it was added, and is then part of the one around that.
    public var parent: UInt32
    public let name: String
    public let location: TaskDescription.SourceLocation
    public let startedAt: TaskInstant
    public var endedAt: TaskInstant?
    /// Nil while it is open.
    public var outcome: Outcome?
    /// What it threw, after redaction.
    public var errorText: String?
    /// When a request to stop reached it. Within one task requests reach the innermost nodes first.
    public var deliveredAt: TaskInstant?
    /// Whether it is not structurally part of its parent: it was opened inside a `Task {}`, or outlived the task.
    public var isEscaped: Bool

    public init(
        id: UInt32,
        parent: UInt32,
        name: String,
        location: TaskDescription.SourceLocation,
        startedAt: TaskInstant,
        endedAt: TaskInstant? = nil,
        outcome: Outcome? = nil,
        errorText: String? = nil,
        deliveredAt: TaskInstant? = nil,
        isEscaped: Bool = false
    ) {
        self.id = id
        self.parent = parent
        self.name = name
        self.location = location
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.outcome = outcome
        self.errorText = errorText
        self.deliveredAt = deliveredAt
        self.isEscaped = isEscaped
    }

    public var isOpen: Bool { self.endedAt == nil }
}
