package import BackgroundWorkEvents

extension TaskStore {
    /// Everything, at this moment.
    mutating func fold(_ snapshot: TaskSnapshot, at instant: TaskInstant) {
        if self.isSucceeded(by: snapshot) {
            // Another process has other tasks under the same IDs, and another clock: nothing of the old one may stay.
            self = self.emptied
        }
        let unseenSince = self.interruption == nil ? nil : self.now
        self.interruption = nil
        self.move(to: instant)
        if self.watchedSince == nil {
            self.watchedSince = instant
        } else if let unseenSince {
            self.windows.countUnseen(between: self.totals, and: snapshot.totals, from: unseenSince, to: self.now)
        } else {
            self.windows.countLost(between: self.totals, and: snapshot.totals, at: instant)
        }
        self.process = snapshot.process
        self.anchor = snapshot.anchor
        self.totals = snapshot.totals
        self.capacity = snapshot.capacity
        self.fold(snapshot.pools, at: instant)
        self.lateReports = snapshot.lateReports
        self.hostActions = snapshot.hostActions
        self.report = snapshot.report
        self.replaceLive(with: snapshot.live, at: instant)
        self.fold(snapshot.drain, at: instant, isNews: false)
    }

    /// Whether a snapshot is of another process than the one that is watched: one that has taken its place.
    package func isSucceeded(by snapshot: TaskSnapshot) -> Bool {
        // No name is kept longer than its bound.
        self.process.map { $0 != snapshot.process.bounded } ?? false
    }

    /// What lives is what the snapshot says. What lived before and is not in it has ended while events were lost.
    private mutating func replaceLive(with live: [LiveTask], at instant: TaskInstant) {
        let old = self.table
        self.table = LiveTable()
        self.counts = StateCounts()
        self.nameTable.removeLive()
        self.warned = [:]
        self.watch.removeLive()
        var last: BackgroundTaskID?
        // Where they stand, and not the tasks themselves: of a hundred thousand a second list would take as much as the rows.
        for place in live.indices.sorted(by: { live[$0].task.id < live[$1].task.id }) where live[place].task.id != last {
            let task = live[place]
            var row = old[task.task.id] ?? TaskRow(task.task, name: self.nameTable.index(of: task.task.name))
            row.take(task)
            self.insert(row)
            last = task.task.id
        }
        for var row in old.rows where self.table[row.id] == nil {
            row.lose(at: instant)
            self.retire(row)
        }
    }
}
