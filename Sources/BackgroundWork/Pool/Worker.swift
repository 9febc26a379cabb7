import BackgroundWorkEvents
import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// One thread of a ``WorkerPool``: what waits for it, and what it is doing.
final class Worker: Sendable {
    /// Where it stands in its pool.
    let index: Int
    /// What its own jobs have made ready. Others take from it when they have nothing to do.
    let lane = JobLane()
    let wake = ThreadSignal()
    /// Since when it runs its present job, in nanoseconds; 0 while it has none. Written by the thread itself, as ``task`` is.
    private let busySince = Atomic<Int64>(0)
    /// The number of the task that the job belongs to; 0 where it belongs to none, or nobody can tell to
    /// which.
    private let task = Atomic<UInt64>(0)

    /// How many jobs it has taken so far. Written by the thread itself.
    private let taken = Atomic<Int>(0)

    init(index: Int) {
        self.index = index
    }

    /// How many jobs the thread has taken so far.
    var takes: Int { self.taken.load(ordering: .relaxed) }

    /// What the thread runs and since when; nil while it runs nothing. Safe to ask from any thread.
    var job: (task: BackgroundTaskID?, since: TaskInstant)? {
        let since = self.busySince.load(ordering: .acquiring)
        guard since != 0 else { return nil }
        let task = self.task.load(ordering: .acquiring)
        // The next job has begun meanwhile: then nothing is known of this one, and the next has only just begun.
        guard self.busySince.load(ordering: .relaxed) == since else { return nil }
        return (task == 0 ? nil : BackgroundTaskID(rawValue: task), TaskInstant(nanoseconds: since))
    }

    /// Runs a job. Called on the thread itself.
    ///
    /// - Parameter start: The present moment, as the caller knows it already.
    /// - Returns: When the job had run.
    func run(_ entry: JobQueue.Entry, at start: TaskInstant) -> TaskInstant {
        let job = entry.job
        self.taken.store(self.takes &+ 1, ordering: .relaxed)
        guard let record = job.record, job.isPoll else {
            job.record?.noteTasklessJob(wokenAt: entry.since, at: start)
            self.begin(task: 0, at: start)
            // Its owner may end meanwhile.
            withExtendedLifetime(job) { job.run() }
            return self.end()
        }
        // Kept for as long as the poll lasts: it may be the task's last one.
        return withExtendedLifetime(record) {
            record.poll(wokenAt: entry.since, at: start) {
                self.begin(task: record.id.rawValue, at: start)
                job.run()
                return self.end()
            }
        }
    }

    private func begin(task: UInt64, at start: TaskInstant) {
        // After the end of the job before, for whoever reads in between: it is not to take this task for one that has run since then.
        self.task.store(task, ordering: .releasing)
        self.busySince.store(start.nanoseconds, ordering: .releasing)
    }

    private func end() -> TaskInstant {
        let now = MonotonicClock.now
        self.busySince.store(0, ordering: .releasing)
        return now
    }
}

extension Worker {
    /// The worker whose thread this is; nil on any other thread.
    static var current: Worker? {
        guard let pointer = unsafe pthread_getspecific(Self.key) else { return nil }
        return unsafe Unmanaged<Worker>.fromOpaque(pointer).takeUnretainedValue()
    }

    /// Calls `body` as the worker's thread. The caller keeps the worker alive.
    func asCurrent(_ body: () -> Void) {
        _ = unsafe pthread_setspecific(Self.key, Unmanaged.passUnretained(self).toOpaque())
        body()
        _ = pthread_setspecific(Self.key, nil)
    }

    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        let code = unsafe pthread_key_create(&key, nil)
        precondition(code == 0, "bgtop: the system has no thread-specific key left (pthread_key_create: error \(code))")
        return key
    }()
}
