/// A picture of the whole screen, and the only thing that an output ever gets to see.
///
/// Every write is clipped to the frame, so a view need not know where the edge is. No wide character is ever there by half.
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
        if text.isASCII {
            self.put(ascii: text.string.utf8, row: row, column: &column, limit: limit, style: style)
        } else {
            self.put(scalars: text.string.unicodeScalars, row: row, column: &column, limit: limit, style: style)
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
        let columns = columns.clamped(to: 0..<self.size.columns)
        guard !columns.isEmpty else { return }
        for row in rows.clamped(to: 0..<self.size.rows) {
            self.detach(row: row, columns: columns)
            for column in columns {
                self.cells[row * self.size.columns + column] = Cell(.space, style)
            }
        }
    }

    /// Replaces what the cells show, for an output that cannot show it all.
    mutating func replaceGlyphs(_ substitute: (Glyph) -> Glyph) {
        for index in self.cells.indices {
            self.cells[index].glyph = substitute(self.cells[index].glyph)
        }
    }

    private mutating func put(ascii bytes: String.UTF8View, row: Int, column: inout Int, limit: Int, style: Style) {
        let visible = bytes.dropFirst(max(0, -column)).prefix(max(0, limit - max(0, column)))
        let start = max(0, column)
        column += min(bytes.count, max(0, limit - column))
        guard !visible.isEmpty else { return }
        self.detach(row: row, columns: start..<column)
        var index = row * self.size.columns + start
        for byte in visible {
            self.cells[index] = Cell(Glyph(ascii: byte), style)
            index += 1
        }
    }

    private mutating func put(
        scalars: String.UnicodeScalarView,
        row: Int,
        column: inout Int,
        limit: Int,
        style: Style
    ) {
        var last: Int?
        for scalar in scalars {
            let kind = DisplayClass(scalar)
            if case .mark = kind {
                if let last { self.cells[last].glyph.add(scalar) }
                continue
            }
            let width = kind.width
            guard column + width <= limit else { break }
            last = self.set(scalar, width: width, row: row, column: column, style: style)
            column += width
        }
    }

    /// - Returns: The index of the cell that shows the character; nil if it lies before the left edge.
    private mutating func set(_ scalar: Unicode.Scalar, width: Int, row: Int, column: Int, style: Style) -> Int? {
        guard column >= 0 else {
            // The half of a wide character that is within the frame is a blank.
            if column + width > 0 { self.clear(rows: row..<row + 1, columns: 0..<column + width, style: style) }
            return nil
        }
        self.detach(row: row, columns: column..<column + width)
        let index = row * self.size.columns + column
        self.cells[index] = Cell(Glyph(scalar), style)
        if width == 2 { self.cells[index + 1] = Cell(.rightHalf, style) }
        return index
    }

    /// Blanks the other halves of the wide characters that lie across the ends of `columns`, which are about to be written.
    private mutating func detach(row: Int, columns: Range<Int>) {
        let start = row * self.size.columns
        if columns.lowerBound > 0, self.cells[start + columns.lowerBound].glyph.isRightHalf {
            self.cells[start + columns.lowerBound - 1].glyph = .space
        }
        if columns.upperBound < self.size.columns, self.cells[start + columns.upperBound].glyph.isRightHalf {
            self.cells[start + columns.upperBound].glyph = .space
        }
    }
}
