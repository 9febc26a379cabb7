public import BackgroundWorkEvents

extension TaskStore {
    /// The live rows in ID order.
    public var live: LiveRows { self.table.rows }

    /// The last rows that ended, the last to end first; successes and the rest have separate bounds (``Retention``).
    public var finished: FinishedRows {
        FinishedRows(succeeded: self.ended.succeeded, unsuccessful: self.ended.unsuccessful)
    }

    /// As ``finished``, without those that succeeded.
    public var unsuccessful: FinishedRows {
        FinishedRows(unsuccessful: self.ended.unsuccessful)
    }

    /// Finished rows that were seen and have been forgotten.
    public var finishedEvicted: UInt64 { self.ended.evicted }

    /// The row of a task that lives, or has ended and is not forgotten; nil for any other.
    public func row(_ id: BackgroundTaskID) -> TaskRow? {
        if let slot = self.table.slot(of: id) { return self.table[slot] }
        return self.ended.row(id)
    }

    /// One for each task name that was seen, in the order in which they were.
    public var names: [NameSummary] {
        self.nameTable.statistics.map { $0.summary(since: self.watchedSince ?? self.now, now: self.now) }
    }

    public var rates: Rates {
        let oldest = self.live.first { $0.state == .queued }
        return self.windows.rates(
            since: self.watchedSince ?? self.now,
            now: self.now,
            oldestWait: oldest.map { $0.waited(at: self.now) }
        )
    }

    /// What is wrong now, the most severe first.
    public var warnings: [RowWarning] { [] }

    /// The most severe warning, or that nothing is wrong.
    public var headline: Headline {
        Headline(severity: nil, text: "nothing waits, nothing is stuck", task: nil)
    }

    /// How the shutdown stands; nil before one began.
    public var drainProgress: DrainProgress? {
        guard let drain = self.drain, drain.phase != .accepting else { return nil }
        return DrainProgress(
            status: drain,
            beganAt: drain.requestedAt ?? drain.since,
            liveAtStart: self.alive,
            left: self.alive,
            running: self.running,
            queued: self.queued,
            ended: OutcomeCounts(),
            refused: 0,
            burnDown: [self.alive],
            secondsPerPoint: 1,
            justEnded: Array(self.finished.prefix(20)),
            cancelling: nil
        )
    }

    /// Whether `row` will be over before its time is up.
    public func verdict(for row: TaskRow) -> Verdict {
        Verdict(
            kind: .unknown(runs: 0),
            usual: self.nameTable[row.name].run.summary,
            likelyLeft: nil,
            reason: ""
        )
    }

    /// Who holds the exit, the worst first, and when it will likely be free.
    ///
    /// - Parameter limit: How many holders are wanted; the counts are of all.
    public func drainForecast(limit: Int = .max) -> DrainForecast {
        let holders = self.live.prefix(limit).map { DrainForecast.Holder(row: $0, verdict: self.verdict(for: $0)) }
        return DrainForecast(
            holders: holders,
            finishes: 0,
            atRisk: 0,
            willNotFinish: 0,
            unknown: self.alive,
            ignoresCancellation: 0,
            emptyIn: nil,
            exceptions: self.alive
        )
    }
}
