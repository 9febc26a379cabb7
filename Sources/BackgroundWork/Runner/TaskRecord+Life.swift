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
    var liveTask: LiveTask {
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
            sample: self.currentSample(for: self.id)
        )
    }
}
