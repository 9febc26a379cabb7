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

    /// What was asked and what came of it: `drain: no new tasks; what is accepted runs on`. The same words in the log, in the
    /// dashboard's last line and in its view of the log, which knows by them that two lines tell of one request.
    package var sentence: String { "\(self.command): \(self.result)" }
}
