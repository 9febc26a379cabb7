import BackgroundWorkEvents

extension RunnerStateMachine {
    /// What a snapshot is built from. Taking it costs a copy of references; the rows are built later, without the lock.
    struct SnapshotBasis {
        let at: TaskInstant
        let totals: TaskTotals
        let capacity: Capacity
        let drain: DrainStatus
        let live: [TaskRecord]
        let pools: [PoolStatus]
        let report: DrainReport?
    }

    /// Attaches `buffer`, so that it gets every event from this moment on, and tells what the moment looks like.
    mutating func attach(_ buffer: EventBuffer, at now: TaskInstant) -> SnapshotBasis {
        buffer.attach()
        return self.basis(at: now)
    }

    /// What the moment looks like.
    func basis(at now: TaskInstant) -> SnapshotBasis {
        SnapshotBasis(
            at: now,
            totals: self.totals,
            capacity: self.capacity,
            drain: self.drainStatus,
            live: self.live,
            pools: self.pools,
            report: self.report
        )
    }

    /// A running task waits for the value of `target`. If that is queued in the pool in which the waiting one holds a place, and
    /// the pool is full, it may wait for ever.
    mutating func noteWait(
        of waiting: TaskRecord,
        for target: TaskRecord,
        at now: TaskInstant,
        _ effects: inout RunnerEffects
    ) -> Bool {
        guard unsafe target.life.state == .queued, self.running >= self.maximumRunning else { return false }
        let what = "waits for the value of \(target.details.name) \(target.id), which is queued in its own full pool"
        self.warnOfSelfDeadlock(waiting, what, at: now, &effects)
        return true
    }

    mutating func warnOfSelfDeadlock(
        _ record: TaskRecord,
        _ what: String,
        at now: TaskInstant,
        _ effects: inout RunnerEffects
    ) {
        let message = "It \(what): it holds one of the places that it waits for. Submit and return, or raise maximumRunning."
        self.warn(record, .selfDeadlock, message, at: now, &effects)
        effects.logs.append(.init(kind: .selfDeadlock(record, message: message)))
    }

    mutating func clearSelfDeadlock(_ record: TaskRecord, at now: TaskInstant, _ effects: inout RunnerEffects) {
        self.warn(record, .selfDeadlock, "It has what it waited for.", isRaised: false, at: now, &effects)
    }

    mutating func warn(
        _ record: TaskRecord,
        _ kind: TaskWarning.Kind,
        _ message: String,
        isRaised: Bool = true,
        at now: TaskInstant,
        _ effects: inout RunnerEffects
    ) {
        self.emit(
            at: now,
            .warning(TaskWarning(id: record.id, kind: kind, message: message, isRaised: isRaised)),
            &effects
        )
    }
}
