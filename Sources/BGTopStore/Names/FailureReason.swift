/// What tasks of one name failed with, and how often.
public struct FailureReason: Hashable, Sendable, Identifiable {
    /// What the operations threw, as text.
    public let text: String
    /// How often, since it was last one of the most frequent.
    public internal(set) var count: UInt64

    public var id: String { self.text }
}
