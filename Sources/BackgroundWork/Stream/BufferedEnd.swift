import BackgroundWorkEvents

/// How a task ended, as it is buffered.
struct BufferedEnd {
    let id: BackgroundTaskID
    let rank: UInt32
    let outcome: TaskOutcome
    let startedAt: TaskInstant?
    let cancellation: Box<CancellationRequest>?
    let failure: Box<RunnerStateMachine.Failure>?
    let reading: TaskProbe.Reading

    /// As viewers hear of it.
    func taskEnd(at instant: TaskInstant) -> TaskEnd {
        TaskEnd(
            id: self.id,
            rank: self.rank,
            outcome: self.outcome,
            startedAt: self.startedAt,
            endedAt: instant,
            cancellation: self.cancellation?.value,
            errorText: self.failure?.value.text,
            sample: self.reading.sample(of: self.id)
        )
    }
}
