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
            row.particulars.cancellation = request
            // What is asked before it has started ends at once; it never was running.
            if row.state == .running { row.state = .cancelling }
        }
    }

    /// The task is over. No rank is asked for: nothing outranks an end.
    mutating func end(_ end: TaskEnd) -> Transition {
        self.transition { row in
            row.rank = end.rank
            row.state = .ended(end.outcome)
            // What was known is known: who was counted as running, and as asked, does not become somebody else by ending.
            row.startedAt = end.startedAt ?? row.startedAt
            row.endedAt = end.endedAt
            // Most tasks end without either.
            guard row.particularsBox != nil || end.cancellation != nil || end.errorText != nil else { return }
            var particulars = row.particulars
            if let cancellation = end.cancellation { particulars.cancellation = cancellation }
            particulars.errorText = end.errorText
            row.particulars = particulars
        }
    }

    /// The task is over, and nobody here can say how.
    mutating func lose(at instant: TaskInstant) {
        self.state = .lost
        self.endedAt = instant
    }

    /// What a snapshot says of a task that lives.
    mutating func take(_ live: LiveTask) {
        if live.warnings != self.warnings { self.particulars.warnings = live.warnings }
        _ = self.take(live.sample)
        guard live.rank >= self.rank else { return }
        self.rank = live.rank
        self.state = State(live.state)
        self.startedAt = live.startedAt
        if live.cancellation != self.cancellation { self.particulars.cancellation = live.cancellation }
    }

    /// What the task says of itself, and what was seen of it. A sample that is not the latest changes nothing.
    ///
    /// - Returns: What is new.
    mutating func take(_ sample: TaskSample) -> SampleNews {
        var news = SampleNews()
        if self.particularsBox?.value.lacks(sample) ?? sample.hasParticulars {
            news.hasNewNodes = sample.nodes.revision > self.nodes.revision
            self.particulars.take(sample)
        }
        if let activity = sample.activity, self.activity.map({ $0.isNoLater(than: activity) }) ?? true {
            news.growth = ActivityGrowth(from: self.activity, to: activity)
            self.activity = activity
        }
        return news
    }

    mutating func take(_ warning: TaskWarning) {
        var warnings = self.warnings.filter { $0.kind != warning.kind }
        if warning.isRaised { warnings.append(warning) }
        self.particulars.warnings = warnings
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
