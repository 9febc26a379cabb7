/// A rectangle of the screen, in cells.
struct Area: Hashable, Sendable {
    var row: Int
    var column: Int
    var rows: Int
    var columns: Int

    init(row: Int, column: Int, rows: Int, columns: Int) {
        self.row = row
        self.column = column
        self.rows = max(0, rows)
        self.columns = max(0, columns)
    }

    init(_ size: Size) {
        self.init(row: 0, column: 0, rows: size.rows, columns: size.columns)
    }

    var endRow: Int { self.row + self.rows }
    var endColumn: Int { self.column + self.columns }
    var rowRange: Range<Int> { self.row..<self.endRow }
    var columnRange: Range<Int> { self.column..<self.endColumn }

    /// Cuts `count` rows off the top and returns them; fewer where there are fewer.
    mutating func takeTop(_ count: Int) -> Area {
        let taken = min(max(0, count), self.rows)
        let top = Area(row: self.row, column: self.column, rows: taken, columns: self.columns)
        self.row += taken
        self.rows -= taken
        return top
    }

    /// Cuts `count` rows off the bottom and returns them.
    mutating func takeBottom(_ count: Int) -> Area {
        let taken = min(max(0, count), self.rows)
        self.rows -= taken
        return Area(row: self.endRow, column: self.column, rows: taken, columns: self.columns)
    }

    func contains(row: Int, column: Int) -> Bool {
        self.rowRange.contains(row) && self.columnRange.contains(column)
    }

    /// What both have in common; without rows or columns where that is nothing.
    func intersection(_ other: Area) -> Area {
        let row = max(self.row, other.row)
        let column = max(self.column, other.column)
        return Area(
            row: row,
            column: column,
            rows: min(self.endRow, other.endRow) - row,
            columns: min(self.endColumn, other.endColumn) - column
        )
    }

    /// An area of at most this size in the middle of this one.
    func centered(rows: Int, columns: Int) -> Area {
        let rows = min(rows, self.rows)
        let columns = min(columns, self.columns)
        return Area(
            row: self.row + (self.rows - rows) / 2,
            column: self.column + (self.columns - columns) / 2,
            rows: rows,
            columns: columns
        )
    }
}
