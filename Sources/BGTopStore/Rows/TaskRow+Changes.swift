import BackgroundWorkEvents

/// How events change a row. Whether they may is for the store to say, by their rank.
extension TaskRow {
    init(_ task: TaskDescription, name: NameTable.Index) {
        self.init(
            task: task,
            state: .queued,
            rank: 0,
            startedAt: nil,
            endedAt: nil,
            cancellation: nil,
            errorText: nil,
            progress: nil,
            annotations: [],
            warnings: [],
            name: name
        )
    }

    mutating func start(rank: UInt32, at instant: TaskInstant) {
        self.rank = rank
        self.startedAt = instant
        self.state = self.cancellation == nil ? .running : .cancelling
    }

    mutating func requestCancellation(_ request: CancellationRequest, rank: UInt32) {
        self.rank = rank
        self.cancellation = request
        // What is asked before it has started ends at once; it never was running.
        if self.state == .running { self.state = .cancelling }
    }

    mutating func end(_ end: TaskEnd) {
        self.take(end.sample)
        self.rank = max(self.rank, end.rank)
        self.state = .ended(end.outcome)
        self.startedAt = end.startedAt
        self.endedAt = end.endedAt
        self.cancellation = end.cancellation
        self.errorText = end.errorText
    }

    /// The task is over, and nobody here can say how.
    mutating func lose(at instant: TaskInstant) {
        self.state = .lost
        self.endedAt = instant
    }

    /// What a snapshot says of a task that lives. It may be older than the row, since rows are built while work goes on.
    mutating func take(_ live: LiveTask) {
        if live.isUncooperative, !self.isUncooperative {
            self.take(TaskWarning(id: live.task.id, kind: .uncooperative, message: "It was asked to stop and runs on."))
        }
        self.take(live.sample)
        guard live.rank >= self.rank else { return }
        self.rank = live.rank
        self.state = State(live.state)
        self.startedAt = live.startedAt
        self.cancellation = live.cancellation
    }

    /// Samples are cumulative: one that knows less is an old one.
    mutating func take(_ sample: TaskSample) {
        if let progress = sample.progress, progress.at >= self.progress?.at ?? progress.at { self.progress = progress }
        if sample.annotations.count >= self.annotations.count, !sample.annotations.isEmpty {
            self.annotations = sample.annotations
        }
    }

    mutating func take(_ warning: TaskWarning) {
        self.warnings.removeAll { $0.kind == warning.kind }
        if warning.isRaised { self.warnings.append(warning) }
    }
}
