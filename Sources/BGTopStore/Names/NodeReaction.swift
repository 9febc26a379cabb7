/// How fast a part of tasks ends when it is asked to.
public struct NodeReaction: Hashable, Sendable, Identifiable {
    /// Stands for all the names of parts that did not find room of their own.
    public static let otherNames = "(other parts)"

    /// The part's name.
    public let name: String
    /// From when a request to stop reached it to its end.
    public let reaction: DurationSummary

    public var id: String { self.name }
}
