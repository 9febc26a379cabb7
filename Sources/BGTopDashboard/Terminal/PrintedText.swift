import CNCurses

/// Text that is printed line by line, where no dashboard draws.
package struct PrintedText {
    /// How many columns there are; nil where lines may be as long as they like, as in a file.
    private let columns: Int?
    /// Whether only 7-bit characters may be printed.
    private let isASCII: Bool

    package init(columns: Int?, isASCII: Bool = false) {
        self.columns = columns
        self.isASCII = isASCII
    }

    /// Text for whatever is behind `descriptor` now: only a terminal has an edge.
    package init(for descriptor: Int32, isASCII: Bool = false) {
        var rows: Int32 = 0
        var columns: Int32 = 0
        self.init(columns: unsafe cn_terminal_size(descriptor, &rows, &columns) ? Int(columns) : nil, isASCII: isASCII)
    }

    /// How much further in than its first line the rest of a broken one stands.
    private static let indent = 4
    /// With fewer columns nothing is indented: there would be hardly a word in a line.
    private static let minimumColumns = 24

    /// `text`, sanitised, with each line that does not fit broken between words, and what is carried over indented.
    package func lines(_ text: String) -> String {
        self.lines(text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    }

    /// As ``lines(_:)``, of what is one line each, whatever is in it.
    package func lines(_ lines: some Sequence<String>) -> String {
        lines.map { self.broken(DisplayText($0, ascii: self.isASCII)) }.joined(separator: "\n")
    }

    private func broken(_ line: DisplayText) -> String {
        guard let columns, line.width > columns else { return line.string }
        let isNarrow = columns < Self.minimumColumns
        let margin = isNarrow ? "" : String(line.string.prefix(min(columns / 2, line.string.prefix { $0 == " " }.count)))
        let lines = Paragraph.wrapped(
            line.string,
            width: columns - margin.count,
            indent: isNarrow ? 0 : Self.indent,
            keepsPhrases: true
        )
        return lines.map { margin + $0 }.joined(separator: "\n")
    }
}
