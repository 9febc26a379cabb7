import BackgroundWorkEvents

/// The live rows: found by ID, passed through in ID order, and cheap to add and to take away.
///
/// Rows stay where they were put (`slots`, whose holes are used again); their order is kept apart in two thin arrays. IDs only
/// grow, so a new task goes to the end, and an ended one leaves a tombstone that the next compaction removes. Tombstones cost
/// little and even help: while they are there IDs are dense, and the position of an ID is known without a search.
struct LiveTable: Sendable {
    /// A row's place, which it keeps for as long as it lives.
    typealias Slot = UInt32

    private var slots: [TaskRow?] = []
    private var freeSlots: [Slot] = []
    /// Every ID since the last compaction, ascending.
    private var ids: [BackgroundTaskID] = []
    /// The slot of each of `ids`, or `tombstone`.
    private var slotOfID: [Slot] = []
    private static let tombstone = Slot.max

    private(set) var count = 0

    /// The row in a slot that ``slot(of:)`` returned.
    subscript(slot: Slot) -> TaskRow {
        get {
            guard let row = self.slots[Int(slot)] else { preconditionFailure("No row lives in slot \(slot).") }
            return row
        }
        _modify {
            guard var row = self.slots[Int(slot)].take() else { preconditionFailure("No row lives in slot \(slot).") }
            defer { self.slots[Int(slot)] = consume row }
            yield &row
        }
    }

    func slot(of id: BackgroundTaskID) -> Slot? {
        guard let position = self.position(of: id) else { return nil }
        let slot = self.slotOfID[position]
        return slot == Self.tombstone ? nil : slot
    }

    /// Adds a row whose ID is above all that were added before.
    mutating func append(_ row: TaskRow) {
        let slot: Slot
        if let free = self.freeSlots.popLast() {
            slot = free
            self.slots[Int(free)] = row
        } else {
            slot = Slot(self.slots.count)
            self.slots.append(row)
        }
        self.ids.append(row.id)
        self.slotOfID.append(slot)
        self.count += 1
    }

    mutating func remove(_ id: BackgroundTaskID) -> TaskRow? {
        guard let position = self.position(of: id) else { return nil }
        let slot = self.slotOfID[position]
        guard slot != Self.tombstone, let row = self.slots[Int(slot)].take() else { return nil }
        self.slotOfID[position] = Self.tombstone
        self.freeSlots.append(slot)
        self.count -= 1
        // At most as many tombstones as rows: the cost of a compaction is spread over what made it necessary.
        if self.ids.count > 2 * self.count + 64 { self.compact() }
        return row
    }

    mutating func removeAll() {
        self = Self()
    }

    /// Removes the tombstones.
    mutating func compact() {
        guard self.ids.count > self.count else { return }
        var kept = 0
        for position in self.ids.indices where self.slotOfID[position] != Self.tombstone {
            self.ids[kept] = self.ids[position]
            self.slotOfID[kept] = self.slotOfID[position]
            kept += 1
        }
        self.ids.removeSubrange(kept...)
        self.slotOfID.removeSubrange(kept...)
    }

    /// The rows in ID order.
    var rows: LiveRows {
        var table = self
        table.compact()
        return LiveRows(slots: table.slots, ids: table.ids, slotOfID: table.slotOfID)
    }

    private func position(of id: BackgroundTaskID) -> Int? {
        Self.position(of: id, in: self.ids)
    }

    /// A binary search that starts from what growing IDs say: between two positions there are no more IDs than numbers.
    static func position(of id: BackgroundTaskID, in ids: [BackgroundTaskID]) -> Int? {
        guard let first = ids.first, let last = ids.last, id >= first, id <= last else { return nil }
        var low = ids.count - 1 - Int(clamping: min(last.rawValue - id.rawValue, UInt64(ids.count - 1)))
        var high = Int(clamping: min(id.rawValue - first.rawValue, UInt64(ids.count - 1)))
        while low < high {
            let middle = (low + high) / 2
            if ids[middle] < id { low = middle + 1 } else { high = middle }
        }
        return ids[low] == id ? low : nil
    }
}
