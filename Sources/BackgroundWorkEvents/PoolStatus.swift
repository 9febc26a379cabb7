/// How a pool of threads is doing, judged from a thread outside it.
public struct PoolStatus: Hashable, Sendable {
    public enum Pool: Hashable, Sendable {
        /// The library's own threads, on which background tasks run.
        case library
        /// Swift's global pool, at one priority (the raw value of a `TaskPriority`).
        case global(priority: UInt8)
    }

    /// A thread of the pool that has run one job for so long that it counts as blocked.
    public struct BlockedThread: Hashable, Sendable {
        /// The task that holds the thread, where it is known.
        public let task: BackgroundTaskID?
        /// Since when the thread has run this job, or since when the process has been going on, if it was stopped after that.
        public let since: TaskInstant

        public init(task: BackgroundTaskID?, since: TaskInstant) {
            self.task = task
            self.since = since
        }
    }

    public let pool: Pool
    /// Threads in the pool; nil where they cannot be counted.
    public let width: Int?
    /// Threads that run something at this moment; nil where they cannot be counted.
    public let busy: Int?
    /// How long work that could run has been waiting for a thread.
    public let lag: Duration
    /// Those of tasks. What empties a busy actor's queue is no task's, and may keep a thread for as long as work comes in.
    public let blockedThreads: [BlockedThread]
    /// Whether no thread of the pool takes new work: since when nothing could start.
    public let blockedSince: TaskInstant?

    public init(
        pool: Pool,
        width: Int?,
        busy: Int?,
        lag: Duration,
        blockedThreads: [BlockedThread] = [],
        blockedSince: TaskInstant? = nil
    ) {
        self.pool = pool
        self.width = width
        self.busy = busy
        self.lag = lag
        self.blockedThreads = blockedThreads
        self.blockedSince = blockedSince
    }
}
