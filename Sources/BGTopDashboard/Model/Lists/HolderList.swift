import BGTopStore
import BackgroundWorkEvents

/// What holds the exit of a process that is to stop, the worst first.
struct HolderList: Sendable, ListContent {
    /// More than anybody scrolls through; what is beyond is counted.
    static let maximum = 500

    var cursor = ListCursor<BackgroundTaskID>()
    private(set) var forecast: DrainForecast?
    /// The first line that is seen of the report that takes the list's place.
    var reportTop = 0
    private var heldUntil: TaskInstant?
    /// Whether somebody has chosen a task. Until then the worst is the selected one, whichever that is.
    private var hasMoved = false

    mutating func refresh(store: TaskStore) {
        let isHeld = self.heldUntil.map { store.now < $0 } ?? false
        // A forecast passes through all live rows.
        if isHeld, store.alive > TaskList.manyRows { return }
        var forecast = store.drainForecast(limit: Self.maximum)
        if isHeld { forecast.holders = forecast.holders.standing(as: self.holders, by: \.row.id) }
        self.forecast = forecast
        if !self.hasMoved { self.cursor.select(nil) }
        guard !isHeld else { return }
        self.heldUntil = store.alive > TaskList.manyRows ? store.now + TaskList.holdDuration : nil
    }

    /// Holds no row in place any more.
    mutating func release() { self.heldUntil = nil }

    /// Moves the cursor, and keeps every row where it is for a while.
    mutating func move(_ step: ListStep, now: TaskInstant, height: Int) {
        self.hold(now: now)
        self.cursor.move(step, in: self, height: height)
    }

    mutating func select(_ id: BackgroundTaskID, now: TaskInstant, height: Int) {
        self.hold(now: now)
        self.cursor.select(id)
        self.cursor.settle(in: self, height: height)
    }

    private mutating func hold(now: TaskInstant) {
        self.heldUntil = now + TaskList.holdDuration
        self.hasMoved = true
    }

    var holders: [DrainForecast.Holder] { self.forecast?.holders ?? [] }

    var count: Int { self.holders.count }
    func entry(at position: Int) -> BackgroundTaskID? {
        self.holders.indices.contains(position) ? self.holders[position].row.id : nil
    }
    func position(of id: BackgroundTaskID) -> Int? { self.holders.firstIndex { $0.row.id == id } }
}
