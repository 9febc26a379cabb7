import BackgroundWorkEvents

/// What watchers and the log are warned of while a task runs.
extension RunnerStateMachine {
    /// A running task waits for the value of `target`. If that is queued in the pool in which the waiting one holds a place, and
    /// the pool is full, it may wait for ever.
    ///
    /// - Returns: Whether there is such trouble, so that its end has to be told with ``lower(_:_:about:at:_:)``.
    mutating func noteWait(
        of waiting: TaskRecord,
        for target: TaskRecord,
        at now: TaskInstant,
        _ effects: inout RunnerEffects
    ) -> Bool {
        guard unsafe target.life.state == .queued, self.running >= self.maximumRunning else { return false }
        let what = "waits for the value of \(target.details.name) \(target.id), which is queued in its own full pool"
        guard self.warnOfSelfDeadlock(waiting, what, at: now, &effects) else { return false }
        unsafe target.life.warnedWaiters = (target.life.warnedWaiters ?? []) + [waiting]
        return true
    }

    /// A queued task has left the queue: who waits for it no longer waits for a place.
    mutating func releaseWaiters(of target: TaskRecord, at now: TaskInstant, _ effects: inout RunnerEffects) {
        guard let waiters = unsafe target.life.warnedWaiters, !waiters.isEmpty else { return }
        unsafe target.life.warnedWaiters = []
        for waiter in waiters { self.lowerSelfDeadlock(of: waiter, at: now, &effects) }
    }

    mutating func warnOfSelfDeadlock(
        _ record: TaskRecord,
        _ what: String,
        at now: TaskInstant,
        _ effects: inout RunnerEffects
    ) -> Bool {
        let message = "It \(what): it holds one of the places that it waits for. Submit and return, or raise maximumRunning."
        let isNews = unsafe !record.life.warnings.contains(.selfDeadlock)
        guard self.raise(.selfDeadlock, message, about: record, at: now, &effects) else { return false }
        if isNews { effects.others.logs.append(.init(kind: .warning(record, message: message))) }
        return true
    }

    mutating func warnOfBlockingHandler(_ record: TaskRecord, at now: TaskInstant, _ effects: inout RunnerEffects) {
        let message =
            "Its cancellation handler blocks the thread that delivers cancellation: a handler should only set a flag or resume."
        guard self.raise(.blockingHandler, message, about: record, at: now, &effects) else { return }
        effects.others.logs.append(.init(kind: .warning(record, message: message)))
    }

    /// Warns of a running task. Its end ends all its warnings.
    ///
    /// - Returns: Whether the task runs, so that there is something to be warned of.
    mutating func raise(
        _ kind: TaskWarning.Kind,
        _ message: String,
        about record: TaskRecord,
        at now: TaskInstant,
        _ effects: inout RunnerEffects
    ) -> Bool {
        guard unsafe record.life.state == .running else { return false }
        let warning = TaskWarning(id: record.id, kind: kind, message: message)
        if unsafe record.life.warnings.raise(warning) { self.emit(at: now, .warning(warning), &effects) }
        return true
    }

    /// Tells that what a running task was warned of is over.
    mutating func lower(
        _ kind: TaskWarning.Kind,
        _ message: String,
        about record: TaskRecord,
        at now: TaskInstant,
        _ effects: inout RunnerEffects
    ) {
        guard unsafe record.life.state == .running, unsafe record.life.warnings.lower(kind) else { return }
        self.emit(at: now, .warning(TaskWarning(id: record.id, kind: kind, message: message, isRaised: false)), &effects)
    }

    mutating func lowerSelfDeadlock(of record: TaskRecord, at now: TaskInstant, _ effects: inout RunnerEffects) {
        self.lower(.selfDeadlock, "It has what it waited for.", about: record, at: now, &effects)
    }
}
