import BackgroundWorkEvents
import Synchronization

/// A queue of jobs that any thread may add to and take from, and of which everybody can see without a lock whether it holds
/// something.
final class JobLane: Sendable {
    /// Higher than any band.
    static let noBand = JobQueue.bandCount

    private let queue = Mutex(JobQueue())
    /// As ``JobQueue/filled``. Written under the lock, read without it.
    private let filled = Atomic<UInt>(0)

    /// Whether nothing waits here, at this moment.
    var isEmpty: Bool { self.filled.load(ordering: .sequentiallyConsistent) == 0 }

    /// The band of the most urgent job, 0 being the most urgent of all; ``noBand`` where none waits.
    var mostUrgentBand: Int {
        let filled = self.filled.load(ordering: .relaxed)
        return filled == 0 ? Self.noBand : filled.trailingZeroBitCount
    }

    func append(_ job: PoolJob, priority: UInt8, at now: TaskInstant) {
        self.queue.withLock { queue in
            let before = queue.filled
            queue.append(job, priority: priority, at: now)
            // Whoever finds it as it was comes after whoever made it so: under the same lock.
            if queue.filled != before { self.filled.store(queue.filled, ordering: .sequentiallyConsistent) }
        }
    }

    func popMostUrgent() -> JobQueue.Entry? {
        self.pop { $0.popMostUrgent() }
    }

    func popOldest() -> JobQueue.Entry? {
        self.pop { $0.popOldest() }
    }

    /// Since when the job that has waited longest has been waiting; nil if none waits.
    var oldestSince: TaskInstant? {
        self.isEmpty ? nil : self.queue.withLock { $0.oldestSince }
    }

    /// The background tasks of which a job has been waiting here since before `instant`, some of them if they are very many.
    func starving(sinceBefore instant: TaskInstant) -> [TaskRecord] {
        // Under the lock no job is taken, so the tasks that wait with them live.
        self.isEmpty ? [] : self.queue.withLock { $0.waiting(sinceBefore: instant, limit: 64).compactMap(\.record) }
    }

    private func pop(_ take: (inout JobQueue) -> JobQueue.Entry?) -> JobQueue.Entry? {
        guard !self.isEmpty else { return nil }
        return self.queue.withLock { queue in
            let entry = take(&queue)
            self.filled.store(queue.filled, ordering: .relaxed)
            return entry
        }
    }
}
