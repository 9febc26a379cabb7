import Synchronization

@testable import BackgroundWork

/// Makes real jobs for a test to hold in its hands: an executor that runs nothing, and keeps what it is given.
final class JobMaker: TaskExecutor {
    private let collected = Mutex<[PoolJob]>([])

    func enqueue(_ job: consuming ExecutorJob) {
        let unowned = UnownedJob(job)
        self.collected.withLock { jobs in
            jobs.append(PoolJob(unowned, on: self))
        }
    }

    /// Jobs of tasks that do nothing. Each has to be run in the end, or its task is never freed.
    static func jobs(_ count: Int) -> [PoolJob] {
        let maker = JobMaker()
        for _ in 0..<count { Task(executorPreference: maker) {} }
        return maker.collected.withLock { $0 }
    }
}
