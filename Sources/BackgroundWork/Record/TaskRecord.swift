import BackgroundWorkEvents
import Logging
import Synchronization
import Tracing

/// One task, from its submission to its end: what was said of it, what is to be done, and where it is in its life.
///
/// It is the executor on which its operation and the operation's children run, which is how the pool knows whose work it does.
/// `TaskWork` adds the operation itself and its result.
class TaskRecord: TaskExecutor, @unchecked Sendable {
    /// Where a task is in its life.
    struct Life {
        var state = State.submitting
        /// Grows with every change that viewers hear of.
        var rank: UInt32 = 0
        var submittedAt = TaskInstant(nanoseconds: 0)
        var startedAt: TaskInstant?
        var cancellation: CancellationRequest?
        var warnings = RaisedWarnings()
        /// Running tasks that wait for this queued one and were warned of it.
        var warnedWaiters: [TaskRecord] = []
        var timeout: (any ScheduledAction)?
        /// Where the record stands in the list of live ones.
        var liveIndex = 0
    }

    enum State {
        /// Not accepted, and perhaps never.
        case submitting
        case queued
        case running
        case ended
    }

    let details: TaskDescription.Details
    let priority: TaskPriority
    let context: SubmittedContext
    let lease = CancellationLease()
    let sample = Mutex(SampledState())
    /// Whether the record is on the list of those to be sampled.
    let isOnSampleList = Atomic<Bool>(false)
    private let number = Atomic<UInt64>(0)
    private let pool: WorkerPool

    /// Belongs to ``RunnerStateMachine``: nobody else touches it, and it only under the runner's lock.
    nonisolated(unsafe) var life = Life()

    init(details: TaskDescription.Details, priority: TaskPriority, context: SubmittedContext, pool: WorkerPool) {
        self.details = details
        self.priority = priority
        self.context = context
        self.pool = pool
    }

    /// What the task's operation may say of itself while it runs.
    struct SampledState: Sendable {
        var progress: TaskProgress?
        var annotations: [TaskDescription.Field] = []
    }

    /// Calls the operation. The value stays with the record until ``settle(_:)``.
    ///
    /// - Returns: What it threw.
    func perform() async -> (any Error)? {
        preconditionFailure("TaskWork performs")
    }

    /// Tells whoever waits for the task how it ended.
    func settle(_ settlement: Settlement) {
        preconditionFailure("TaskWork settles")
    }

    final func enqueue(_ job: consuming ExecutorJob) {
        self.pool.enqueue(job, on: self, task: self.number.load(ordering: .relaxed))
    }

    /// The task's ID, once it was accepted. Readable from any thread, unlike ``life``.
    final var id: BackgroundTaskID {
        BackgroundTaskID(rawValue: self.number.load(ordering: .acquiring))
    }

    /// Gives the task its ID. Called once, under the runner's lock.
    final func accept(as id: BackgroundTaskID) {
        self.number.store(id.rawValue, ordering: .releasing)
    }

    final func currentSample(for id: BackgroundTaskID) -> TaskSample {
        self.sample.withLock { TaskSample(id: id, progress: $0.progress, annotations: $0.annotations) }
    }
}

/// How a task ended, as the runner decided it.
struct Settlement {
    let outcome: TaskOutcome
    let cause: CancellationRequest.Cause?
    let error: (any Error)?
}
