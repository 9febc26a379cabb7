import BGTopStore
import BackgroundWorkEvents

/// The application's log and what was asked of it, the newest last.
struct LogList: Sendable, ListContent {
    var cursor = ListCursor<LogEntry.ID>()
    /// Whether the newest line is the selected one, whatever comes.
    private(set) var isFollowing = true
    /// What is listed: all that is kept, or what the filter leaves of it.
    private(set) var entries: [LogEntry] = []
    var filter = Filter<LogEntry>()
    /// How many there are with those that the filter hides.
    private(set) var total = 0

    /// As ``TaskList/forAnotherProcess``.
    var forAnotherProcess: LogList {
        var list = LogList()
        list.filter = self.filter
        return list
    }

    mutating func refresh(store: TaskStore) {
        let all = LogEntry.all(in: store)
        self.total = all.count
        self.entries = self.filter.isEmpty ? all : all.filter { self.filter.accepts($0, in: store) }
    }

    mutating func move(_ step: ListStep, height: Int) {
        self.cursor.move(step, in: self, height: height)
        // The wheel leaves the cursor where it is seen; that the newest line is seen again is to stay with it.
        if case .scroll(let lines) = step, lines > 0, self.cursor.top + height >= self.count {
            self.cursor.move(.last, in: self, height: height)
        }
        self.isFollowing = self.cursor.selected == self.entries.last?.id
    }

    mutating func select(_ id: LogEntry.ID, height: Int) {
        self.cursor.select(id)
        self.cursor.settle(in: self, height: height)
        self.isFollowing = id == self.entries.last?.id
    }

    mutating func toggleFollowing() {
        self.isFollowing.toggle()
    }

    /// To the newest line, and to whatever comes after it.
    mutating func follow(height: Int) {
        self.isFollowing = true
        self.settle(height: height)
    }

    /// - Parameter isHeld: Whether the cursor stays on its line, followed or not.
    mutating func settle(height: Int, isHeld: Bool = false) {
        if self.isFollowing, !isHeld {
            self.cursor.move(.last, in: self, height: height)
        } else {
            self.cursor.settle(in: self, height: height)
        }
    }

    var selected: LogEntry? {
        self.cursor.selected.flatMap(self.position(of:)).map { self.entries[$0] }
    }

    var count: Int { self.entries.count }
    func entry(at position: Int) -> LogEntry.ID? {
        self.entries.indices.contains(position) ? self.entries[position].id : nil
    }
    func position(of id: LogEntry.ID) -> Int? { self.entries.firstIndex { $0.id == id } }
}
