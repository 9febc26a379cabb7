import BackgroundWorkEvents

extension TaskStore {
    /// The phase of the tasks' life changed, or a snapshot says which it is.
    ///
    /// - Parameter isNews: Whether it has changed at this very moment.
    mutating func fold(_ drain: DrainStatus, at instant: TaskInstant, isNews: Bool = true) {
        // No phase comes back: one that began before the present one is old news.
        guard drain.since >= self.drain?.since ?? drain.since else { return }
        self.drain = drain
        guard drain.phase != .accepting else { return }
        if self.drainRecord == nil {
            self.drainRecord = DrainRecord(
                at: instant,
                isWhole: isNews,
                totals: self.totals,
                endedBefore: self.ended.total,
                live: self.live.map(\.id)
            )
        }
        if drain.phase == .cancelling { self.drainRecord?.beginCancelling() }
    }

    /// How the shutdown stands; nil before one began.
    public var drainProgress: DrainProgress? {
        guard let record = self.drainRecord, let status = self.drain else { return nil }
        let justEnded = FinishedRows(
            succeeded: self.ended.succeeded,
            unsuccessful: self.ended.unsuccessful,
            after: record.endedBefore
        )
        return DrainProgress(
            status: status,
            beganAt: record.beganAt,
            isWhole: record.isWhole,
            tasksAtStart: record.tasks,
            left: self.alive,
            running: self.running,
            queued: self.queued,
            ended: record.totals.outcomes.growth(to: self.totals.outcomes),
            refused: self.totals.rejected.total - min(record.totals.rejected.total, self.totals.rejected.total),
            burnDown: record.burnDown,
            justEnded: Array(justEnded.prefix(DrainProgress.maximumJustEnded)),
            cancelling: record.cancelling.map { self.progress(of: $0) },
            ends: record.ends
        )
    }

    private func progress(of cancelling: DrainRecord.Cancelling) -> DrainProgress.Cancelling {
        let notEnded = self.live.lazy.filter { $0.state == .cancelling }
        return DrainProgress.Cancelling(
            ended: cancelling.ended,
            left: self.cancelling,
            reaction: cancelling.reactions.summary,
            notEnded: Array(notEnded.prefix(DrainProgress.Cancelling.maximumNamed))
        )
    }
}
