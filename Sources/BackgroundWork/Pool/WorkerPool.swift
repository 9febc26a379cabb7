import BackgroundWorkEvents
import Dispatch
import Synchronization

/// The library's own threads, a fixed number, on which background tasks run: so that a task that blocks takes a thread from
/// other tasks, and none from the server that answers requests.
///
/// Jobs are taken one at a time: a thread that took several would strand the others behind one that blocks.
final class WorkerPool: TaskExecutor {
    /// What one thread is doing. Written by that thread alone, read by ``busyThreads()`` from another.
    private final class Worker: Sendable {
        let wake = DispatchSemaphore(value: 0)
        /// Since when it runs its present job, in nanoseconds; 0 while it has none.
        let busySince = Atomic<Int64>(0)
        /// The number of the task that the job belongs to; 0 for the library's own work.
        let task = Atomic<UInt64>(0)
    }

    private struct State {
        var jobs = JobQueue()
        var idle: [Worker] = []
        var running = 0
        var isStopping = false
    }

    let width: Int
    private let workers: [Worker]
    private let state = Mutex(State())

    init(width: Int) {
        self.width = width
        self.workers = (0..<width).map { _ in Worker() }
    }

    /// Starts the threads.
    func start() {
        for worker in self.workers {
            self.state.withLock { $0.running += 1 }
            OSThread.start { self.run(worker) }
        }
    }

    /// Lets every thread end as soon as it finds nothing to do.
    func stop() {
        let idle = self.state.withLock { state in
            state.isStopping = true
            defer { state.idle = [] }
            return state.idle
        }
        for worker in idle { worker.wake.signal() }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        self.enqueue(job, on: self, task: 0)
    }

    /// Has a thread run `job` on behalf of `executor`, for the task with this number.
    func enqueue(_ job: consuming ExecutorJob, on executor: some TaskExecutor, task: UInt64) {
        let priority = job.priority.rawValue
        let now = MonotonicClock.now
        let pending = PoolJob(job, on: executor, task: task)
        let (idle, restarts) = self.state.withLock { state in
            state.jobs.append(pending, priority: priority, at: now)
            // Work that arrives after the threads have gone, such as the end of a child that a user kept, still has to run.
            let restarts = state.isStopping && state.running == 0
            if restarts { state.running = 1 }
            return (state.idle.popLast(), restarts)
        }
        if restarts {
            OSThread.start { self.run(self.workers[0]) }
        } else {
            idle?.wake.signal()
        }
    }

    /// The threads that run something, since when and for which task. Safe to call from any thread, and never waits for one.
    func busyThreads() -> [(task: BackgroundTaskID?, since: TaskInstant)] {
        self.workers.compactMap { worker in
            let since = worker.busySince.load(ordering: .acquiring)
            guard since != 0 else { return nil }
            let task = worker.task.load(ordering: .relaxed)
            return (task == 0 ? nil : BackgroundTaskID(rawValue: task), TaskInstant(nanoseconds: since))
        }
    }

    /// For how long the job that has waited longest has been waiting.
    func lag(at now: TaskInstant) -> Duration {
        self.state.withLock { $0.jobs.oldestSince }.map { now - $0 } ?? .zero
    }

    private func run(_ worker: Worker) {
        while true {
            switch self.next(for: worker) {
            case .job(let pending):
                worker.task.store(pending.task, ordering: .relaxed)
                worker.busySince.store(MonotonicClock.now.nanoseconds, ordering: .releasing)
                pending.run()
                worker.busySince.store(0, ordering: .releasing)
            case .park:
                worker.wake.wait()
            case .end:
                return
            }
        }
    }

    private enum Next {
        case job(PoolJob)
        case park
        case end
    }

    private func next(for worker: Worker) -> Next {
        self.state.withLock { state in
            if let job = state.jobs.popNext() { return .job(job) }
            if state.isStopping {
                state.running -= 1
                return .end
            }
            state.idle.append(worker)
            return .park
        }
    }
}
