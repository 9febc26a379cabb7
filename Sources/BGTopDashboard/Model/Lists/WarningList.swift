import BGTopStore
import BackgroundWorkEvents

/// What is wrong now, the worst first.
struct WarningList: Sendable, ListContent {
    var cursor = ListCursor<RowWarning.ID>()
    private(set) var rows: [RowWarning] = []
    /// The one sentence that matters; nil before anything is known.
    private(set) var headline: Headline?

    mutating func refresh(store: TaskStore) {
        self.rows = store.warnings
        self.headline = store.process == nil ? nil : store.headline(of: self.rows)
    }

    var selected: RowWarning? {
        self.cursor.selected.flatMap(self.position(of:)).map { self.rows[$0] }
    }

    var count: Int { self.rows.count }
    func entry(at position: Int) -> RowWarning.ID? { self.rows.indices.contains(position) ? self.rows[position].id : nil }
    func position(of id: RowWarning.ID) -> Int? { self.rows.firstIndex { $0.id == id } }
}
