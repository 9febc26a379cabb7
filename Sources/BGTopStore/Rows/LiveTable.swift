import BackgroundWorkEvents

/// The live rows: found by ID, passed through in ID order, and cheap to add and to take away.
///
/// Rows stay where they were put (`slots`, whose holes are used again); their order is kept apart, in two thin arrays. IDs only
/// grow, so a new task goes to the end, and one that ended leaves a tombstone for the next compaction. Tombstones even help:
/// while they are there IDs are dense, and where an ID stands is known almost without a search.
struct LiveTable: Sendable {
    typealias Slot = UInt32
    private static let tombstone = Slot.max
    /// Stands in a slot that is free, so that what stood there is not kept alive.
    private static let vacancy = TaskRow(
        TaskDescription(
            id: 0,
            name: "",
            location: TaskDescription.SourceLocation(fileID: "", line: 0),
            submittedAt: TaskInstant(nanoseconds: 0)
        ),
        name: 0
    )

    private var slots: [TaskRow] = []
    private var freeSlots: [Slot] = []
    /// The IDs of all rows and tombstones, ascending.
    private var ids: [BackgroundTaskID] = []
    /// For each of `ids` where its row is, or `tombstone`.
    private var places: [Slot] = []

    private(set) var count = 0
    /// How many bytes the rows take, about.
    private(set) var footprint = 0

    subscript(id: BackgroundTaskID) -> TaskRow? {
        self.position(of: id).map { self.slots[Int(self.places[$0])] }
    }

    /// Changes the row of `id`, if it lives, where it stands.
    ///
    /// - Returns: What `change` returns; nil where there is no row.
    mutating func update<Result>(_ id: BackgroundTaskID, _ change: (inout TaskRow) -> Result?) -> Result? {
        guard let position = self.position(of: id) else { return nil }
        let slot = Int(self.places[position])
        // Kept alive until it has been compared, so that no other has its address.
        let old = self.slots[slot].particularsBox
        defer {
            let new = self.slots[slot].particularsBox
            if new !== old { self.footprint += (new?.value.footprint ?? 0) - (old?.value.footprint ?? 0) }
        }
        return change(&self.slots[slot])
    }

    /// Adds a row, whose ID is above that of all others.
    mutating func append(_ row: consuming TaskRow) {
        self.ids.append(row.id)
        self.count += 1
        self.footprint += row.footprint
        if let free = self.freeSlots.popLast() {
            self.places.append(free)
            self.slots[Int(free)] = row
        } else {
            self.places.append(Slot(self.slots.count))
            self.slots.append(row)
        }
    }

    mutating func remove(_ id: BackgroundTaskID) -> TaskRow? {
        guard let position = self.position(of: id) else { return nil }
        let place = self.places[position]
        self.places[position] = Self.tombstone
        self.freeSlots.append(place)
        self.count -= 1
        // What a compaction costs is spread over the ends that made it necessary.
        if self.ids.count > 2 * self.count + 64 { self.compact() }
        var row = Self.vacancy
        swap(&row, &self.slots[Int(place)])
        self.footprint -= row.footprint
        return row
    }

    /// Removes the tombstones, so that reading the rows in order needs nothing more.
    mutating func compact() {
        guard self.ids.count > self.count else { return }
        var kept = 0
        for position in self.ids.indices where self.places[position] != Self.tombstone {
            self.ids[kept] = self.ids[position]
            self.places[kept] = self.places[position]
            kept += 1
        }
        self.ids.removeSubrange(kept...)
        self.places.removeSubrange(kept...)
    }

    /// The rows in ID order. Copies nothing if the table is compact.
    var rows: LiveRows {
        var table = self
        table.compact()
        return LiveRows(slots: table.slots, ids: table.ids, places: table.places)
    }

    private func position(of id: BackgroundTaskID) -> Int? {
        guard let position = self.ids.position(of: id), self.places[position] != Self.tombstone else { return nil }
        return position
    }
}
