/// Why nothing more comes of a process, for now or for good.
public struct Interruption: Hashable, Sendable {
    /// A sentence for a person.
    public let reason: String
    /// Whether whoever brought the events still looks for the process, or for the one that takes its place.
    public let isRetrying: Bool

    public init(reason: String, isRetrying: Bool) {
        self.reason = reason
        self.isRetrying = isRetrying
    }
}
