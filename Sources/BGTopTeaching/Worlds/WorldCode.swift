/// What one of two worlds is called, and its code, as a learner sees it: a test holds it to the source.
public struct WorldCode: Hashable, Sendable {
    /// Such as `Task { }`.
    public let name: String
    public let lines: [String]
    /// Which of ``lines`` is the one in which the worlds differ.
    public let difference: Int

    public init(name: String, _ text: String, difference: Int) {
        self.name = name
        self.lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        self.difference = difference
    }

    /// The line that makes the difference, as a statement of its own.
    public var statement: String { String(self.lines[self.difference].drop { $0 == " " }) }

    /// The same without what both have in common, such as `Task { … }`.
    public var call: String {
        let statement = self.statement.hasPrefix("try await ") ? self.statement.dropFirst(10) : self.statement[...]
        guard let brace = statement.firstIndex(of: "{") else { return String(statement) }
        return statement[...brace] + " … }"
    }
}
