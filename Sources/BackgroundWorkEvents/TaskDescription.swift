/// What is known of a task when it is accepted, and never changes afterwards.
///
/// A class, because the task's record, its events and every viewer's row share the one allocation.
public final class TaskDescription: Sendable {
    /// A fact that the submitter attached to the task.
    public struct Field: Hashable, Sendable, Codable {
        /// The well-known key that says where the work came from, such as `POST /orders`. Viewers show it in a column of its own.
        public static let origin = "from"

        public let key: String
        public let value: String

        public init(_ key: String, _ value: String) {
            self.key = key
            self.value = value
        }
    }

    /// Where in the source the task was submitted.
    public struct SourceLocation: Hashable, Sendable, Codable {
        /// `Module/File.swift`, as `#fileID` gives it.
        public let fileID: String
        public let line: UInt

        public init(fileID: String, line: UInt) {
            self.fileID = fileID
            self.line = line
        }
    }

    public let id: BackgroundTaskID
    /// The kind of work. Viewers group by it, so it should not contain IDs; those belong into ``fields``.
    public let name: String
    /// The raw value of the task's `TaskPriority`.
    public let priority: UInt8
    public let fields: [Field]
    public let location: SourceLocation
    public let submittedAt: TaskInstant
    /// How long the task may run before it is asked to stop, counted from its start.
    public let timeout: Duration?
    /// The background task that submitted this one, if one did.
    public let submitter: BackgroundTaskID?

    public init(
        id: BackgroundTaskID,
        name: String,
        priority: UInt8 = 21,
        fields: [Field] = [],
        location: SourceLocation,
        submittedAt: TaskInstant,
        timeout: Duration? = nil,
        submitter: BackgroundTaskID? = nil
    ) {
        self.id = id
        self.name = name
        self.priority = priority
        self.fields = fields
        self.location = location
        self.submittedAt = submittedAt
        self.timeout = timeout
        self.submitter = submitter
    }
}
