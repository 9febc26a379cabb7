import BackgroundWorkEvents

/// What runs on and on is found by passing through the live rows: some of them for each picture, and those behind them for the next.
extension TaskStore {
    /// At how many running tasks it is looked for one picture, and at how many rows it is glanced for them: what is queued, or has only
    /// begun, costs no more than that, but there may be very much of it.
    private static let looks = 256
    private static let glances = 4_096
    /// Among how many tasks those are sought of which no other rule speaks.
    private static let readings = 256

    /// Looks at the next of those tasks that have run for long.
    mutating func lookAfterLongRuns() {
        let live = self.live
        guard !live.isEmpty else { return }
        var looks = Self.looks
        var position = live.ids.firstPosition { $0 > self.watch.longRuns.lookedAt }
        for _ in 0..<min(Self.glances, live.count) where looks > 0 {
            if position == live.endIndex { position = live.startIndex }
            if self.hasRunForLong(live[position]) {
                looks -= 1
                self.watch.longRuns.note(self.runLength(of: live[position]), of: live.ids[position])
            }
            self.watch.longRuns.lookedAt = live.ids[position]
            position += 1
        }
    }

    /// A task that was found to run for long has done something.
    mutating func lookAgain(at row: TaskRow) {
        guard self.watch.longRuns.contains(row.id) else { return }
        self.watch.longRuns.note(self.runLength(of: row), of: row.id)
    }

    /// Of these tasks the one that has run longest, and how many there are, without those of which another rule speaks.
    func longestOf(_ tasks: AffectedTasks) -> (row: TaskRow, count: Int)? {
        // Who is held up by others is not to blame.
        guard tasks.count > 0, !self.isPoolBlocked else { return nil }
        let (holders, stuckPools) = (self.threadHolders, StuckPools(of: self))
        var (longest, count): (TaskRow?, Int) = (nil, tasks.count)
        for id in tasks.prefix(Self.readings) {
            guard let row = self.table[id], !holders.contains(id), stuckPools.wait(of: row, at: self.now) == nil else {
                count -= 1
                continue
            }
            if let present = longest?.startedAt, let startedAt = row.startedAt, startedAt >= present { continue }
            longest = row
        }
        return longest.map { ($0, count) }
    }

    /// What the run of a task is compared with; nil where nobody can say.
    func usualRun(for row: TaskRow) -> LongRuns.Usual? {
        if let longest = self.longestRun(of: row) { return .longestOfName(longest) }
        // Of a name of which a few have ended nothing can be said: they may have been the short ones.
        guard self.nameTable[row.name].finished.total == 0, let all = self.nameTable.runs.summary,
            all.count >= self.thresholds.stuckMinimumRuns
        else { return nil }
        return .most(all.p99)
    }

    /// Of what was asked to stop others speak.
    private func hasRunForLong(_ row: TaskRow) -> Bool {
        guard row.state == .running, let startedAt = row.startedAt else { return false }
        return self.now - startedAt >= self.thresholds.overdueAfter
    }

    private func runLength(of row: TaskRow) -> LongRuns.Length {
        // Of what is stuck more is known.
        guard self.hasRunForLong(row), !row.awaitsResponse, !self.isGettingOn(row), !self.watch.stuck.contains(row.id) else {
            return .usual
        }
        // After a response its work began only when that was over.
        let worksSince = row.responseEndedAt ?? row.startedAt ?? self.now
        let ran = self.timeOfItsOwn(row, since: worksSince)
        guard ran >= self.thresholds.overdueAfter else { return .usual }
        let factor = max(1, self.thresholds.overdueAfterUsual)
        let usual = self.usualRun(for: row)
        if case .longestOfName(let longest) = usual { return ran >= longest * factor ? .overdue : .usual }
        // Of what was there before anybody watched, others of its kind may have ended before.
        let watched = self.timeOfItsOwn(row, since: max(worksSince, self.watchedSince ?? worksSince))
        guard watched >= self.thresholds.overdueAfter else { return .usual }
        if let usual { return watched >= usual.duration * factor ? .overdue : .usual }
        let name = self.nameTable[row.name]
        // What is counted together with other names has no history of its own.
        guard name.name == row.task.name else { return .usual }
        return name.run.summary.map { watched >= $0.longest * factor } ?? true ? .incomparable : .usual
    }

    /// Whether it has said of late how far it is, or gone from one part to another: who does that hangs in nothing.
    private func isGettingOn(_ row: TaskRow) -> Bool {
        let said = row.nodes.listed.map { $0.endedAt ?? $0.startedAt } + (row.progress.map { [$0.at] } ?? [])
        return said.max().map { self.now - $0 < self.thresholds.stuckAfter } ?? false
    }
}
