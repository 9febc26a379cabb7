import BackgroundWorkEvents

extension TaskStore {
    /// Whether a task will be over before the deadline of the shutdown's phase, and why one may think so.
    public func verdict(for row: TaskRow) -> Verdict {
        var judge = Judge(self)
        let assessment = judge.assess(row, queuePosition: self.queuePosition(of: row.id) ?? 1)
        return judge.verdict(assessment, on: row)
    }

    /// Who holds the exit, the worst first, and when it will likely be free.
    ///
    /// Passes through all live rows.
    ///
    /// - Parameter limit: How many holders are wanted at most. The counts are of all.
    public func drainForecast(limit: Int = .max) -> DrainForecast {
        var judge = Judge(self)
        let live = self.live
        var queue = QueueOrder(live)
        var tally = DrainForecast.Tally()
        var worst = Selection<DrainForecast.Candidate>(limit: max(0, limit))
        // That all have ended depends on those that take longest, so the rest need not be looked at.
        var slowest = Selection<DrainForecast.Slow>(limit: DrainForecast.Slow.maximum)
        for row in live {
            let position = row.state == .queued ? queue.position(of: row) : 1
            let assessment = judge.assess(row, queuePosition: position)
            tally.count(assessment.kind)
            worst.insert(DrainForecast.Candidate(id: row.id, assessment: assessment))
            if let slow = DrainForecast.Slow(assessment) { slowest.insert(slow) }
        }
        let holders = worst.sorted.compactMap { candidate -> DrainForecast.Holder? in
            guard let row = self.table[candidate.id] else { return nil }
            return DrainForecast.Holder(row: row, verdict: judge.verdict(candidate.assessment, on: row))
        }
        return DrainForecast(holders: holders, tally: tally, emptyIn: DrainForecast.emptyIn(slowest.sorted))
    }

    /// How fast the queue moves.
    var startsPerSecond: Double { self.windows.startsPerSecond(over: self.span) }
}
