import BGTopStore
import BackgroundWorkEvents

/// The table of names, sorted as a person asked.
struct NameList: Sendable, ListContent {
    /// Those tasks of one name that have run longest, the longest first.
    struct Longest: Hashable, Sendable {
        let name: String
        let tasks: [BackgroundTaskID]
        /// Until when this is not looked for again.
        let heldUntil: TaskInstant
    }

    var cursor = ListCursor<String>()
    var sorting = Sorting(column: "RUNNING")
    private(set) var rows: [NameSummary] = []
    /// Of the selected name.
    private(set) var longest: Longest?
    /// Until when every row stays where it is.
    private var heldUntil: TaskInstant?
    /// Whether somebody has chosen a name. Until then the first is the selected one, whichever that is.
    private var hasMoved = false

    /// As ``TaskList/forAnotherProcess``.
    var forAnotherProcess: NameList {
        var list = NameList()
        list.sorting = self.sorting
        return list
    }

    /// Holds no row in place any more.
    mutating func release() { (self.heldUntil, self.longest) = (nil, nil) }

    mutating func refresh(store: TaskStore) {
        let names = store.names
        let byName = Dictionary(names.map { ($0.name, $0) }) { first, _ in first }
        let column = NameColumns.column(self.sorting.column)
        let order = column.sorted(names, isInverted: self.sorting.isInverted, store: store, key: \.name)
        let rows = order.compactMap { byName[$0] }
        let isHeld = self.heldUntil.map { store.now < $0 } ?? false
        self.rows = isHeld ? rows.standing(as: self.rows, by: \.name) : rows
        if !self.hasMoved { self.cursor.select(nil) }
    }

    /// Lists anew, held or not.
    mutating func relist(store: TaskStore) {
        self.heldUntil = nil
        self.refresh(store: store)
    }

    /// Moves the cursor, and keeps every row where it is for a while.
    mutating func move(_ step: ListStep, now: TaskInstant, height: Int) {
        self.hold(now: now)
        self.cursor.move(step, in: self, height: height)
    }

    mutating func select(_ name: String, now: TaskInstant, height: Int) {
        self.hold(now: now)
        self.cursor.select(name)
        self.cursor.settle(in: self, height: height)
    }

    private mutating func hold(now: TaskInstant) {
        self.heldUntil = now + TaskList.holdDuration
        self.hasMoved = true
    }

    /// Looks for the tasks of the name that is selected by now.
    mutating func lookInside(store: TaskStore) {
        guard let name = self.cursor.selected else {
            self.longest = nil
            return
        }
        if let longest = self.longest, longest.name == name, store.now < longest.heldUntil { return }
        // It may pass through all live rows.
        let hold = store.alive > TaskList.manyRows ? TaskList.holdDuration : .zero
        let tasks = store.longestRunning(named: name, limit: NameFacts.maximumTasks)
        self.longest = Longest(name: name, tasks: tasks, heldUntil: store.now + hold)
    }

    var count: Int { self.rows.count }
    func entry(at position: Int) -> String? { self.rows.indices.contains(position) ? self.rows[position].name : nil }
    func position(of name: String) -> Int? { self.rows.firstIndex { $0.name == name } }
}
