import BackgroundWorkEvents

extension RunnerStateMachine {
    /// A graceful shutdown is asked for.
    ///
    /// - Returns: Whether it begins now; false if it has begun before.
    mutating func drain(by requester: Requester, at now: TaskInstant, _ effects: inout RunnerEffects) -> Bool {
        guard self.phase == .accepting, self.stage != .over else { return false }
        self.beginShutdown(by: requester, at: now, &effects)
        effects.others.deadlines.append((now + self.policy.gracePeriod, .gracePeriod))
        effects.others.logs.append(.init(kind: .shutdown("Shutdown begins: no new background tasks. Asked by \(requester).")))
        self.refuseWaiting(at: now, &effects)
        if self.policy.discardsQueueOnShutdown { self.discardQueue(at: now, &effects) }
        self.wakeIntake(&effects)
        return true
    }

    /// The grace period is over.
    mutating func endGracePeriod(at now: TaskInstant, _ effects: inout RunnerEffects) {
        guard self.phase == .draining else { return }
        effects.others.logs.append(.init(kind: .shutdown("The grace period is over: what is left is cancelled now.")))
        self.cancelWhatIsLeft(.drain, at: now, &effects)
    }

    /// Somebody does not want to wait for the grace period's end.
    ///
    /// - Returns: Whether that changed anything.
    mutating func force(
        by requester: Requester,
        _ cause: CancellationRequest.Cause,
        at now: TaskInstant,
        _ effects: inout RunnerEffects
    ) -> Bool {
        if self.phase == .accepting { _ = self.drain(by: requester, at: now, &effects) }
        guard self.phase == .draining else { return false }
        effects.others.logs.append(.init(kind: .shutdown("What is left is cancelled now. Asked by \(requester).")))
        self.cancelWhatIsLeft(cause, at: now, &effects)
        return true
    }

    /// The time that tasks had to react to the shutdown's request is over.
    ///
    /// - Parameter holders: As for ``checkCooperation(_:holders:at:_:)``.
    mutating func checkShutdownCooperation(
        holders: Set<BackgroundTaskID>? = nil,
        at now: TaskInstant,
        _ effects: inout RunnerEffects
    ) {
        guard self.phase == .cancelling else { return }
        var looksAgain = false
        for record in self.live.inOrder where self.checkCooperation(record, holders: holders, at: now, &effects) {
            looksAgain = true
        }
        if looksAgain { effects.others.deadlines.append((now + self.policy.looksAgainAfter, .shutdownCooperation)) }
        if self.running > 0, let abandonAfter = self.policy.abandonAfter, self.shutdown?.isAbandonDue == false {
            self.shutdown?.isAbandonDue = true
            effects.others.deadlines.append((now + abandonAfter, .abandon))
        }
    }

    /// The shutdown is given up.
    ///
    /// - Returns: The report; nil if everything has ended after all.
    mutating func abandon(at now: TaskInstant, _ effects: inout RunnerEffects) -> DrainReport? {
        guard self.phase == .cancelling, self.running > 0, let report = self.reportSoFar(at: now) else { return nil }
        self.report = report
        self.emit(at: now, .stopped(report), &effects)
        effects.others.logs.append(.init(kind: .abandoned(report)))
        return report
    }

    /// The group has returned: nothing runs any more.
    mutating func stop(at now: TaskInstant, _ effects: inout RunnerEffects) {
        self.stage = .over
        effects.others.dropped += self.spent.takeAll()
        guard self.phase != .stopped, let shutdown else { return }
        let report = shutdown.report(totals: self.totals, alive: self.live.inOrder, eventsLost: self.hub.lost, at: now)
        self.report = report
        self.enter(.stopped, at: now, &effects)
        self.emit(at: now, .stopped(report), &effects)
        effects.others.logs.append(.init(kind: .stopped(report)))
    }

    /// `run()` never came, and nobody is left who could call it.
    mutating func discardUnstarted(at now: TaskInstant, _ effects: inout RunnerEffects) {
        guard self.stage == .idle else { return }
        if self.phase == .accepting { self.beginShutdown(by: nil, at: now, &effects) }
        self.refuseWaiting(at: now, &effects)
        self.discardQueue(at: now, &effects)
        self.stop(at: now, &effects)
    }

    /// The final report, or what it would say if the shutdown ended at `now`; nil before one has begun.
    func reportSoFar(at now: TaskInstant) -> DrainReport? {
        self.report ?? self.shutdown?.report(totals: self.totals, alive: self.live.inOrder, eventsLost: self.hub.lost, at: now)
    }

    var drainStatus: DrainStatus {
        let forcedExitAfter = self.policy.abandonAfter.map { self.policy.uncooperativeAfter + $0 }
        let deadline: TaskInstant? =
            switch self.phase {
            case .accepting, .stopped: nil
            case .draining: self.phaseSince + self.policy.gracePeriod
            case .cancelling: forcedExitAfter.map { self.phaseSince + $0 }
            }
        return DrainStatus(
            phase: self.phase,
            since: self.phaseSince,
            deadline: deadline,
            forcedExitAfter: forcedExitAfter,
            requestedBy: self.shutdown?.requestedBy,
            requestedAt: self.shutdown?.requestedAt
        )
    }

    private mutating func cancelWhatIsLeft(
        _ cause: CancellationRequest.Cause,
        at now: TaskInstant,
        _ effects: inout RunnerEffects
    ) {
        self.shutdown?.cancellingSince = now
        self.enter(.cancelling, at: now, &effects)
        self.discardQueue(at: now, &effects)
        for record in self.live.inOrder { _ = self.requestCancel(record, cause, at: now, &effects) }
        effects.others.deadlines.append((now + self.policy.uncooperativeAfter, .shutdownCooperation))
        self.wakeIntake(&effects)
    }

    private mutating func beginShutdown(by requester: Requester?, at now: TaskInstant, _ effects: inout RunnerEffects) {
        var shutdown = ShutdownLedger(requestedBy: requester, at: now)
        for record in self.live where unsafe record.life.warnings.contains(.uncooperative) {
            shutdown.uncooperative.append(record.entry)
        }
        self.shutdown = shutdown
        self.enter(.draining, at: now, &effects)
    }

    private mutating func discardQueue(at now: TaskInstant, _ effects: inout RunnerEffects) {
        while let record = self.queue.popFirst(passingOver: { effects.others.dropped.append($0) }) {
            self.endUnstarted(record, .discarded, at: now, &effects)
        }
    }

    private mutating func enter(_ phase: DrainStatus.Phase, at now: TaskInstant, _ effects: inout RunnerEffects) {
        self.phase = phase
        self.phaseSince = now
        let status = self.drainStatus
        self.emit(at: now, .phaseChanged(status), &effects)
    }
}
