import BackgroundWorkEvents

extension RunnerStateMachine {
    /// How an operation came to its end.
    struct Ending {
        /// What it threw; nil if it returned, or was never called.
        let failure: Failure?
        /// Whether the operation was called. It is not if the task was cancelled between getting its place and its first step.
        let wasCalled: Bool
        /// Whether Swift regarded the task as cancelled when it ended; not asked where it does not matter.
        let wasCancelled: Bool
        /// Whether there is nothing that somebody may still want, so that the record's memory can go to another task.
        var isSpent = false
    }

    /// What an operation threw.
    struct Failure: Sendable {
        let error: any Error
        /// The error as viewers get to see it.
        let text: String
    }

    /// A running task's operation has ended.
    /// Who waits for it is told by the caller.
    mutating func finish(_ record: TaskRecord, _ ending: Ending, at now: TaskInstant, _ effects: inout RunnerEffects) {
        if ending.wasCancelled, unsafe record.life.cancellation == nil, ending.failure != nil || !ending.wasCalled {
            // Nobody asked through us: what runs the tasks was itself cancelled, and Swift told its children before it told us.
            self.markCancelled(record, .parent, at: now, &effects)
        }
        self.running -= 1
        let outcome = Self.outcome(of: ending, after: unsafe record.life.cancellation)
        self.end(record, outcome, ending.failure, at: now, &effects)
        if outcome == .succeeded, ending.isSpent { self.spent.insert(record) }
        self.fillRoom(at: now, &effects)
    }

    /// Returned a value: succeeded, however late. Threw after a request: as the first cause says. Threw without: failed.
    static func outcome(of ending: Ending, after cancellation: CancellationRequest?) -> TaskOutcome {
        if ending.wasCalled, ending.failure == nil { return .succeeded }
        switch cancellation?.cause {
        case nil: return .failed
        case .timeout: return .timedOut
        case .person, .drain, .parent, .handle: return .cancelled
        }
    }

    /// Somebody wants a task to stop.
    ///
    /// - Returns: Whether that was the first request that it got while alive.
    mutating func requestCancel(
        _ record: TaskRecord,
        _ cause: CancellationRequest.Cause,
        at now: TaskInstant,
        _ effects: inout RunnerEffects
    ) -> Bool {
        guard unsafe record.life.cancellation == nil else { return false }
        switch unsafe record.life.state {
        case .submitting, .ended:
            return false
        case .queued:
            self.markCancelled(record, cause, at: now, &effects)
            let outcome: TaskOutcome = if case .timeout = cause { .timedOut } else { .cancelled }
            self.endUnstarted(record, outcome, at: now, &effects)
            self.queue.noteCancelled { effects.others.dropped.append($0) }
            self.fillRoom(at: now, &effects)
        case .running:
            self.markCancelled(record, cause, at: now, &effects)
            effects.others.cancelled.append(record)
            // A shutdown asks all at once, and looks after all at once.
            if self.phase != .cancelling {
                effects.others.deadlines.append((now + self.policy.uncooperativeAfter, .cooperation(record)))
            }
        }
        return true
    }

    /// The time that a task had to react to a request is over.
    ///
    /// - Parameter holders: With all threads of the pool stuck, the tasks that hold them: the others cannot react before they get
    ///   a thread, and are looked at again later. nil if the pool works.
    /// - Returns: Whether there was a reason to look again later.
    @discardableResult
    mutating func checkCooperation(
        _ record: TaskRecord,
        holders: Set<BackgroundTaskID>? = nil,
        at now: TaskInstant,
        _ effects: inout RunnerEffects
    ) -> Bool {
        guard unsafe record.life.state == .running, let request = unsafe record.life.cancellation,
            unsafe !record.life.warnings.contains(.uncooperative)
        else { return false }
        if self.couldNotReact(record, to: request, holders: holders, at: now) {
            if self.phase != .cancelling {
                effects.others.deadlines.append((now + self.policy.looksAgainAfter, .cooperation(record)))
            }
            return true
        }
        let message =
            "It was asked to stop and runs on: it does not look at Task.isCancelled, or waits for something that does not."
        if self.raise(.uncooperative, message, about: record, at: now, &effects) {
            self.shutdown?.uncooperative.append(record.entry)
            effects.others.logs.append(.init(kind: .warning(record, message: message)))
        }
        return false
    }

    /// Whether it is no fault of a task's that it has not reacted to a request: it had no thread to do so, or not the time, because
    /// the request was held up on its way. (A delivery that took no time to speak of counts from the request.)
    private func couldNotReact(
        _ record: TaskRecord,
        to request: CancellationRequest,
        holders: Set<BackgroundTaskID>?,
        at now: TaskInstant
    ) -> Bool {
        // Who keeps a stuck pool's thread will not hear of anything, however it is delivered.
        if let holders { return !holders.contains(record.id) }
        let (deliveredAt, lacksThread) = record.probe.chanceToReact
        guard let deliveredAt, !lacksThread else { return true }
        let patience = self.policy.uncooperativeAfter
        return deliveredAt - request.at > patience / 10 && now - deliveredAt < patience
    }

    /// The timer of a running task was set.
    mutating func setTimeout(_ timeout: any ScheduledAction, of record: TaskRecord) -> Bool {
        guard unsafe record.life.state == .running else { return false }
        unsafe record.life.timeout = timeout
        return true
    }

    /// The books are closed on a task that never ran.
    mutating func endUnstarted(
        _ record: TaskRecord,
        _ outcome: TaskOutcome,
        at now: TaskInstant,
        _ effects: inout RunnerEffects
    ) {
        self.end(record, outcome, nil, at: now, &effects)
        effects.others.settled.append(record)
    }

    /// The books are closed on a task: from here on nothing can happen to it.
    private mutating func end(
        _ record: TaskRecord,
        _ outcome: TaskOutcome,
        _ failure: Failure?,
        at now: TaskInstant,
        _ effects: inout RunnerEffects
    ) {
        unsafe record.life.state = .ended
        unsafe record.life.rank += 1
        unsafe record.life.end = TaskRecord.End(at: now, outcome: outcome, failure: failure.map(Box.init))
        let reading = record.probe.finish(at: now)
        self.live.remove(record)
        self.releaseWaiters(of: record, at: now, &effects)
        self.totals.countEnd(outcome)
        self.shutdown?.note(record.entry, outcome, ran: unsafe record.life.startedAt.map { now - $0 })
        if let timeout = unsafe record.life.timeout {
            unsafe record.life.timeout = nil
            effects.others.lapsed.append(timeout)
        }
        if outcome == .failed, let failure {
            effects.others.logs.append(.init(kind: .failed(record, errorText: failure.text)))
        } else if outcome == .timedOut {
            effects.others.logs.append(.init(kind: .timedOut(record)))
        }
        self.hub.emit(at: now, end: record.bufferedEnd(reading)) { effects.others.readers.append($0) }
    }

    private mutating func markCancelled(
        _ record: TaskRecord,
        _ cause: CancellationRequest.Cause,
        at now: TaskInstant,
        _ effects: inout RunnerEffects
    ) {
        let request = CancellationRequest(cause: cause, at: now)
        unsafe record.life.cancellation = request
        unsafe record.life.rank += 1
        self.emit(at: now, .cancelRequested(record.id, rank: unsafe record.life.rank, request), &effects)
    }
}
