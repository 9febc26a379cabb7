import BackgroundWorkEvents

extension TaskStore {
    /// Whether a task will be over before the deadline of the shutdown's phase, and why one may think so.
    public func verdict(for row: TaskRow) -> Verdict {
        // A row may have been kept from a time when another process was watched.
        guard self.nameTable.existingIndex(of: row.task.name) == row.name else {
            return Verdict(
                kind: .unknown(runs: 0),
                holdsThread: false,
                waitsForThread: false,
                usual: nil,
                likelyLeft: nil,
                reason: ""
            )
        }
        var judge = Judge(self)
        let assessment = judge.assess(row, queuePosition: self.queuePosition(of: row.id) ?? 1)
        return judge.verdict(assessment, on: row)
    }

    /// Who holds the exit, the worst first, and when it will likely be free.
    ///
    /// Passes through all live rows, at less than a microsecond each.
    ///
    /// - Parameter limit: How many holders are wanted at most. The counts are of all.
    public func drainForecast(limit: Int = .max) -> DrainForecast {
        var judge = Judge(self)
        let live = self.live
        var queue = QueueOrder(live)
        var tally = DrainForecast.Tally()
        var worst = Selection<DrainForecast.Candidate>(limit: max(0, limit))
        // When the last of many ends is up to those that take longest.
        var slowest = Selection<DrainForecast.Candidate>(limit: 256)
        for index in live.indices {
            let position = live[index].state == .queued ? queue.position(of: live[index]) : 1
            let assessment = judge.assess(live[index], queuePosition: position)
            let id = live[index].id
            tally.count(assessment.kind)
            worst.insert(
                DrainForecast.Candidate(
                    id,
                    queuePosition: position,
                    byVerdict: assessment.kind,
                    holdsThread: judge.holdsThread(id),
                    isStickingPool: judge.isStickingPool(id)
                )
            )
            if let slow = DrainForecast.Candidate(id, queuePosition: position, byLeft: assessment) { slowest.insert(slow) }
        }
        return DrainForecast(
            holders: worst.sorted.compactMap { candidate in
                self.table[candidate.id].map { row in
                    let assessment = judge.assess(row, queuePosition: candidate.queuePosition)
                    return DrainForecast.Holder(row: row, verdict: judge.verdict(assessment, on: row))
                }
            },
            tally: tally,
            emptyIn: DrainForecast.emptyIn(
                slowest.sorted.compactMap { candidate in
                    self.table[candidate.id].flatMap { judge.assess($0, queuePosition: candidate.queuePosition).expectation }
                }
            )
        )
    }

    /// How fast the queue moves.
    var startsPerSecond: Double { self.windows.startsPerSecond(over: self.span) }
}
