import BackgroundWorkEvents

/// Views of a record's life, for the state machine and under its lock.
extension TaskRecord {
    var taskDescription: TaskDescription {
        TaskDescription(id: self.id, submittedAt: unsafe self.life.submittedAt, details: self.details)
    }

    var entry: DrainReport.Entry {
        DrainReport.Entry(id: self.id, name: self.details.name)
    }

    /// The record as a snapshot shows it. One that has ended since the snapshot's basis was taken appears as it was before: that
    /// it ended is told by the event that follows.
    func liveTask(at now: TaskInstant) -> LiveTask {
        let life = unsafe self.life
        let state: BackgroundTaskState =
            if life.startedAt == nil { .queued } else if life.cancellation != nil { .cancelling } else { .running }
        return LiveTask(
            task: self.taskDescription,
            state: state,
            rank: life.state == .ended ? life.rank - 1 : life.rank,
            startedAt: life.startedAt,
            cancellation: life.cancellation,
            warnings: life.warnings.all,
            sample: self.sample(at: now)
        )
    }

    /// What there is to tell of it besides its life.
    func sample(at now: TaskInstant) -> TaskSample {
        let isSeen = self.runner.configuration.instrumentation == .full
        return self.probe.sample(of: self.id, startedAt: isSeen ? unsafe self.life.startedAt : nil, at: now)
    }

    /// How the record ended, for viewers.
    ///
    /// - Parameter reading: The last word of its probe.
    func bufferedEnd(_ reading: TaskProbe.Reading) -> BufferedEnd {
        let end = self.end
        return BufferedEnd(
            id: self.id,
            rank: unsafe self.life.rank,
            outcome: end.outcome,
            startedAt: unsafe self.life.startedAt,
            cancellation: unsafe self.life.request,
            failure: end.failure,
            reading: reading
        )
    }

    /// How the record ended, as whoever waits for it hears of it. For everybody who has heard of its end.
    var settlement: (outcome: TaskOutcome, cause: CancellationRequest.Cause?, error: (any Error)?) {
        let end = self.end
        return (end.outcome, unsafe self.life.cancellation?.cause, end.failure?.value.error)
    }

    private var end: End {
        guard let end = unsafe self.life.end else { preconditionFailure("a task that has not ended was asked how it did") }
        return end
    }
}
