public import BackgroundWorkEvents

extension TaskStore {
    /// Takes in what happened.
    public mutating func fold(_ event: TaskEvent) {
        self.advance(to: event.at)
        switch event.kind {
        case .snapshot(let snapshot): self.fold(snapshot, at: event.at)
        case .gap(let lost): self.eventsLost += lost
        case .submitted(let task): self.foldSubmission(of: task)
        case .started(let id, let rank): self.foldStart(of: id, rank: rank, at: event.at)
        case .cancelRequested(let id, let rank, let request): self.fold(request, of: id, rank: rank)
        case .finished(let end): self.fold(end)
        case .rejected(let name, let reason): self.fold(reason, name: name, at: event.at)
        case .sampled(let samples): for sample in samples { self.fold(sample) }
        case .capacityChanged(let capacity): self.capacity = capacity
        case .phaseChanged(let drain): self.drain = drain
        case .stopped(let report): self.report = report
        case .pools(let pools): self.pools = pools
        case .warning(let warning): self.fold(warning)
        case .audit(let entry): self.audit.append(entry, at: event.at)
        case .log(let line): self.log.append(line, at: event.at)
        }
    }

    private mutating func foldSubmission(of task: TaskDescription) {
        // IDs only grow: one that is not above all others has been folded before.
        guard task.id > self.highestID else { return }
        self.highestID = task.id
        self.totals.countSubmission()
        self.windows.submitted.add(in: SecondsWindow.second(of: task.submittedAt))
        self.insert(TaskRow(task, name: self.nameTable.index(of: task.name)))
    }

    private mutating func foldStart(of id: BackgroundTaskID, rank: UInt32, at instant: TaskInstant) {
        guard let slot = self.table.slot(of: id), rank > self.table[slot].rank else { return }
        let row = self.table[slot]
        self.table[slot].start(rank: rank, at: instant)
        self.recount(row.state, .running, name: row.name)
        let wait = instant - row.task.submittedAt
        self.windows.started.add(in: SecondsWindow.second(of: instant))
        self.windows.waits.record(wait)
        self.nameTable[row.name].countStart(afterWaiting: wait)
    }

    private mutating func fold(_ request: CancellationRequest, of id: BackgroundTaskID, rank: UInt32) {
        guard let slot = self.table.slot(of: id), rank > self.table[slot].rank else { return }
        self.table[slot].requestCancellation(request, rank: rank)
    }

    private mutating func fold(_ end: TaskEnd) {
        // An end outranks all that can be known of a live row; a row that is not live has ended before.
        guard var row = self.table.remove(end.id) else { return }
        self.recount(row.state, .ended(end.outcome), name: row.name)
        row.end(end)
        self.ended.append(row)
        self.totals.countEnd(end.outcome)
        let second = SecondsWindow.second(of: end.endedAt)
        self.windows.finished.add(in: second)
        if end.outcome.isFailure { self.windows.failed.add(in: second) }
        self.nameTable[row.name].countEnd(end, in: second)
    }

    private mutating func fold(_ reason: RejectionReason, name: String, at instant: TaskInstant) {
        self.totals.countRejection(reason)
        self.windows.refused.add(in: SecondsWindow.second(of: instant))
        self.nameTable[self.nameTable.index(of: name)].countRefusal()
    }

    private mutating func fold(_ sample: TaskSample) {
        guard let slot = self.table.slot(of: sample.id) else { return }
        self.table[slot].take(sample)
    }

    private mutating func fold(_ warning: TaskWarning) {
        guard let slot = self.table.slot(of: warning.id) else { return }
        self.table[slot].take(warning)
    }
}
