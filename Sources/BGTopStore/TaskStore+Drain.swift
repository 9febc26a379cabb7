import BackgroundWorkEvents

extension TaskStore {
    mutating func fold(_ drain: DrainStatus, at instant: TaskInstant) {
        // No phase comes back: one that began before the present one is old news.
        guard drain.since >= self.drain?.since ?? drain.since else { return }
        self.drain = drain
        guard drain.phase != .accepting else { return }
        if self.drainRecord == nil {
            self.drainRecord = DrainRecord(at: instant, totals: self.totals, live: self.live.map(\.id))
        }
        if drain.phase == .cancelling { self.drainRecord?.beginCancelling() }
    }

    /// How the shutdown stands; nil before one began.
    public var drainProgress: DrainProgress? {
        guard let record = self.drainRecord, let status = self.drain else { return nil }
        return DrainProgress(
            status: status,
            beganAt: record.beganAt,
            tasksAtStart: record.tasks,
            left: self.alive,
            running: self.running,
            queued: self.queued,
            ended: OutcomeCounts(from: record.totals, to: self.totals),
            refused: self.totals.rejected.total - min(record.totals.rejected.total, self.totals.rejected.total),
            burnDown: record.burnDown,
            justEnded: Array(
                self.finished.lazy.prefix(DrainProgress.maximumJustEnded).prefix { $0.endedAt ?? self.now >= record.beganAt }
            ),
            cancelling: record.cancelling.map { cancelling in
                DrainProgress.Cancelling(
                    asked: cancelling.ended + self.cancelling,
                    ended: cancelling.ended,
                    reaction: cancelling.reactions.summary,
                    notEnded: Array(
                        self.live.lazy.filter { $0.cancellation != nil }.prefix(DrainProgress.Cancelling.maximumNamed)
                    )
                )
            },
            ends: record.ends
        )
    }
}
