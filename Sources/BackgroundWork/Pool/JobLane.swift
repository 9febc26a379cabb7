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
    /// As ``JobQueue/mostUrgentSince``, in nanoseconds: what it is where none waits means nothing. Like ``filled``.
    private let since = Atomic<Int64>(0)

    /// Whether nothing waits here, at this moment.
    var isEmpty: Bool { self.filled.load(ordering: .sequentiallyConsistent) == 0 }

    /// What ``popMostUrgent()`` would take.
    struct Head {
        /// By how much more a job has to have waited, in nanoseconds, to be taken before one that is as urgent and closer at hand.
        static let tolerance = WorkerPool.napInterval.clampedNanoseconds

        /// 0 is the most urgent of all; ``JobLane/noBand`` where none waits.
        let band: Int
        /// Since when it has been waiting, in nanoseconds.
        let since: Int64

        /// Whether it is more urgent than `other`, or as urgent and has been waiting for so much longer.
        func goesBefore(_ other: Head) -> Bool {
            if self.band != other.band { return self.band < other.band }
            return self.band < noBand && other.since - self.since > Self.tolerance
        }
    }

    /// The next job, as it was a moment ago.
    var head: Head {
        let filled = self.filled.load(ordering: .relaxed)
        return Head(
            band: filled == 0 ? Self.noBand : filled.trailingZeroBitCount,
            since: self.since.load(ordering: .relaxed)
        )
    }

    func append(_ job: PoolJob, priority: UInt8, at now: TaskInstant) {
        self.queue.withLock { queue in
            let before = queue.filled
            queue.append(job, priority: priority, at: now)
            // Whoever finds it as it was comes after whoever made it so: under the same lock.
            guard queue.filled != before else { return }
            self.since.store(queue.mostUrgentSince?.nanoseconds ?? 0, ordering: .relaxed)
            self.filled.store(queue.filled, ordering: .sequentiallyConsistent)
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
            self.since.store(queue.mostUrgentSince?.nanoseconds ?? 0, ordering: .relaxed)
            self.filled.store(queue.filled, ordering: .relaxed)
            return entry
        }
    }
}
