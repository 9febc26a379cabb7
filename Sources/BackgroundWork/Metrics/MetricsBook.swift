import BackgroundWorkEvents
import CoreMetrics

/// Folds events into metrics.
struct MetricsBook {
    private struct Row {
        let name: String
        let submittedAt: TaskInstant
        var isRunning: Bool

        init(_ task: TaskDescription, isRunning: Bool = false) {
            self.name = task.name
            self.submittedAt = task.submittedAt
            self.isRunning = isRunning
        }
    }

    private let instruments: MetricsInstruments
    private var live: [BackgroundTaskID: Row] = [:]
    private var running = 0
    private var waitingCallers = 0
    /// All that was counted so far.
    private var counted = TaskTotals()

    init(_ instruments: MetricsInstruments) {
        self.instruments = instruments
    }

    mutating func fold(_ events: [TaskEvent]) {
        for event in events { self.fold(event) }
        self.instruments.running.record(self.running)
        self.instruments.queued.record(self.live.count - self.running)
        self.instruments.waitingCallers.record(self.waitingCallers)
    }

    private mutating func fold(_ event: TaskEvent) {
        switch event.kind {
        case .snapshot(let snapshot): self.replace(with: snapshot)
        case .submitted(let task): self.live[task.id] = Row(task)
        case .started(let id, _): self.start(id, at: event.at)
        case .finished(let end): self.finish(end)
        case .rejected(_, let reason):
            self.counted.countRejection(reason)
            self.instruments.countRejections(reason, by: 1)
        case .capacityChanged(let capacity): self.waitingCallers = capacity.callersWaiting
        case .gap, .cancelRequested, .sampled, .lateReport, .phaseChanged, .stopped, .pools, .warning, .audit, .log,
            .interrupted,
            .rewound:
            break
        }
    }

    /// What was counted without us is made up for, by the totals; of whom it was is not known.
    private mutating func replace(with snapshot: TaskSnapshot) {
        for outcome in TaskOutcome.allCases {
            let missing = snapshot.totals[outcome] - min(self.counted[outcome], snapshot.totals[outcome])
            self.instruments.countEnds(outcome, of: BackgroundTasksMetrics.otherName, by: missing)
        }
        for reason in RejectionReason.allCases {
            let missing =
                snapshot.totals.rejected[reason] - min(self.counted.rejected[reason], snapshot.totals.rejected[reason])
            self.instruments.countRejections(reason, by: missing)
        }
        self.counted = snapshot.totals
        self.waitingCallers = snapshot.capacity.callersWaiting
        self.live = [:]
        for task in snapshot.live {
            self.live[task.task.id] = Row(task.task, isRunning: task.state != .queued)
        }
        self.running = self.live.values.count { $0.isRunning }
    }

    private mutating func start(_ id: BackgroundTaskID, at instant: TaskInstant) {
        // A snapshot may be ahead of the events that follow it.
        guard let row = self.live[id], !row.isRunning else { return }
        self.live[id]?.isRunning = true
        self.running += 1
        self.instruments.recordQueueWait(instant - row.submittedAt, of: row.name)
    }

    private mutating func finish(_ end: TaskEnd) {
        let row = self.live.removeValue(forKey: end.id)
        let name = row?.name ?? BackgroundTasksMetrics.otherName
        if row?.isRunning == true { self.running -= 1 }
        self.counted.countEnd(end.outcome)
        self.instruments.countEnds(end.outcome, of: name, by: 1)
        if let startedAt = end.startedAt { self.instruments.recordRunTime(end.endedAt - startedAt, of: name) }
    }
}
