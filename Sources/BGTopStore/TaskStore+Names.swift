public import BackgroundWorkEvents

extension TaskStore {
    /// All that is known of one name; nil where no task of it was seen, or only among ``NameSummary/otherNames``.
    public func profile(of name: String) -> NameProfile? {
        guard let index = self.nameTable.existingIndex(of: name), self.nameTable[index].name == name else { return nil }
        return self.nameTable[index].profile(over: self.span)
    }

    /// The live tasks of one name that have run longest, the longest first.
    ///
    /// Passes through the live rows until it has seen all of this name that run: through all of them at worst.
    public func longestRunning(named name: String, limit: Int) -> [BackgroundTaskID] {
        guard let index = self.nameTable.existingIndex(of: name) else { return [] }
        let counts = self.nameTable[index].counts
        var left = counts.running + counts.cancelling
        var longest: [(startedAt: TaskInstant, id: BackgroundTaskID)] = []
        let live = self.live
        for position in live.indices {
            guard left > 0 else { break }
            guard live[position].name == index, let startedAt = live[position].startedAt else { continue }
            left -= 1
            longest.append((startedAt, live[position].id))
        }
        // They stand in the order of submission, which is almost that of the start.
        longest.sort { ($0.startedAt, $0.id) < ($1.startedAt, $1.id) }
        return longest.prefix(limit).map(\.id)
    }
}
