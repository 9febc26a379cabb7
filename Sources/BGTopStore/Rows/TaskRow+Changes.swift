import BackgroundWorkEvents

/// How events change a row.
extension TaskRow {
    /// That a row went from one state to another.
    struct Transition {
        let name: NameTable.Index
        let submittedAt: TaskInstant
        let old: State
        let new: State
    }

    mutating func start(at instant: TaskInstant, rank: UInt32) -> Transition? {
        self.change(rank: rank) { row in
            row.startedAt = instant
            row.state = row.cancellation == nil ? .running : .cancelling
        }
    }

    mutating func requestCancellation(_ request: CancellationRequest, rank: UInt32) -> Transition? {
        self.change(rank: rank) { row in
            row.cancellation = request
            // What is asked before it has started ends at once; it never was running.
            if row.state == .running { row.state = .cancelling }
        }
    }

    /// The task is over. No rank is asked for: nothing outranks an end.
    mutating func end(_ end: TaskEnd) -> Transition {
        self.take(end.sample)
        return self.transition { row in
            row.rank = end.rank
            row.state = .ended(end.outcome)
            // What was known is known: who was counted as running, and as asked, does not become somebody else by ending.
            row.startedAt = end.startedAt ?? row.startedAt
            row.endedAt = end.endedAt
            row.cancellation = end.cancellation ?? row.cancellation
            row.errorText = end.errorText
        }
    }

    /// The task is over, and nobody here can say how.
    mutating func lose(at instant: TaskInstant) {
        self.state = .lost
        self.endedAt = instant
    }

    /// What a snapshot says of a task that lives.
    mutating func take(_ live: LiveTask) {
        self.warnings = live.warnings
        self.take(live.sample)
        guard live.rank >= self.rank else { return }
        self.rank = live.rank
        self.state = State(live.state)
        self.startedAt = live.startedAt
        self.cancellation = live.cancellation
    }

    /// Samples are cumulative: one that knows less is an old one.
    mutating func take(_ sample: TaskSample) {
        if let progress = sample.progress, self.progress.map({ $0.at <= progress.at }) ?? true {
            self.progress = progress
        }
        if !sample.annotations.isEmpty, sample.annotations.count >= self.annotations.count {
            self.annotations = sample.annotations
        }
        if let activity = sample.activity, self.activity.map({ $0.isNoLater(than: activity) }) ?? true {
            self.activity = activity
        }
        if sample.nodes.revision > self.nodes.revision { self.nodes = sample.nodes }
        self.deliveredAt = self.deliveredAt ?? sample.deliveredAt
    }

    mutating func take(_ warning: TaskWarning) {
        self.warnings.removeAll { $0.kind == warning.kind }
        if warning.isRaised { self.warnings.append(warning) }
    }

    /// Rank decides: a change that is not newer than the row is none.
    private mutating func change(rank: UInt32, _ change: (inout Self) -> Void) -> Transition? {
        guard rank > self.rank else { return nil }
        self.rank = rank
        return self.transition(change)
    }

    private mutating func transition(_ change: (inout Self) -> Void) -> Transition {
        let old = self.state
        change(&self)
        return Transition(name: self.name, submittedAt: self.task.submittedAt, old: old, new: self.state)
    }
}

extension TaskActivity {
    /// Time in a state goes on and counts only grow, so of two readings of a task the later one has passed more time in all.
    fileprivate func isNoLater(than other: Self) -> Bool {
        self.onThread + self.ready + self.waiting <= other.onThread + other.ready + other.waiting
    }
}
