import BGTopStore

/// The table of names, sorted as a person asked.
struct NameList: Sendable, ListContent {
    var cursor = ListCursor<String>()
    var sorting = Sorting(column: "RUNNING")
    private(set) var rows: [NameSummary] = []

    mutating func refresh(store: TaskStore) {
        let names = store.names
        let byName = Dictionary(names.map { ($0.name, $0) }) { first, _ in first }
        let column = NameColumns.column(self.sorting.column)
        let order = column.sorted(names, isInverted: self.sorting.isInverted, store: store, key: \.name)
        self.rows = order.compactMap { byName[$0] }
    }

    var count: Int { self.rows.count }
    func entry(at position: Int) -> String? { self.rows.indices.contains(position) ? self.rows[position].name : nil }
    func position(of name: String) -> Int? { self.rows.firstIndex { $0.name == name } }
}
