/// That somebody asked for a change of the server, and what came of it.
public struct AuditEntry: Hashable, Sendable {
    public let requester: Requester
    public let command: TaskCommand
    /// What was done, or why it was not, as a sentence.
    public let result: String
    public let wasRefused: Bool

    public init(requester: Requester, command: TaskCommand, result: String, wasRefused: Bool = false) {
        self.requester = requester
        self.command = command
        self.result = result
        self.wasRefused = wasRefused
    }
}
