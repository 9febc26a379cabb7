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
    /// Whether its number is the one by which this system knows who listens there. It is not in another container, or where a
    /// socket is forwarded, and then says nothing here.
    let isNumberKnown: Bool

    /// - Parameter peer: Who said hello; nil where the system does not know.
    /// - Returns: Nil if that is no server.
    init?(at path: String, _ hello: Hello, from peer: Peer?) {
        guard let process = hello.process else { return nil }
        self.path = path
        self.process = process
        self.startedSince1970 = hello.startedSince1970
        self.allowsControl = hello.allowsControl
        self.objection = hello.objection
        self.isNumberKnown = peer?.processID == process.processID
    }
}
