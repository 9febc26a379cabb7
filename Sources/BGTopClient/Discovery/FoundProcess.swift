public import BackgroundWorkEvents
import BackgroundWorkWire

/// A process that can be attached to.
public struct FoundProcess: Hashable, Sendable {
    /// Of its socket.
    public let path: String
    public let process: ProcessDescription
    /// When it began, in nanoseconds since 1970.
    public let startedSince1970: Int64
    /// Whether it does what a viewer asks, or refuses all of it.
    public let allowsControl: Bool
    /// Why this version cannot watch it, as a sentence; nil if it can.
    public let objection: String?

    /// - Returns: Nil if who said hello is no server.
    init?(at path: String, _ hello: Hello) {
        guard let process = hello.process else { return nil }
        self.path = path
        self.process = process
        self.startedSince1970 = hello.startedSince1970
        self.allowsControl = hello.allowsControl
        self.objection = hello.objection
    }
}
