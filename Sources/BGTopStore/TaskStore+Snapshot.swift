import BackgroundWorkEvents

extension TaskStore {
    mutating func fold(_ snapshot: TaskSnapshot, at instant: TaskInstant) {
        self.watchedSince = self.watchedSince ?? instant
        self.process = snapshot.process
        self.anchor = snapshot.anchor
        self.totals = snapshot.totals
        self.capacity = snapshot.capacity
        self.drain = snapshot.drain
        self.pools = snapshot.pools
        self.hostActions = snapshot.hostActions
        self.report = snapshot.report
        self.replaceLive(with: snapshot.live, at: instant)
    }

    /// What lives is what the snapshot says. What lived before and is not in it has ended while events were lost.
    private mutating func replaceLive(with live: [LiveTask], at instant: TaskInstant) {
        var known: [BackgroundTaskID: TaskRow] = [:]
        for row in self.table.rows { known[row.id] = row }
        for row in self.table.rows { self.recount(row.state, .lost, name: row.name) }
        self.table.removeAll()
        for task in live.sorted(by: { $0.task.id < $1.task.id }) where task.task.id > (self.table.rows.last?.id ?? 0) {
            var row =
                known.removeValue(forKey: task.task.id) ?? TaskRow(task.task, name: self.nameTable.index(of: task.task.name))
            row.take(task)
            self.insert(row)
        }
        for var row in known.values.sorted(by: { $0.id < $1.id }) {
            row.lose(at: instant)
            self.ended.append(row)
        }
    }

    mutating func insert(_ row: TaskRow) {
        self.recount(nil, row.state, name: row.name)
        self.table.append(row)
    }

    /// Keeps the counts by state when a row changes from one to another, or comes, or goes.
    mutating func recount(_ old: TaskRow.State?, _ new: TaskRow.State, name: NameTable.Index) {
        let queued = (new == .queued ? 1 : 0) - (old == .queued ? 1 : 0)
        let running = (new.isRunning ? 1 : 0) - (old?.isRunning == true ? 1 : 0)
        self.queued += queued
        self.running += running
        self.nameTable[name].queued += queued
        self.nameTable[name].running += running
    }
}

extension TaskRow.State {
    /// Whether the task holds a place among the running.
    var isRunning: Bool { self == .running || self == .cancelling }
}
