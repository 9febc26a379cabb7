/// A piece of work for the pool: it runs until its next suspension, then the pool hears of it again.
///
/// Safe, because a task keeps its executor alive for as long as one of its jobs waits, what is not known to be such a job keeps it alive
/// itself, and each job is run exactly once.
@safe struct PoolJob {
    /// What a job is to the background task on whose executor it was enqueued.
    enum Kind {
        /// A step of the task, or of a child of its that is known: the task lives until it has been run.
        case step
        /// A step of whom nobody knows.
        case unknownStep
        /// Part of no task. What empties an actor's queue, for one: whose work it does nobody can see.
        case noStep
    }

    private let job: UnownedJob
    /// The executor on which it was enqueued, and on whose behalf it is run.
    private let executor: UnownedTaskExecutor
    /// The background task that it belongs to; nil for the library's own work.
    private unowned(unsafe) let owner: TaskRecord?
    /// The owner, where perhaps nobody else keeps it alive.
    private let kept: TaskRecord?
    /// Whether it counts as a step of its owner.
    let isPoll: Bool

    /// A job of a background task's.
    init(_ job: UnownedJob, of record: TaskRecord, _ kind: Kind) {
        self.job = job
        unsafe self.executor = record.asUnownedTaskExecutor()
        unsafe self.owner = record
        self.kept = kind == .step ? nil : record
        self.isPoll = kind != .noStep
    }

    /// A job of the library's own.
    init(_ job: UnownedJob, on executor: some TaskExecutor) {
        self.job = job
        unsafe self.executor = executor.asUnownedTaskExecutor()
        unsafe self.owner = nil
        self.kept = nil
        self.isPoll = false
    }

    /// The background task that it belongs to. To be asked before the job is run: afterwards the task may be gone.
    var record: TaskRecord? { unsafe self.owner }

    /// Tells jobs apart that exist at the same time.
    var identity: JobIdentity { JobIdentity(self.job) }

    func run() {
        unsafe self.job.runSynchronously(on: self.executor)
    }
}
