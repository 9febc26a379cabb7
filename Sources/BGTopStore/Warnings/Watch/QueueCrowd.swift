import BackgroundWorkEvents

/// That one kind of work has most places of the queue.
struct QueueCrowd: Hashable, Sendable {
    let name: String
    /// How many of it are queued, and how many are in all.
    let count: Int
    let queued: Int

    /// Nil where no name has half of the queue.
    ///
    /// Passes through all names.
    init?(of store: TaskStore) {
        let queued = store.queued
        guard queued > 1, let most = store.nameTable.statistics.max(by: { $0.counts.queued < $1.counts.queued }),
            most.counts.queued * 2 >= queued
        else { return nil }
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
