/// What is known of a task when it is accepted, and never changes afterwards.
///
/// All but the ID and the time is kept behind one reference, so that the task's record, its events and every viewer's row share
/// what the submitter said, and accepting a task allocates nothing.
public struct TaskDescription: Sendable {
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
        /// The text as it came. A literal is kept as one: nearly every task has one, and nobody reads most of them.
        private enum Text: Sendable {
            case literal(StaticString)
            case copy(String)
        }

        private let text: Text
        public let line: UInt

        public init(fileID: String, line: UInt) {
            self.text = .copy(fileID)
            self.line = line
        }

        /// As `#fileID` and `#line` give it.
        public init(fileID: StaticString, line: UInt) {
            self.text = .literal(fileID)
            self.line = line
        }

        /// Whether the file's ID is part of the program.
        package var isLiteral: Bool {
            if case .literal = self.text { true } else { false }
        }

        /// `Module/File.swift`, as `#fileID` gives it.
        public var fileID: String {
            switch self.text {
            case .literal(let text): text.description
            case .copy(let text): text
            }
        }
    }

    /// What the submitter said about the task.
    package final class Details: Sendable {
        package let name: String
        package let priority: UInt8
        package let fields: [Field]
        package let location: SourceLocation
        package let timeout: Duration?
        package let submitter: BackgroundTaskID?

        package init(
            name: String,
            priority: UInt8,
            fields: [Field],
            location: SourceLocation,
            timeout: Duration?,
            submitter: BackgroundTaskID?
        ) {
            self.name = name
            self.priority = priority
            self.fields = fields
            self.location = location
            self.timeout = timeout
            self.submitter = submitter
        }
    }

    public let id: BackgroundTaskID
    public let submittedAt: TaskInstant
    package let details: Details

    /// The kind of work. Viewers group by it, so it should not contain IDs; those belong into ``fields``.
    public var name: String { self.details.name }
    /// The raw value of the task's `TaskPriority`.
    public var priority: UInt8 { self.details.priority }
    public var fields: [Field] { self.details.fields }
    public var location: SourceLocation { self.details.location }
    /// How long the task may run before it is asked to stop, counted from its start.
    public var timeout: Duration? { self.details.timeout }
    /// The background task that submitted this one, if one did.
    public var submitter: BackgroundTaskID? { self.details.submitter }

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
        let details = Details(
            name: name,
            priority: priority,
            fields: fields,
            location: location,
            timeout: timeout,
            submitter: submitter
        )
        self.init(id: id, submittedAt: submittedAt, details: details)
    }

    package init(id: BackgroundTaskID, submittedAt: TaskInstant, details: Details) {
        self.id = id
        self.submittedAt = submittedAt
        self.details = details
    }
}

extension TaskDescription.SourceLocation {
    public static func == (left: Self, right: Self) -> Bool {
        left.line == right.line && left.fileID == right.fileID
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(self.fileID)
        hasher.combine(self.line)
    }

    private enum CodingKeys: CodingKey {
        case fileID, line
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            fileID: try container.decode(String.self, forKey: .fileID),
            line: try container.decode(UInt.self, forKey: .line)
        )
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(self.fileID, forKey: .fileID)
        try container.encode(self.line, forKey: .line)
    }
}
