/// A picture of the whole screen, and the only thing that an output ever gets to see.
///
/// Every write is clipped to the frame, so a view need not know where the edge is.
public struct Frame: Hashable, Sendable {
    public let size: Size
    /// Row by row, `size.rows * size.columns` of them.
    public private(set) var cells: [Cell]

    public init(size: Size) {
        self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
        self.cells = Array(repeating: .blank, count: self.size.columns * self.size.rows)
    }

    /// The cells of one row.
    public func row(_ row: Int) -> ArraySlice<Cell> {
        self.cells[row * self.size.columns..<(row + 1) * self.size.columns]
    }

    /// Writes `text` from (`row`, `column`) on, cut at `maximumWidth` columns or at the edge; a wide character that does not
    /// fit as a whole is not written.
    ///
    /// - Returns: The column after the last one written.
    @discardableResult
    public mutating func put(
        _ text: DisplayText,
        row: Int,
        column: Int,
        style: Style = .plain,
        maximumWidth: Int = .max
    ) -> Int {
        guard row >= 0, row < self.size.rows, maximumWidth > 0 else { return column }
        let (end, overflow) = column.addingReportingOverflow(maximumWidth)
        let limit = overflow ? self.size.columns : min(self.size.columns, end)
        var column = column
        for glyph in text.string {
            let width = DisplayText.width(of: glyph)
            guard column + width <= limit else { break }
            if column >= 0 { self.set(glyph, width: width, row: row, column: column, style: style) }
            column += width
        }
        return column
    }

    /// Gives `style` to the cells of a row, from `column` on, whatever they show.
    public mutating func restyle(row: Int, columns: Range<Int>, _ change: (inout Style) -> Void) {
        guard row >= 0, row < self.size.rows else { return }
        for column in columns.clamped(to: 0..<self.size.columns) {
            change(&self.cells[row * self.size.columns + column].style)
        }
    }

    /// Blanks a rectangle, for something that lies on top.
    public mutating func clear(rows: Range<Int>, columns: Range<Int>, style: Style = .plain) {
        for row in rows.clamped(to: 0..<self.size.rows) {
            for column in columns.clamped(to: 0..<self.size.columns) {
                self.set(" ", width: 1, row: row, column: column, style: style)
            }
        }
    }

    private mutating func set(_ glyph: Character, width: Int, row: Int, column: Int, style: Style) {
        let index = row * self.size.columns + column
        // Half of a wide character must not stay behind when its other half is overwritten.
        if self.cells[index].glyph == nil, column > 0 { self.cells[index - 1].glyph = " " }
        let last = index + width - 1
        if column + width < self.size.columns, self.cells[last + 1].glyph == nil { self.cells[last + 1].glyph = " " }
        self.cells[index] = Cell(glyph, style)
        if width == 2 { self.cells[last] = Cell(nil, style) }
    }

    /// The frame as plain text, trailing blanks removed, one line a row.
    public var text: String {
        (0..<self.size.rows).map { row in
            var line = String(self.row(row).compactMap(\.glyph))
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }
}
