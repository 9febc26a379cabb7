import BGTopStore
import BackgroundWorkEvents

/// What is wrong now, the worst first.
struct WarningList: Sendable, ListContent {
    /// One line for each rule and each name that it is about.
    struct ID: Hashable, Sendable {
        let rule: String
        let name: String?
    }

    var cursor = ListCursor<ID>()
    private(set) var rows: [RowWarning] = []

    mutating func refresh(store: TaskStore) {
        self.rows = store.warnings
    }

    var selected: RowWarning? {
        self.cursor.selected.flatMap(self.position(of:)).map { self.rows[$0] }
    }

    var count: Int { self.rows.count }
    func entry(at position: Int) -> ID? { self.rows.indices.contains(position) ? self.rows[position].listID : nil }
    func position(of id: ID) -> Int? { self.rows.firstIndex { $0.listID == id } }
}

extension RowWarning {
    fileprivate var listID: WarningList.ID { WarningList.ID(rule: self.rule, name: self.name) }
}
