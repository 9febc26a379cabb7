import BackgroundWorkEvents
import DequeModule

/// The last rows that ended, successes and the rest each with a bound of their own.
struct FinishedTable: Sendable {
    /// A row, and its place among all that ended, the first being 1.
    struct Entry: Sendable {
        var row: TaskRow
        let place: UInt64
    }

    private(set) var succeeded: Deque<Entry> = []
    private(set) var unsuccessful: Deque<Entry> = []
    private(set) var evicted: UInt64 = 0
    /// All that were ever added.
    private(set) var added: UInt64 = 0
    private let maximumSucceeded: Int
    private let maximumUnsuccessful: Int

    init(_ retention: Retention) {
        self.maximumSucceeded = retention.succeededRows
        self.maximumUnsuccessful = retention.unsuccessfulRows
    }

    mutating func append(_ row: consuming TaskRow) {
        self.added += 1
        if row.state == .ended(.succeeded) {
            self.evicted += Self.append(Entry(row: row, place: self.added), to: &self.succeeded, maximum: self.maximumSucceeded)
        } else {
            self.evicted += Self.append(
                Entry(row: row, place: self.added),
                to: &self.unsuccessful,
                maximum: self.maximumUnsuccessful
            )
        }
    }

    func row(_ id: BackgroundTaskID) -> TaskRow? {
        let entry = self.unsuccessful.last { $0.row.id == id } ?? self.succeeded.last { $0.row.id == id }
        return entry?.row
    }

    private static func append(_ entry: consuming Entry, to entries: inout Deque<Entry>, maximum: Int) -> UInt64 {
        guard maximum > 0 else { return 1 }
        let isFull = entries.count >= maximum
        if isFull { entries.removeFirst() }
        entries.append(entry)
        return isFull ? 1 : 0
    }
}
