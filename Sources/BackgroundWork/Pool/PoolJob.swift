/// A piece of work for the pool: it runs until its next suspension, then the pool hears of it again.
///
/// Safe, because a task keeps its executor alive for as long as one of its jobs waits, what is no task's job keeps it alive itself, and
/// each job is run exactly once.
@safe struct PoolJob {
    private let job: UnownedJob
    /// The executor on which it was enqueued, and on whose behalf it is run.
    private let executor: UnownedTaskExecutor
    /// The background task that it belongs to; nil for the library's own work.
    private unowned(unsafe) let owner: TaskRecord?
    /// The owner of what is no step of anybody, which nobody else keeps alive.
    private let kept: TaskRecord?
    /// Whether it is a step of its owner or of one of the owner's children. What empties an actor's queue is neither: whose work it
    /// does nobody can see.
    let isPoll: Bool

    /// A job of a background task's.
    init(_ job: UnownedJob, of record: TaskRecord, isPoll: Bool) {
        self.job = job
        unsafe self.executor = record.asUnownedTaskExecutor()
        unsafe self.owner = record
        self.kept = isPoll ? nil : record
        self.isPoll = isPoll
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
