/// A line of the menu of columns.
struct ColumnEntry: Hashable, Sendable {
    enum Visibility: Hashable, Sendable {
        case shown, hidden
        /// Asked for, but there is no room for it.
        case noRoom
    }

    let column: TableColumn
    let visibility: Visibility
    /// Whether the rows are sorted by it, and which way.
    let arrow: String?
}

extension Model {
    /// All columns of a table, as they stand from left to right.
    ///
    /// - Parameter width: Of the screen.
    func columnEntries(of table: Table, width: Int) -> [ColumnEntry] {
        let choice = self.columns[table, default: ColumnChoice()]
        let seen = self.seenTitles(of: table, width: width)
        let sorting = self.sorting(of: table)
        return choice.arranged(table.columns, title: \.title).map { column in
            let wanted = choice.shown.contains(column.title)
            return ColumnEntry(
                column: column,
                visibility: seen.contains(column.title) ? .shown : wanted ? .noRoom : .hidden,
                arrow: sorting?.column == column.title ? sorting?.arrow(isDescending: column.isDescending) : nil
            )
        }
    }
}
