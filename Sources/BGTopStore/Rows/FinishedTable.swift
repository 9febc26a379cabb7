import BackgroundWorkEvents

/// The last rows that ended, successes and the rest each with a bound of their own.
struct FinishedTable: Sendable {
    /// A row, and its place among all that ended, the first being 1.
    struct Entry: Sendable {
        let row: TaskRow
        let place: UInt64
    }

    private(set) var succeeded: Ring<Entry>
    private(set) var unsuccessful: Ring<Entry>

    init(_ retention: Retention) {
        self.succeeded = Ring(maximum: retention.succeededRows)
        self.unsuccessful = Ring(maximum: retention.unsuccessfulRows)
    }

    /// All that were ever added.
    var total: UInt64 { self.succeeded.total + self.unsuccessful.total }

    /// How many of them have been forgotten.
    var evicted: UInt64 { self.succeeded.evicted + self.unsuccessful.evicted }

    mutating func append(_ row: consuming TaskRow) {
        let place = self.total + 1
        if row.state == .ended(.succeeded) {
            self.succeeded.append(Entry(row: row, place: place))
        } else {
            self.unsuccessful.append(Entry(row: row, place: place))
        }
    }

    func row(_ id: BackgroundTaskID) -> TaskRow? {
        let entry = self.unsuccessful.last { $0.row.id == id } ?? self.succeeded.last { $0.row.id == id }
        return entry?.row
    }
}
