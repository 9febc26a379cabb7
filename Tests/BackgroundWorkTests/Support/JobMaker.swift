import Synchronization

@testable import BackgroundWork

/// Makes real jobs for a test to hold in its hands: an executor that runs nothing, and keeps what it is given.
final class JobMaker: TaskExecutor {
    private let collected = Mutex<[UnownedJob]>([])

    func enqueue(_ job: consuming ExecutorJob) {
        let unowned = UnownedJob(job)
        self.collected.withLock { jobs in
            jobs.append(unowned)
        }
    }

    /// Jobs of tasks that do nothing. Each has to be run in the end, or its task is never freed.
    static func jobs(_ count: Int) -> [PoolJob] {
        let maker = JobMaker()
        for _ in 0..<count { Task(executorPreference: maker) {} }
        return maker.collected.withLock { $0 }.map { PoolJob($0, on: maker) }
    }

    /// As ``jobs(_:)``, before it is the pool's.
    static func unownedJob() -> UnownedJob {
        let maker = JobMaker()
        Task(executorPreference: maker) {}
        return maker.collected.withLock { $0[0] }
    }
}
