/// Why nothing more comes of a process, for now or for good.
public struct Interruption: Hashable, Sendable {
    /// A sentence for a person.
    public let reason: String
    /// Whether the process may go on, and is looked for. Otherwise it has ended, or no more can be had of it; what follows then, if
    /// anything does, is of one that has taken its place.
    public let isRetrying: Bool

    public init(reason: String, isRetrying: Bool) {
        self.reason = reason
        self.isRetrying = isRetrying
    }
}
