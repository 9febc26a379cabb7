/// A piece of work for the pool: it runs until its next suspension, then the pool hears of it again.
///
/// Safe, because a task keeps its executor alive, and each job is run exactly once.
@safe struct PoolJob {
    private let job: UnownedJob
    /// The executor on which it was enqueued, and on whose behalf it is run.
    private let executor: UnownedTaskExecutor
    /// The number of the task that it belongs to; 0 for the library's own work.
    let task: UInt64

    init(_ job: consuming ExecutorJob, on executor: some TaskExecutor, task: UInt64) {
        self.job = UnownedJob(job)
        unsafe self.executor = executor.asUnownedTaskExecutor()
        self.task = task
    }

    func run() {
        unsafe self.job.runSynchronously(on: self.executor)
    }
}
