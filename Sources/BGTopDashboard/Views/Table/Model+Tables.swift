import BGTopStore

extension Model {
    /// The table of tasks as it stands on a screen of this width.
    func taskTable(width: Int) -> TableLayout<TaskRow> { self.layout(TaskColumns.all, of: .tasks, width: width) }
    func nameTable(width: Int) -> TableLayout<NameSummary> {
        self.layout(self.viewer.isGlance ? NameColumns.ofMoment : NameColumns.all, of: .names, width: width)
    }
    func treeTable(width: Int) -> TableLayout<TreeLine> { self.layout(TreeColumns.all, of: .tree, width: width) }

    /// The columns that are seen on a screen of this width, from left to right: each one's title, and where it stands.
    func seenColumns(of table: Table, width: Int) -> [(title: String, range: Range<Int>)] {
        switch table {
        case .tasks: self.taskTable(width: width).ranges
        case .names: self.nameTable(width: NamesLayout.listColumns(of: width)).ranges
        case .tree: self.treeTable(width: width).ranges
        }
    }

    func seenTitles(of table: Table, width: Int) -> [String] {
        self.seenColumns(of: table, width: width).map(\.title)
    }

    private func layout<Row>(_ columns: [Column<Row>], of table: Table, width: Int) -> TableLayout<Row> {
        TableLayout(
            columns,
            width: width - RowMark.width - 1,
            store: self.shown,
            choice: self.columns[table, default: ColumnChoice()]
        )
    }
}

extension TableLayout {
    /// Where each column stands on the screen.
    fileprivate var ranges: [(title: String, range: Range<Int>)] {
        self.places.map { place in
            let start = RowMark.width + place.start
            return (place.column.title, start..<start + place.width)
        }
    }
}
