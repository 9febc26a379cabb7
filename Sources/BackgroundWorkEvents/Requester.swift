/// Who asked for something: a key at a terminal, a signal, the application, another process.
public struct Requester: Hashable, Sendable, Codable {
    /// How the request came in, to be read after "asked by": `D at the server`, `SIGTERM`, `Service Lifecycle`.
    public let name: String
    /// The user behind it, where one is known.
    public let user: String?
    /// The process behind it, where it is not the watched one.
    public let processID: Int32?

    public init(_ name: String, user: String? = nil, processID: Int32? = nil) {
        self.name = name
        self.user = user
        self.processID = processID
    }
}

extension Requester: CustomStringConvertible {
    public var description: String {
        switch (self.user, self.processID) {
        case (let user?, let pid?): "\(self.name) (\(user), pid \(pid))"
        case (let user?, nil): "\(self.name) (\(user))"
        case (nil, let pid?): "\(self.name) (pid \(pid))"
        case (nil, nil): self.name
        }
    }
}
