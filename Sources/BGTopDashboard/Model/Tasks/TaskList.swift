import BGTopStore
import BackgroundWorkEvents

/// The table of tasks: what it lists, in which order, and where the cursor stands.
struct TaskList: Sendable {
    /// How long a task that did not succeed stays listed after its end.
    static let failureRetention: Duration = .seconds(60)
    /// How long no row moves after a person has moved the cursor.
    static let holdDuration: Duration = .seconds(1)
    /// With more than so many live tasks what is sorted or filtered is listed anew once a second only.
    static let manyRows = 10_000

    var cursor = ListCursor<BackgroundTaskID>()
    var sorting = Sorting(column: "AGE")
    var filter = Filter<TaskRow>()
    /// Whether everything that has ended is listed, too.
    var showsFinished = false
    /// Whether the selected task stays listed whatever becomes of it.
    var isFollowing = false
    /// Live tasks, marked to be acted on together.
    var tags: Set<BackgroundTaskID> = []

    private(set) var listing = Listing()
    /// Whether the selected task was alive when the rows were listed last.
    private var selectedIsAlive = false
    /// Until when every row stays where it is.
    private var heldUntil: TaskInstant?

    func content(of store: TaskStore) -> Listing.Content {
        self.listing.content(of: store)
    }

    /// Moves the cursor, and keeps every row where it is for a while: nobody hits a moving target.
    mutating func move(_ step: ListStep, store: TaskStore, height: Int) {
        self.hold(store: store)
        self.isFollowing = false
        self.cursor.move(step, in: self.content(of: store), height: height)
        self.selectedIsAlive = self.isSelectedAlive(in: store)
    }

    mutating func select(_ id: BackgroundTaskID, store: TaskStore, height: Int) {
        self.hold(store: store)
        self.cursor.select(id)
        self.cursor.settle(in: self.content(of: store), height: height)
        self.selectedIsAlive = self.isSelectedAlive(in: store)
    }

    /// The same list, sorted and filtered as it was, of a process of which nothing is known yet.
    var forAnotherProcess: TaskList {
        var list = TaskList()
        (list.sorting, list.filter, list.showsFinished) = (self.sorting, self.filter, self.showsFinished)
        return list
    }

    /// Holds no row in place any more.
    mutating func release() { self.heldUntil = nil }

    /// Lists what there is to list by now, unless rows are being held in place.
    mutating func refresh(store: TaskStore, height: Int) {
        if let heldUntil = self.heldUntil, store.now < heldUntil { return }
        self.relist(store: store, height: height)
        // Passing through so many rows ten times a second would cost more than it tells.
        if case .some = self.listing.live, store.alive > Self.manyRows { self.heldUntil = store.now + Self.holdDuration }
    }

    /// Lists anew, held or not: somebody asked for another order or selection of rows.
    mutating func relist(store: TaskStore, height: Int) {
        self.heldUntil = nil
        // A task that fails sinks to the end of the list. The cursor goes with it only if it was asked to: otherwise it would
        // carry the seen part away from what lives, and somebody who only looks would be left with old failures.
        if self.selectedIsAlive, !self.isFollowing, !self.isSelectedAlive(in: store) { self.cursor.select(nil) }
        self.listing = self.makeListing(of: store)
        self.cursor.settle(in: self.content(of: store), height: height)
        self.selectedIsAlive = self.isSelectedAlive(in: store)
    }

    private func isSelectedAlive(in store: TaskStore) -> Bool {
        self.cursor.selected.flatMap(store.row)?.state.isAlive ?? false
    }

    private mutating func hold(store: TaskStore) {
        if self.heldUntil == nil { self.listing = self.listing.held(in: store) }
        self.heldUntil = store.now + Self.holdDuration
    }

    private func makeListing(of store: TaskStore) -> Listing {
        let column = TaskColumns.column(self.sorting.column)
        if case .submission = column.order {
            // The store's own order, and what ended last first: nothing to sort.
            let live: Listing.Live =
                if self.filter.isEmpty {
                    .every(isReversed: self.sorting.isInverted)
                } else {
                    .some(self.sorting.isInverted ? self.liveIDs(of: store).reversed() : self.liveIDs(of: store))
                }
            return Listing(live: live, ended: self.endedIDs(of: store))
        }
        // The rows stay where they are: a list of a hundred thousand would take as much as the store.
        let live = store.live.lazy.filter { self.filter.accepts($0, in: store) }
        return Listing(
            live: .some(column.sorted(live, isInverted: self.sorting.isInverted, store: store, key: \.id)),
            ended: column.sorted(self.endedRows(of: store), isInverted: self.sorting.isInverted, store: store, key: \.id)
        )
    }

    private func liveIDs(of store: TaskStore) -> [BackgroundTaskID] {
        store.live.lazy.filter { self.filter.accepts($0, in: store) }.map(\.id)
    }

    /// Those of ``endedRows(of:)``; where all that has ended is listed, no row has to be made for that.
    private func endedIDs(of store: TaskStore) -> [BackgroundTaskID] {
        guard self.showsFinished, self.filter.isEmpty, !self.isFollowing else { return self.endedRows(of: store).map(\.id) }
        return Array(store.finished.ids)
    }

    /// The newest first: everything, or what went wrong a short while ago; and the followed task in any case.
    private func endedRows(of store: TaskStore) -> [TaskRow] {
        var rows =
            self.showsFinished
            ? store.finished.filter { self.filter.accepts($0, in: store) }
            : store.failures(since: store.now.advanced(by: .zero - Self.failureRetention)).filter {
                self.filter.accepts($0, in: store)
            }
        if self.isFollowing, let id = self.cursor.selected, let row = store.row(id), !row.state.isAlive,
            !rows.contains(where: { $0.id == id })
        {
            rows.insert(row, at: 0)
        }
        return rows
    }
}

extension TaskStore {
    /// What has ended since `start` and did not succeed, the newest first.
    func failures(since start: TaskInstant) -> [TaskRow] {
        Array(self.unsuccessful.prefix { ($0.endedAt ?? start) >= start })
    }
}
