import BackgroundWorkEvents

/// That one kind of work has far more places of the queue than any other.
struct QueueCrowd: Hashable, Sendable {
    let name: String
    /// How many of it are queued, and how many are in all.
    let count: Int
    let queued: Int

    /// Nil where no name has a third of the queue, and half as many places again as the next.
    ///
    /// Passes through all names.
    init?(of store: TaskStore) {
        let queued = store.queued
        guard queued > 1 else { return nil }
        var (most, next): (NameStatistics?, Int) = (nil, 0)
        for name in store.nameTable.statistics {
            if name.counts.queued > most?.counts.queued ?? 0 {
                next = most?.counts.queued ?? 0
                most = name
            } else {
                next = max(next, name.counts.queued)
            }
        }
        guard let most, most.counts.queued * 3 >= queued, most.counts.queued * 2 >= next * 3 else { return nil }
        (self.name, self.count, self.queued) = (most.name, most.counts.queued, queued)
    }

    /// Behind the number of all that are queued: `, 120 of them import-row`.
    var apposition: String {
        ", \(self.count == self.queued ? "all" : self.count.prose) of them \(self.name)"
    }

    /// When it may be over: `import-row had 120 of 128 places in the queue`.
    var sentence: String {
        "\(self.name) had \(self.count.prose) of \(self.queued.prose) places in the queue"
    }
}
