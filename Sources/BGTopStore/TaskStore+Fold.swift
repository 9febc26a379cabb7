public import BackgroundWorkEvents

extension TaskStore {
    /// Takes in what happened. Of text that is too long, the beginning and an ellipsis are kept.
    public mutating func fold(_ event: TaskEvent) {
        let event = event.bounded
        if self.isOverfull, event.growsRows { return self.eventsLost &+= 1 }
        self.move(to: event.at)
        switch event.kind {
        case .snapshot(let snapshot): self.fold(snapshot, at: event.at)
        case .gap(let lost): self.eventsLost &+= lost
        case .submitted(let task): self.fold(task)
        case .started(let id, let rank): self.foldStart(of: id, rank: rank, at: event.at)
        case .cancelRequested(let id, let rank, let request): self.fold(request, of: id, rank: rank)
        case .finished(let end): self.fold(end)
        case .rejected(let name, let reason): self.fold(reason, name: name, at: event.at)
        case .sampled(let samples): self.fold(samples)
        case .lateReport: self.lateReports &+= 1
        case .capacityChanged(let capacity): self.capacity = capacity
        case .phaseChanged(let drain): self.fold(drain, at: event.at)
        case .stopped(let report): self.report = report
        case .pools(let pools): self.fold(pools, at: event.at)
        case .warning(let warning): self.fold(warning)
        case .audit(let entry): self.audit.append(entry, at: event.at)
        case .log(let line): self.log.append(line, at: event.at)
        case .interrupted(let interruption):
            self.interruption = interruption
            // Time stands still from here on, and would not call for it.
            self.sumUpOnceMore()
        case .rewound: self = self.emptied
        }
    }

    private mutating func fold(_ task: TaskDescription) {
        // IDs only grow: one that is not above all others has been folded before.
        guard task.id > self.highestID else { return }
        self.insert(TaskRow(task, name: self.nameTable.index(of: task.name)))
        self.totals.countSubmission()
        self.windows.countSubmission(at: task.submittedAt)
    }

    private mutating func foldStart(of id: BackgroundTaskID, rank: UInt32, at instant: TaskInstant) {
        guard let transition = self.table.update(id, { $0.start(at: instant, rank: rank) }) else { return }
        self.count(transition)
        self.windows.countStart(at: instant, submittedAt: transition.submittedAt)
        self.nameTable[transition.name].countStart(at: instant, submittedAt: transition.submittedAt)
    }

    private mutating func fold(_ request: CancellationRequest, of id: BackgroundTaskID, rank: UInt32) {
        guard let transition = self.table.update(id, { $0.requestCancellation(request, rank: rank) }) else { return }
        self.watch.stuck.remove(id)
        self.watch.longRuns.remove(id)
        self.count(transition)
    }

    private mutating func fold(_ end: TaskEnd) {
        // A row that does not live has had its end before.
        guard var row = self.table.remove(end.id) else { return }
        self.note(row.take(end.sample), of: row)
        self.count(row.end(end))
        self.totals.countEnd(end.outcome)
        self.windows.countEnd(end.outcome, at: end.endedAt)
        self.nameTable.count(end, of: row)
        self.retire(consume row)
    }

    private mutating func fold(_ reason: RejectionReason, name: String, at instant: TaskInstant) {
        self.totals.countRejection(reason)
        self.windows.countRefusal(reason, at: instant)
        self.nameTable[self.nameTable.index(of: name)].countRefusal()
        guard reason == .full, self.watch.seeksCrowd(at: instant) else { return }
        self.watch.note(QueueCrowd(of: self), at: instant, forgettingBefore: self.startOfRefusals(at: instant))
    }

    private mutating func fold(_ samples: [TaskSample]) {
        for sample in samples {
            guard let (news, row) = self.table.update(sample.id, { row in (row.take(sample), row) }) else { continue }
            self.note(news, of: row)
            self.observe(row)
            if news.hasNewNodes { self.watch.noteNodes(of: row) }
        }
    }

    mutating func fold(_ pools: [PoolStatus], at instant: TaskInstant) {
        let wasBlocked = self.isPoolBlocked
        self.pools = pools
        for pool in Set(self.standstills.keys).union(pools.map(\.pool)) {
            let since = pools.first { $0.pool == pool }?.blockedSince
            if since != nil || self.standstills[pool] != nil {
                self.standstills[pool, default: PoolStandstills()].note(blockedSince: since, at: instant)
            }
        }
        if wasBlocked, !self.isPoolBlocked { self.watch.noteUnblocking(at: instant) }
    }

    private mutating func fold(_ warning: TaskWarning) {
        guard self.table.update(warning.id, { $0.take(warning) }) != nil else { return }
        if warning.isRaised {
            self.warned[warning.kind, default: []].insert(warning.id)
        } else {
            self.warned[warning.kind]?.remove(warning.id)
        }
    }

    private mutating func count(_ transition: TaskRow.Transition) {
        self.counts.move(from: transition.old, to: transition.new)
        self.nameTable[transition.name].counts.move(from: transition.old, to: transition.new)
    }
}

extension TaskEvent {
    /// Whether rows that live take more memory for it. What ends, starts or stops them is small, and makes room.
    fileprivate var growsRows: Bool {
        switch self.kind {
        case .submitted, .sampled, .warning: true
        default: false
        }
    }
}
