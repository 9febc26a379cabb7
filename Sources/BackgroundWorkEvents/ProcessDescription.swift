/// The process that is watched.
public struct ProcessDescription: Hashable, Sendable, Codable {
    public let name: String
    public let processID: Int32
    public let host: String
    public let user: String
    public let startedAt: TaskInstant

    public init(name: String, processID: Int32, host: String, user: String, startedAt: TaskInstant) {
        self.name = name
        self.processID = processID
        self.host = host
        self.user = user
        self.startedAt = startedAt
    }
}
