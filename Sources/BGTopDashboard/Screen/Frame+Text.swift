extension Frame {
    /// The frame as plain text, trailing blanks removed, one line a row.
    public var text: String {
        (0..<self.size.rows).map(self.text(row:)).joined(separator: "\n")
    }

    /// One row as plain text, trailing blanks removed.
    public func text(row: Int) -> String {
        var line = String.UnicodeScalarView()
        for cell in self.row(row) { cell.glyph.write(to: &line) }
        while line.last == " " { line.removeLast() }
        return String(line)
    }
}
