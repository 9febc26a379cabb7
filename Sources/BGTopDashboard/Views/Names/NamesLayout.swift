/// How the view of names is divided: the table, and the selected name looked at closely, below or, on a wide screen, beside it.
struct NamesLayout: Hashable, Sendable {
    /// From here on there is room for both side by side.
    private static let wideColumns = 170
    /// As much as all columns of the table can use, and no more.
    private static let tableColumns = 120
    /// Below the table: two histograms and the most important facts at least, and all of them if there is room.
    private static let paneRows = 9...16
    private static let leastList = 4

    let titles: Area
    let list: Area
    /// Empty where there is no room for it.
    let pane: Area

    /// How wide the table is on a screen of this width.
    static func listColumns(of width: Int) -> Int { width < Self.wideColumns ? width : Self.tableColumns }

    /// - Parameter count: How many names there are: the table takes no more than it needs.
    init(_ screen: ScreenLayout, count: Int) {
        var (titles, list) = (screen.titles, screen.body)
        guard Self.listColumns(of: list.columns) == list.columns else {
            let column = list.column + Self.tableColumns + 1
            self.pane = Area(
                row: titles.row,
                column: column,
                rows: list.endRow - titles.row,
                columns: list.endColumn - column
            )
            (titles.columns, list.columns) = (Self.tableColumns, Self.tableColumns)
            (self.titles, self.list) = (titles, list)
            return
        }
        let isTall = list.rows >= Self.paneRows.upperBound + Self.leastList
        let paneRows = isTall ? Self.paneRows.upperBound : Self.paneRows.lowerBound
        if list.rows < paneRows + Self.leastList {
            self.pane = Area(row: list.endRow, column: list.column, rows: 0, columns: list.columns)
        } else {
            self.pane = list.takeBottom(list.rows - max(1, min(count, list.rows - paneRows)))
        }
        (self.titles, self.list) = (titles, list)
    }
}
