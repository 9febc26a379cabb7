/// Text that is safe to draw: nothing in it can move the cursor, change colours, reorder what stands around it or hide.
///
/// Renderers accept nothing else, and only its initialisers make one, so a task's name can never reach the terminal as it came.
/// It holds characters of one or two columns, each with at most two marks on it, and blanks.
public struct DisplayText: Hashable, Sendable {
    public let string: String
    /// How many columns it takes.
    public let width: Int

    /// Whether each byte of the text is one column. No other character takes as many columns as it has bytes.
    var isASCII: Bool { self.string.utf8.count == self.width }

    private init(trusted string: String, width: Int) {
        self.string = string
        self.width = width
    }

    /// Sanitises `text`: white space becomes a blank, what cannot be drawn or would lie becomes `?`. With `ascii`, so does
    /// what a 7-bit terminal cannot show.
    public init(_ text: some StringProtocol, ascii: Bool = false) {
        self.init(text, maximumWidth: .max, ascii: ascii)
    }

    /// Sanitises as much of `text` as fits into `maximumWidth` columns, with `…` (`~` in ASCII) as its last character if
    /// something was cut. The rest is not even looked at, so that a megabyte costs no more than a line.
    public init(_ text: some StringProtocol, maximumWidth: Int, ascii: Bool = false) {
        let isPlain = text.utf8.count <= maximumWidth && text.utf8.allSatisfy { 0x20 <= $0 && $0 < 0x7F }
        guard !isPlain else {
            self.init(trusted: String(text), width: text.utf8.count)
            return
        }
        var line = LineBuilder(maximumWidth: maximumWidth, ascii: ascii)
        for scalar in text.unicodeScalars {
            guard line.append(scalar) else { break }
        }
        self.init(trusted: line.string, width: line.width)
    }

    /// The text in at most `maximum` columns, with `…` (`~` in ASCII) as its last character if something was cut.
    public func truncated(to maximum: Int, ascii: Bool = false) -> DisplayText {
        guard self.width > maximum else { return self }
        return DisplayText(self.string, maximumWidth: maximum, ascii: ascii)
    }
}
