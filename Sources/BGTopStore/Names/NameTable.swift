import BackgroundWorkEvents

/// What is counted by name.
struct NameTable: Sendable {
    typealias Index = Int32

    /// How many summaries of durations one refresh makes at most: about 3 ms of work.
    private static let summariesPerRefresh = 128

    private(set) var statistics: [NameStatistics] = []
    /// How long successful runs took, of whatever name.
    private(set) var runs = SummarizedDurations()
    private var indices: [String: Index] = [:]
    private let maximum: Int
    private var second: Int64 = 0
    /// Where the refresh that began with the second `refreshed` goes on.
    private var nextToRefresh = 0
    private var refreshed: Int64?

    init(maximum: Int) {
        self.maximum = maximum
    }

    subscript(index: Index) -> NameStatistics {
        _read { yield self.statistics[Int(index)] }
        _modify { yield &self.statistics[Int(index)] }
    }

    /// Where `name` is counted: for itself, or with all the others that came when there was no more room.
    mutating func index(of name: String) -> Index {
        if let index = self.indices[name] { return index }
        let key = self.indices.count < self.maximum ? name : NameSummary.otherNames
        if let index = self.indices[key] { return index }
        let index = Index(self.statistics.count)
        self.statistics.append(NameStatistics(name: key, in: self.second))
        self.indices[key] = index
        return index
    }

    /// Where `name` is counted, if it is.
    func existingIndex(of name: String) -> Index? {
        self.indices[name] ?? self.indices[NameSummary.otherNames]
    }

    /// - Parameter row: The row of the task, with all that the end told.
    mutating func count(_ end: TaskEnd, of row: TaskRow) {
        self[row.name].count(end, of: row)
        guard end.isSuccessfulRun, let startedAt = end.startedAt else { return }
        self.runs.record(from: startedAt, to: end.endedAt)
    }

    /// No task lives any more.
    mutating func removeLive() {
        for index in self.statistics.indices { self.statistics[index].counts = StateCounts() }
    }

    mutating func advance(to second: Int64) {
        self.second = second
        for index in self.statistics.indices { self.statistics[index].advance(to: second) }
    }

    /// Brings the summaries up to date, each at most once a second, and a bounded number at a time.
    mutating func refresh() {
        if self.nextToRefresh == self.statistics.count, self.refreshed != self.second {
            self.nextToRefresh = 0
            self.refreshed = self.second
            _ = self.runs.refresh()
        }
        var remaining = Self.summariesPerRefresh
        while self.nextToRefresh < self.statistics.count, remaining > 0 {
            remaining -= self.statistics[self.nextToRefresh].refresh()
            self.nextToRefresh += 1
        }
    }

    /// Makes the next ``refresh()`` begin anew, although no second has passed.
    mutating func refreshOnceMore() {
        self.refreshed = nil
        self.nextToRefresh = self.statistics.count
    }
}
