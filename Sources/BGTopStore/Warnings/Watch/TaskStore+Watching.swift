public import BackgroundWorkEvents

extension TaskStore {
    /// Time that jumps by more was not seen to pass: somebody stood still, the watched process or the viewer. In nanoseconds.
    static let longestBlink: Int64 = 1_000_000_000
    /// A task that waits is looked at so often: what is known of its name may have changed.
    static let waitingLookInterval: Duration = .seconds(10)
    /// What a task is said to do may be over: the sample that says so can be on its way for so long.
    private static let sampleDelay: Duration = .milliseconds(200)
    /// What cannot be looked at in one picture is looked at in the next.
    private static let looksPerPicture = 2_000

    /// Whether a live task could go on, and has had no thread for too long.
    public func isStarved(_ id: BackgroundTaskID) -> Bool {
        self.interruption == nil && self.watch.starved.contains(id) && !self.isPoolBlocked
    }

    /// Whether a live task waits for far longer than any of its name ever took.
    public func isStuck(_ id: BackgroundTaskID) -> Bool { self.interruption == nil && self.watch.stuck.contains(id) }

    /// A sample, or an end, told something of a task.
    mutating func note(_ news: SampleNews, of row: TaskRow) {
        guard let growth = news.growth else { return }
        self.nameTable[row.name].count(growth)
        self.watch.note(growth, of: row, at: self.now)
    }

    /// A sample, or a snapshot, told what a live task does.
    mutating func observe(_ row: TaskRow) {
        self.watch.observe(row, at: self.now)
        if row.activity?.state == .ready { self.lookAfterReady(row) }
        self.lookAgain(at: row)
    }

    /// Looks at those tasks that have been ready, or have been waiting, for so long that something may be wrong.
    mutating func lookAfterAppointments() {
        var looks = Self.looksPerPicture
        while looks > 0, let id = self.watch.readyTasks.popDue(at: self.now) {
            // Of very many that have ended since no one is in the way of those that live.
            guard let row = self.table[id] else { continue }
            looks -= 1
            if row.activity?.state == .ready { self.lookAfterReady(row) }
        }
        while looks > 0, let id = self.watch.waitingTasks.popDue(at: self.now) {
            guard let row = self.table[id] else { continue }
            looks -= 1
            if row.activity?.state == .waiting { self.lookAfterWaiting(row) }
        }
    }

    private mutating func lookAfterReady(_ row: TaskRow) {
        guard let activity = row.activity else { return }
        let patience = activity.polls == 0 ? self.thresholds.starvedBeforeFirstPollAfter : self.thresholds.starvedAfter
        let due = self.readySince(activity) + patience + Self.sampleDelay
        if due <= self.now {
            self.watch.starved.insert(row.id)
        } else {
            self.watch.starved.remove(row.id)
            // A clock that is ahead makes nobody wait for ever.
            self.watch.readyTasks.insert(row.id, at: min(due, self.now + Self.waitingLookInterval))
        }
    }

    private mutating func lookAfterWaiting(_ row: TaskRow) {
        if self.isStuck(row) {
            self.watch.stuck.insert(row.id)
            self.watch.longRuns.remove(row.id)
        } else {
            self.watch.stuck.remove(row.id)
        }
        self.watch.waitingTasks.insert(row.id, at: self.now + Self.waitingLookInterval)
    }

    private func isStuck(_ row: TaskRow) -> Bool {
        // Of what was asked to stop another rule speaks.
        guard row.state == .running, !row.awaitsResponse, let since = self.silentSince(row),
            let longest = self.longestRun(of: row)
        else { return false }
        // Whoever waits while a pool takes no work may wait for that: for a sleep to end, or for somebody who has no thread.
        if self.isAnyPoolBlocked, StuckPools(of: self).wait(of: row, at: self.now) != nil { return false }
        return self.timeOfItsOwn(row, since: since)
            >= max(self.thresholds.stuckAfter, longest * max(1, self.thresholds.stuckAfterLongestRuns))
    }

    /// Since when a task has been ready while it could have got a thread.
    func readySince(_ activity: TaskActivity) -> TaskInstant {
        max(activity.since, self.watch.resumedAt, self.watch.unblockedAt)
    }

    /// Since when a task has given no sign of life although it could have.
    func silentSince(_ row: TaskRow) -> TaskInstant? {
        row.lastSignOfLife.map { max($0, self.watch.resumedAt) }
    }

    /// For how long a task could have gone on since then: without the time in which the process stood still, or a pool that it may need.
    func timeOfItsOwn(_ row: TaskRow, since start: TaskInstant) -> Duration {
        let start = max(start, self.watch.resumedAt)
        let needed: [PoolStatus.Pool] = [.library, .global(priority: row.task.priority)]
        return needed.reduce(self.now - start) { left, pool in
            left - (self.standstills[pool]?.time(from: start, to: self.now) ?? .zero)
        }
    }

    /// How long successful runs of the task's name took at most; nil where too few have been seen to say so.
    func longestRun(of row: TaskRow) -> Duration? {
        let name = self.nameTable[row.name]
        // What is counted together with other names has no history of its own.
        guard name.name == row.task.name, let runs = name.run.summary, runs.count >= self.thresholds.stuckMinimumRuns else {
            return nil
        }
        return runs.longest
    }

    /// Whether nothing that runs on the library's own threads can start.
    var isPoolBlocked: Bool { self.pools.contains { $0.pool == .library && $0.blockedSince != nil } }

    private var isAnyPoolBlocked: Bool { self.pools.contains { $0.blockedSince != nil } }

    /// The tasks that hold a thread of a pool now.
    var threadHolders: Set<BackgroundTaskID> { Set(self.pools.lazy.flatMap(\.blockedThreads).compactMap(\.task)) }
}
