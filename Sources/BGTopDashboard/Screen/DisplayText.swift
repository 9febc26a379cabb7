/// Text that is safe to draw: nothing in it can move the cursor, change colours, reorder what stands around it or hide.
///
/// Renderers accept nothing else, and only ``init(_:ascii:)`` makes one, so a task's name can never reach the terminal as it came.
public struct DisplayText: Hashable, Sendable {
    /// The text, of characters whose width is 1 or 2.
    public let string: String
    /// How many columns it takes.
    public let width: Int

    private init(trusted string: String, width: Int) {
        self.string = string
        self.width = width
    }

    /// Sanitises `text`. With `ascii`, whatever a 7-bit terminal cannot show becomes `?`.
    public init(_ text: some StringProtocol, ascii: Bool = false) {
        var string = ""
        var width = 0
        for character in text {
            let glyph = Self.glyph(for: character, ascii: ascii)
            string.append(glyph)
            width += Self.width(of: glyph)
        }
        self.init(trusted: string, width: width)
    }

    /// The text in at most `maximum` columns, with `…` (`~` in ASCII) as its last character if something was cut.
    public func truncated(to maximum: Int, ascii: Bool = false) -> DisplayText {
        guard self.width > maximum else { return self }
        guard maximum > 0 else { return DisplayText(trusted: "", width: 0) }
        var string = ""
        var width = 0
        for glyph in self.string {
            let next = Self.width(of: glyph)
            guard width + next < maximum else { break }
            string.append(glyph)
            width += next
        }
        string.append(ascii ? "~" : "…")
        return DisplayText(trusted: string, width: width + 1)
    }
}
