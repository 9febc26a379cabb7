import BackgroundWorkEvents

/// What a timeline is made of, gathered from events.
struct TimelineReading {
    struct Task {
        let task: TaskDescription
        var startedAt: TaskInstant?
        var end: TaskEnd?
        var sample: TaskSample?
    }

    /// A shutdown that the code asked for.
    struct Shutdown {
        let beganAt: TaskInstant
        /// When what was left was asked to stop; nil where everything has ended before.
        var graceEndedAt: TaskInstant?
        var endedAt: TaskInstant?
    }

    private(set) var tasks: [Task] = []
    private(set) var refusals: [(name: String, at: TaskInstant)] = []
    private(set) var shutdown: Shutdown?
    /// When something happened to a task last.
    private(set) var lastChange: TaskInstant?
    /// Whether the run has been ended from outside: what had not ended then would not have.
    private var isOver = false

    mutating func read(_ event: TaskEvent) {
        guard !self.isOver else { return }
        switch event.kind {
        case .submitted(let task): self.tasks.append(Task(task: task))
        case .started(let id, _): self.change(id) { $0.startedAt = event.at }
        case .sampled(let samples):
            for sample in samples { self.change(sample.id) { $0.sample = sample } }
        case .finished(let end):
            self.change(end.id) {
                $0.startedAt = end.startedAt
                $0.end = end
                $0.sample = end.sample
            }
        case .rejected(let name, _): self.refusals.append((name, event.at))
        case .phaseChanged(let status): self.read(status, at: event.at)
        // A drain that was given up tells until when its tasks did not end.
        case .cancelRequested, .stopped: break
        default: return
        }
        self.lastChange = event.at
    }

    private mutating func read(_ status: DrainStatus, at moment: TaskInstant) {
        guard status.requestedBy != .lesson else { return self.isOver = true }
        switch status.phase {
        case .accepting: break
        case .draining: self.shutdown = Shutdown(beganAt: moment)
        case .cancelling: self.shutdown?.graceEndedAt = moment
        case .stopped: self.shutdown?.endedAt = moment
        }
    }

    private mutating func change(_ id: BackgroundTaskID, _ body: (inout Task) -> Void) {
        guard let index = self.tasks.firstIndex(where: { $0.task.id == id }) else { return }
        body(&self.tasks[index])
    }
}
