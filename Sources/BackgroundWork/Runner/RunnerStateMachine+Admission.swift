import BackgroundWorkEvents

extension RunnerStateMachine {
    enum Admission {
        case accepted
        /// The caller has to wait: see ``wait(_:at:_:)``.
        case mustWait
        case rejected(RejectionReason)
    }

    /// A caller wants `record` accepted.
    ///
    /// - Parameter mayWait: Whether the caller waits for room. If not, no room is a rejection.
    mutating func submit(
        _ record: TaskRecord,
        mayWait: Bool,
        at now: TaskInstant,
        _ effects: inout RunnerEffects
    ) -> Admission {
        guard self.phase == .accepting, self.stage != .over else {
            return self.reject(record, .shuttingDown, at: now, &effects)
        }
        // Whoever waits already goes first, even if there is room at this very moment.
        guard !self.isIntakeHeld, self.waiting.isEmpty, self.hasRoom else {
            if mayWait { return .mustWait }
            return self.reject(record, self.isIntakeHeld ? .held : .full, at: now, &effects)
        }
        self.accept(record, at: now, &effects)
        return .accepted
    }

    /// A caller that was told to wait does so. It is answered through ``RunnerEffects/answers``, at once if things have changed.
    mutating func wait(_ caller: WaitingCallers.Caller, at now: TaskInstant, _ effects: inout RunnerEffects) {
        switch self.submit(caller.record, mayWait: true, at: now, &effects) {
        case .accepted:
            effects.others.answers.append((caller, .accepted))
        case .rejected:
            effects.others.answers.append((caller, .refused))
        case .mustWait:
            self.waiting.append(caller)
            self.emitCapacity(at: now, &effects)
            if caller.waitingTask != nil { self.warnOfWaitingTasks(at: now, &effects) }
        }
    }

    /// A waiting caller was cancelled. If it has been accepted meanwhile, that stands.
    mutating func cancelWaiting(_ record: TaskRecord, at now: TaskInstant, _ effects: inout RunnerEffects) {
        guard let caller = self.waiting.remove(record) else { return }
        _ = self.reject(record, .cancelledWaiting, at: now, &effects)
        self.answer(caller, .cancelled, at: now, &effects)
        self.emitCapacity(at: now, &effects)
    }

    /// - Returns: Whether that changed anything.
    mutating func setIntakeHeld(_ isHeld: Bool, at now: TaskInstant, _ effects: inout RunnerEffects) -> Bool {
        guard self.isIntakeHeld != isHeld else { return false }
        self.isIntakeHeld = isHeld
        self.emitCapacity(at: now, &effects)
        self.fillRoom(at: now, &effects)
        self.warnOfWaitingTasks(at: now, &effects)
        return true
    }

    mutating func setMaximumRunning(_ maximum: Int, at now: TaskInstant, _ effects: inout RunnerEffects) {
        self.maximumRunning = maximum
        self.emitCapacity(at: now, &effects)
        self.fillRoom(at: now, &effects)
    }

    /// Gives freed room away: to queued tasks among the running, then to waiting callers, the longest-waiting first.
    mutating func fillRoom(at now: TaskInstant, _ effects: inout RunnerEffects) {
        self.startQueued(at: now, &effects)
        let waitingBefore = self.waiting.count
        while self.phase == .accepting, !self.isIntakeHeld, self.hasRoom, let caller = self.waiting.popFirst() {
            self.accept(caller.record, at: now, &effects)
            self.answer(caller, .accepted, at: now, &effects)
        }
        if self.waiting.count != waitingBefore {
            self.emitCapacity(at: now, &effects)
        }
        self.wakeIntake(&effects)
    }

    /// A task of this very pool that waits for room holds one of the places that it waits for. Not while intake is held: then it
    /// waits for somebody to resume it.
    private mutating func warnOfWaitingTasks(at now: TaskInstant, _ effects: inout RunnerEffects) {
        guard !self.isIntakeHeld else { return }
        for task in self.waiting.takeUnwarned() {
            _ = self.warnOfSelfDeadlock(task, "waits in add for room in its own full pool", at: now, &effects)
        }
    }

    /// Refuses every waiting caller, because a shutdown began.
    mutating func refuseWaiting(at now: TaskInstant, _ effects: inout RunnerEffects) {
        guard !self.waiting.isEmpty else { return }
        while let caller = self.waiting.popFirst() {
            _ = self.reject(caller.record, .shuttingDown, at: now, &effects)
            self.answer(caller, .refused, at: now, &effects)
        }
        self.emitCapacity(at: now, &effects)
    }

    private var hasRoom: Bool {
        self.canStart || self.queue.count < self.policy.maximumQueued
    }

    private var canStart: Bool {
        self.stage == .running && self.running < self.maximumRunning
    }

    private mutating func accept(_ record: TaskRecord, at now: TaskInstant, _ effects: inout RunnerEffects) {
        if self.stage == .idle, self.lastID == 0 { effects.others.deadlines.append((now + Self.patienceWithoutRun, .begin)) }
        self.lastID += 1
        record.accept(as: BackgroundTaskID(rawValue: self.lastID))
        unsafe record.life.state = .queued
        unsafe record.life.submittedAt = now
        self.live.insert(record)
        if effects.spent == nil { effects.spent = self.spent.take() }
        self.totals.countSubmission()
        self.emit(at: now, ofTask: .submitted(record.id, record.details), &effects)
        if self.queue.isClear, self.canStart {
            self.start(record, at: now, &effects)
        } else {
            self.queue.append(record)
            self.startQueued(at: now, &effects)
        }
        self.wakeIntake(&effects)
    }

    private mutating func startQueued(at now: TaskInstant, _ effects: inout RunnerEffects) {
        while self.canStart, let record = self.queue.popFirst(passingOver: { effects.others.dropped.append($0) }) {
            self.start(record, at: now, &effects)
        }
    }

    /// Gives the task its place.
    private mutating func start(_ record: TaskRecord, at now: TaskInstant, _ effects: inout RunnerEffects) {
        self.running += 1
        unsafe record.life.state = .running
        unsafe record.life.rank += 1
        unsafe record.life.startedAt = now
        self.ready.append(record)
        self.releaseWaiters(of: record, at: now, &effects)
        self.emit(at: now, ofTask: .started(record.id, rank: unsafe record.life.rank), &effects)
        if record.hasTimeout, let timeout = record.details.timeout {
            effects.others.deadlines.append((now + timeout, .timeout(record)))
        }
    }

    private mutating func reject(
        _ record: TaskRecord,
        _ reason: RejectionReason,
        at now: TaskInstant,
        _ effects: inout RunnerEffects
    ) -> Admission {
        self.totals.countRejection(reason)
        self.emit(at: now, .rejected(name: record.details.name, reason), &effects)
        return .rejected(reason)
    }

    private mutating func answer(
        _ caller: WaitingCallers.Caller,
        _ answer: WaitingCallers.Answer,
        at now: TaskInstant,
        _ effects: inout RunnerEffects
    ) {
        effects.others.answers.append((caller, answer))
        if let task = caller.waitingTask, caller.isWarnedOf { self.lowerSelfDeadlock(of: task, at: now, &effects) }
    }
}
