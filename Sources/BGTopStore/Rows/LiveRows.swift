public import BackgroundWorkEvents

/// The live rows of a ``TaskStore`` in ID order, which is the order of submission: the oldest first.
///
/// A view for the moment: while it is kept, the next change makes the store copy its rows.
public struct LiveRows: RandomAccessCollection, Sendable {
    private let slots: [TaskRow]
    /// Their IDs, without a look at the rows.
    package let ids: [BackgroundTaskID]
    private let places: [LiveTable.Slot]

    init(slots: [TaskRow], ids: [BackgroundTaskID], places: [LiveTable.Slot]) {
        self.slots = slots
        self.ids = ids
        self.places = places
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { self.ids.count }

    public subscript(position: Int) -> TaskRow {
        // Lent, not copied: most readers want a figure or two of each of very many rows.
        _read { yield self.slots[Int(self.places[position])] }
    }

    /// Where the row of `id` is, if the task lives; O(log n).
    public func position(of id: BackgroundTaskID) -> Int? {
        self.ids.position(of: id)
    }
}
