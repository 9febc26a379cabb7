import BackgroundWorkEvents
import Logging
import Synchronization
import Tracing

/// One task, from its submission to its end: what was said of it, what is to be done, how it ended, and where it is in its life.
///
/// It is the executor on which its operation and the operation's children run, which is how its probe sees what they do.
final class TaskRecord: TaskExecutor, @unchecked Sendable {
    /// Where a task is in its life.
    struct Life {
        var state = State.submitting
        /// Grows with every change that viewers hear of.
        var rank: UInt32 = 0
        var submittedAt = TaskInstant(nanoseconds: 0)
        var startedAt: TaskInstant?
        /// How it ended; nil before that. Nothing changes after it.
        var end: End?
        /// Where the record stands among the live ones.
        var place = 0
        fileprivate var extras: Extras?
    }

    /// What few tasks have, and what therefore takes no room in each.
    fileprivate final class Extras {
        var request: Box<CancellationRequest>?
        var warnings = RaisedWarnings()
        var warnedWaiters: [TaskRecord] = []
        var timeout: (any ScheduledAction)?
    }

    enum State {
        /// Not accepted, and perhaps never.
        case submitting
        case queued
        case running
        case ended
    }

    struct End {
        let at: TaskInstant
        let outcome: TaskOutcome
        /// What the operation threw.
        let failure: Box<RunnerStateMachine.Failure>?
    }

    /// Belongs to ``RunnerStateMachine``: nobody else touches it, and it only under the runner's lock. Two exceptions, of what
    /// does not change any more: when it started may be read by everybody who got the record after that, and all of it by everybody
    /// who has heard of its end.
    @exclusivity(unchecked) nonisolated(unsafe) var life = Life()
    /// The raw value of its `TaskPriority`. As in ``details``, told without looking there.
    let priority: UInt8
    /// Whether ``details`` has one, told without looking there.
    let hasTimeout: Bool
    let details: TaskDescription.Details
    let context: SubmittedContext
    let runner: Runner
    let probe = TaskProbe()
    let result: TaskResult
    /// Whether the record is on the list of those to be sampled.
    let isOnSampleList = Atomic<Bool>(false)
    /// Whether something has reported after the task's end, and nobody was told yet.
    private let hasLateReport = Atomic<Bool>(false)
    private let number = Atomic<UInt64>(0)
    /// Last of all: what it holds is of a size that only the process knows, and so would be the place of everything behind it.
    let lease = CancellationLease()

    /// Part of where it is called, so that what it is given is moved, and not retained here and released there.
    @inline(__always)
    init(
        details: TaskDescription.Details,
        context: SubmittedContext,
        runner: Runner,
        operation: TaskOperation
    ) {
        self.details = details
        self.priority = details.priority
        self.hasTimeout = details.timeout != nil
        self.context = context
        self.runner = runner
        self.result = TaskResult(operation)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let step = UnownedJob(job)
        let now = MonotonicClock.now
        let instant = self.runner.instant(now)
        // Set before the task was given to the group, and never changed.
        let startedAt = unsafe self.life.startedAt ?? instant
        let kind = self.probe.wake(step, startedAt: startedAt, at: instant)
        // Not by the job's priority: that of a child of a group is its parent's, whatever priority it was added with (Swift 6.3), so that
        // all tasks would be as urgent as the `run()` that they are children of.
        self.runner.pool.enqueue(PoolJob(step, of: self, kind), priority: self.priority, at: now)
    }

    /// Runs a step of the task or of a child, which was enqueued at `wake`. The clock is the system's.
    ///
    /// - Parameter run: Runs the step, and returns when it was over.
    func poll(wokenAt wake: TaskInstant, at start: TaskInstant, _ run: () -> TaskInstant) -> TaskInstant {
        let beginning = self.runner.instant(start)
        self.probe.beginPoll(wokenAt: self.runner.instant(wake), at: beginning)
        let end = run()
        // Of what has ended in this step there is no more news.
        if self.probe.endPoll(begunAt: beginning, at: self.runner.instant(end)) { self.runner.samples.insert(self) }
        return end
    }

    /// A job that belongs to no task, and that was enqueued at `wake` on behalf of this one, has got a thread.
    func noteTasklessJob(wokenAt wake: TaskInstant, at start: TaskInstant) {
        let lives = self.probe.beginTasklessJob(wokenAt: self.runner.instant(wake), at: self.runner.instant(start))
        // Those who watch may have been told that the task waits for a thread, and after this it may say nothing for long.
        if lives { self.runner.samples.insert(self) }
    }

    /// A request to stop has reached the whole task, which may never say anything more.
    func noteDelivery(at now: TaskInstant) {
        self.probe.noteDelivery(at: now)
        self.runner.samples.insert(self)
    }

    /// Something about what the task says of itself has changed, or would have, had the task not been over.
    func noteNews(wasTaken: Bool) {
        if wasTaken { self.runner.samples.insert(self) } else { self.noteLateReport() }
    }

    /// Something that was started in the task has reported after its end.
    ///
    /// It may do so in a loop, for ever: where somebody watches it takes no lock, and is told with the next samples, once.
    private func noteLateReport() {
        guard !self.hasLateReport.exchange(true, ordering: .acquiringAndReleasing) else { return }
        guard !self.runner.samples.insert(self) else { return }
        self.runner.update { $0.noteLateReports(among: CollectionOfOne(self), at: $1, &$2) }
    }

    /// - Returns: Whether there was a late report that nobody was told of. Now somebody is.
    func takeLateReport() -> Bool {
        self.hasLateReport.exchange(false, ordering: .acquiringAndReleasing)
    }

    /// The task's ID, once it was accepted. Readable from any thread, unlike ``life``.
    var id: BackgroundTaskID {
        BackgroundTaskID(rawValue: self.number.load(ordering: .acquiring))
    }

    /// Gives the task its ID. Called once, under the runner's lock.
    func accept(as id: BackgroundTaskID) {
        self.number.store(id.rawValue, ordering: .releasing)
    }
}

extension TaskRecord.Life {
    /// The first request to stop.
    var cancellation: CancellationRequest? {
        get { self.request?.value }
        set { self.madeExtras.request = newValue.map(Box.init) }
    }

    /// As ``cancellation``, to be handed on as it is.
    var request: Box<CancellationRequest>? { self.extras?.request }

    var warnings: RaisedWarnings {
        get { self.extras?.warnings ?? RaisedWarnings() }
        set { self.madeExtras.warnings = newValue }
    }

    /// Running tasks that wait for this queued one and were warned of it; nil if there never were any.
    var warnedWaiters: [TaskRecord]? {
        get { self.extras?.warnedWaiters }
        set { self.madeExtras.warnedWaiters = newValue ?? [] }
    }

    var timeout: (any ScheduledAction)? {
        get { self.extras?.timeout }
        set { self.madeExtras.timeout = newValue }
    }

    private var madeExtras: TaskRecord.Extras {
        mutating get {
            if let extras { return extras }
            let extras = TaskRecord.Extras()
            self.extras = extras
            return extras
        }
    }
}
