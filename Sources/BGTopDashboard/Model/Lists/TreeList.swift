import BGTopStore
import BackgroundWorkEvents

/// The tree: tasks under those that submitted them, their named parts under them.
///
/// It knows where every entry hangs, and no more; what stands in a line is made for the lines that are seen.
struct TreeList: Sendable, ListContent {
    var cursor = ListCursor<TreeEntry.ID>()
    private(set) var entries: [TreeEntry] = []
    private var folding = Folding()
    /// Until when every row stays where it is.
    private var heldUntil: TaskInstant?

    mutating func refresh(store: TaskStore, height: Int) {
        if let heldUntil = self.heldUntil, store.now < heldUntil { return }
        self.relist(store: store, height: height)
        // Passing through so many rows ten times a second would cost more than it tells.
        if store.alive > TaskList.manyRows { self.heldUntil = store.now + TaskList.holdDuration }
    }

    /// Holds no row in place any more.
    mutating func release() { self.heldUntil = nil }

    /// Lists anew, held or not.
    mutating func relist(store: TaskStore, height: Int) {
        self.heldUntil = nil
        self.folding.forget { store.row($0) == nil }
        self.entries = TreeBuilder(store, folding: self.folding).entries
        self.cursor.settle(in: self, height: height)
    }

    /// Moves the cursor, and keeps every row where it is for a while.
    mutating func move(_ step: ListStep, now: TaskInstant, height: Int) {
        self.heldUntil = now + TaskList.holdDuration
        self.cursor.move(step, in: self, height: height)
    }

    /// Moves to an entry that is listed, and keeps every row where it is for a while.
    mutating func select(_ id: TreeEntry.ID, now: TaskInstant, height: Int) {
        self.heldUntil = now + TaskList.holdDuration
        self.cursor.select(id)
        self.cursor.settle(in: self, height: height)
    }

    /// Moves to a task, and unfolds whatever it is folded away in.
    ///
    /// - Returns: Whether it is there.
    mutating func select(_ task: BackgroundTaskID, store: TaskStore, height: Int) -> Bool {
        var row = store.row(task)
        while let submitter = row?.olderSubmitter {
            self.folding.set(.task(submitter), isFolded: false)
            row = store.row(submitter)
        }
        self.cursor.select(.task(task))
        self.relist(store: store, height: height)
        return self.cursor.selected == .task(task)
    }

    // MARK: - Folding

    mutating func fold(_ id: TreeEntry.ID) { self.folding.set(id, isFolded: true) }
    mutating func unfold(_ id: TreeEntry.ID) { self.folding.set(id, isFolded: false) }

    /// Unfolds all if anything is folded, folds all otherwise.
    mutating func toggleAll() {
        self.folding = Folding(isFoldedByNature: !self.entries.contains(where: \.isFolded))
    }

    /// What the entry at `position` hangs on.
    func parent(of position: Int) -> TreeEntry? {
        let depth = self.entries[position].branch.depth
        return self.entries[..<position].last { $0.branch.depth < depth }
    }

    var selected: TreeEntry? { self.cursor.selected.flatMap(self.position).map { self.entries[$0] } }

    var count: Int { self.entries.count }
    func entry(at position: Int) -> TreeEntry.ID? { self.entries.indices.contains(position) ? self.entries[position].id : nil }
    func position(of id: TreeEntry.ID) -> Int? { self.entries.firstIndex { $0.id == id } }
}
