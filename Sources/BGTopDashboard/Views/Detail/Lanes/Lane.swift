/// A line of a picture in which every column is a stretch of time, and what stands behind its end.
struct Lane {
    private struct Cell: Hashable {
        var glyph: Character
        var role: Role
    }

    private var cells: [Cell]
    /// Where the next word goes.
    private var end = 0

    init(columns: Int) {
        self.cells = Array(repeating: Cell(glyph: " ", role: .plain), count: columns)
    }

    mutating func fill(_ columns: Range<Int>, _ glyph: Character, _ role: Role) {
        for column in columns.clamped(to: self.cells.indices) { self.cells[column] = Cell(glyph: glyph, role: role) }
        self.end = max(self.end, min(columns.upperBound, self.cells.count))
    }

    mutating func mark(_ column: Int, _ glyph: Character, _ role: Role) {
        self.fill(column..<column + 1, glyph, role)
    }

    /// The lane in its first columns, and `words` right behind the last that is filled.
    func text(_ theme: Theme, label: StyledText, indent: Int, words: [(String, Role)]) -> StyledText {
        var text = label.truncated(to: indent - 1)
        text.pad(to: indent)
        var rest = self.cells[..<self.end]
        while let role = rest.first?.role {
            let run = rest.prefix { $0.role == role }
            text.add(String(run.map(\.glyph)), role)
            rest = rest.dropFirst(run.count)
        }
        for (word, role) in words { text.add(word, role) }
        return text
    }
}
