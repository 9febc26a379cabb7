import BackgroundWorkEvents

/// Live tasks that something is wrong with, in the order in which that was found.
struct AffectedTasks: Sendable {
    private struct Entry: Sendable {
        let id: BackgroundTaskID
        let number: UInt64
    }

    /// For each task the number of its entry.
    private var numbers: [BackgroundTaskID: UInt64] = [:]
    /// Ascending by number. Some are of tasks that have been removed since; the first is not.
    private var entries: [Entry] = []
    private var start = 0
    private var nextNumber: UInt64 = 0

    var count: Int { self.numbers.count }
    /// The one that was found first.
    var first: BackgroundTaskID? { self.start < self.entries.count ? self.entries[self.start].id : nil }

    /// The first of them, in the order in which they were found.
    func prefix(_ limit: Int) -> [BackgroundTaskID] {
        Array(self.entries[self.start...].lazy.filter(self.stands).map(\.id).prefix(limit))
    }

    func contains(_ id: BackgroundTaskID) -> Bool { self.numbers[id] != nil }

    mutating func insert(_ id: BackgroundTaskID) {
        guard self.numbers[id] == nil else { return }
        self.numbers[id] = self.nextNumber
        self.entries.append(Entry(id: id, number: self.nextNumber))
        self.nextNumber += 1
    }

    mutating func remove(_ id: BackgroundTaskID) {
        // Asked for every sample and every end, and most of the time there is nobody.
        guard !self.numbers.isEmpty, self.numbers.removeValue(forKey: id) != nil else { return }
        while self.start < self.entries.count, !self.stands(self.entries[self.start]) { self.start += 1 }
        guard self.entries.count > 2 * self.count + 64 else { return }
        self.entries = self.entries[self.start...].filter(self.stands)
        self.start = 0
    }

    /// - Returns: All that were in it.
    mutating func removeAll() -> [BackgroundTaskID] {
        let ids = Array(self.numbers.keys)
        self = Self()
        return ids
    }

    private func stands(_ entry: Entry) -> Bool { self.numbers[entry.id] == entry.number }
}
