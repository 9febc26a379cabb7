import BackgroundWorkEvents

/// What a timeline is made of, gathered from events.
struct TimelineReading {
    struct Task {
        let task: TaskDescription
        var startedAt: TaskInstant?
        var end: TaskEnd?
        var sample: TaskSample?
        /// What it said, and when that was heard of.
        var sayings: [(key: String, value: String, at: TaskInstant)] = []
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
    /// Whether the run was ended from outside: what had not ended then would not have.
    private(set) var isOver = false

    mutating func read(_ event: TaskEvent) {
        guard !self.isOver else { return }
        switch event.kind {
        case .submitted(let task): self.tasks.append(Task(task: task))
        case .started(let id, _): self.change(id) { $0.startedAt = event.at }
        case .sampled(let samples):
            for sample in samples { self.change(sample.id) { $0.take(sample, at: event.at) } }
        case .finished(let end):
            self.change(end.id) {
                $0.startedAt = end.startedAt
                $0.end = end
                $0.take(end.sample, at: event.at)
            }
        case .rejected(let name, _): self.refusals.append((name, event.at))
        case .phaseChanged(let status): self.read(status, at: event.at)
        case .audit(let entry) where entry.command == .endOfRun: self.isOver = true
        // A drain that was given up tells until when its tasks did not end.
        case .cancelRequested, .stopped: break
        default: return
        }
        self.lastChange = event.at
    }

    private mutating func read(_ status: DrainStatus, at moment: TaskInstant) {
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

extension TimelineReading.Task {
    fileprivate mutating func take(_ sample: TaskSample, at moment: TaskInstant) {
        self.sample = sample
        for field in sample.annotations where self.sayings.last(where: { $0.key == field.key })?.value != field.value {
            self.sayings.append((field.key, field.value, moment))
        }
    }
}
