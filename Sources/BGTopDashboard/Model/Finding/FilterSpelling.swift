/// A word of a filter's, however it is written: `timed out`, `timed-out`, `TimedOut`.
struct FilterSpelling: Hashable, Sendable {
    private let letters: String
    private let text: String

    init(_ text: String) {
        self.text = text
        self.letters = text.lowercased().filter { $0 != " " && $0 != "-" && $0 != "_" }
    }

    static func == (left: Self, right: Self) -> Bool { left.letters == right.letters }

    func hash(into hasher: inout Hasher) { hasher.combine(self.letters) }

    /// Whether `other` may become this one when typing goes on.
    func begins(with other: FilterSpelling) -> Bool { self.letters.hasPrefix(other.letters) }

    /// As it can be written without quotes.
    var hyphenated: String { String(self.text.map { $0 == " " ? "-" : $0 }) }
}
