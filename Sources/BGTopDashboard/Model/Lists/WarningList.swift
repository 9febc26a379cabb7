import BGTopStore
import BackgroundWorkEvents

/// What is wrong now, the worst first.
struct WarningList: Sendable, ListContent {
    var cursor = ListCursor<RowWarning.ID>()
    private(set) var rows: [RowWarning] = []
    /// The one sentence that matters; nil before anything is known.
    private(set) var headline: Headline?
    /// What the headline is about, wherever it is listed.
    private(set) var worst: RowWarning?
    /// Until when every row stays where it is.
    private var heldUntil: TaskInstant?

    mutating func refresh(store: TaskStore) {
        let rows = store.warnings
        self.worst = rows.first
        self.headline = store.process == nil && rows.isEmpty ? nil : store.headline(of: rows)
        let isHeld = self.heldUntil.map { store.now < $0 } ?? false
        self.rows = isHeld ? rows.standing(as: self.rows, by: \.id) : rows
    }

    /// Holds no row in place any more.
    mutating func release() { self.heldUntil = nil }

    /// Moves the cursor, and keeps every row where it is for a while.
    mutating func move(_ step: ListStep, now: TaskInstant, height: Int) {
        self.heldUntil = now + TaskList.holdDuration
        self.cursor.move(step, in: self, height: height)
    }

    mutating func select(_ id: RowWarning.ID, now: TaskInstant, height: Int) {
        self.heldUntil = now + TaskList.holdDuration
        self.cursor.select(id)
        self.cursor.settle(in: self, height: height)
    }

    var selected: RowWarning? {
        self.cursor.selected.flatMap(self.position(of:)).map { self.rows[$0] }
    }

    var count: Int { self.rows.count }
    func entry(at position: Int) -> RowWarning.ID? { self.rows.indices.contains(position) ? self.rows[position].id : nil }
    func position(of id: RowWarning.ID) -> Int? { self.rows.firstIndex { $0.id == id } }
}
