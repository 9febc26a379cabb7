import BackgroundWorkEvents
import Synchronization

/// Judges from outside whether the pools take work: the library's threads by what they run and since when, Swift's global pool
/// by a heartbeat at each priority in use.
final class PoolWatch: Sendable {
    /// For how long a thread may run one job, and a pool leave a heartbeat waiting, before that counts as blocked.
    static let patience: Duration = .milliseconds(500)
    /// The highest priority that Swift's global pool takes: a job of a higher one, which would be a heartbeat of ours, ends the process.
    static let mostUrgent: UInt8 = 33

    private struct State {
        var heartbeats: [UInt8: Heartbeat] = [TaskPriority.medium.rawValue: Heartbeat()]
        var last: [PoolStatus] = []
        /// When the pools were read last; nil while nobody has them read.
        var readAt: TaskInstant?
        var resumedAt = TaskInstant(nanoseconds: .min)
    }

    private let state = Mutex(State())
    /// A bit for each priority in use.
    private let known = Atomic<UInt64>(1 << UInt64(TaskPriority.medium.rawValue))

    /// Notes that tasks are submitted at `priority`, so that it is worth watching.
    func use(_ priority: UInt8) {
        guard priority <= Self.mostUrgent else { return }
        let bit: UInt64 = 1 << UInt64(priority)
        guard self.known.load(ordering: .relaxed) & bit == 0 else { return }
        self.state.withLock { state in
            if state.heartbeats[priority] == nil { state.heartbeats[priority] = Heartbeat() }
        }
        self.known.bitwiseOr(bit, ordering: .relaxed)
    }

    /// The state of all pools, if it has changed since the last call. Called on the thread that keeps the deadlines, again and again
    /// until ``pause()``: where much more time has passed than that takes, the process was stopped, or has had no processor, and
    /// nobody is to blame for it.
    func read(_ pool: WorkerPool, at now: TaskInstant = MonotonicClock.now) -> [PoolStatus]? {
        let (heartbeats, resumedAt) = self.state.withLock { state in
            if let readAt = state.readAt, now - readAt > Self.patience { state.resumedAt = now }
            state.readAt = now
            return (state.heartbeats, state.resumedAt)
        }
        var statuses = [PoolStatus(pool, resumedAt: resumedAt, at: now)]
        for (priority, heartbeat) in heartbeats.sorted(by: { $0.key > $1.key }) {
            statuses.append(heartbeat.beat(priority: priority, resumedAt: resumedAt))
        }
        return self.state.withLock { state in
            guard state.last != statuses else { return nil }
            state.last = statuses
            return statuses
        }
    }

    /// Nobody has the pools read any more, so that time may pass until the next reading.
    func pause() {
        self.state.withLock { $0.readAt = nil }
    }

    /// The tasks that hold all threads of `pool`; nil if it has one that takes work.
    func holders(of pool: WorkerPool) -> Set<BackgroundTaskID>? {
        let resumedAt = self.state.withLock { $0.resumedAt }
        let status = PoolStatus(pool, resumedAt: resumedAt, at: MonotonicClock.now)
        guard status.blockedSince != nil else { return nil }
        return Set(status.blockedThreads.compactMap(\.task))
    }
}

extension PoolStatus {
    fileprivate init(_ pool: WorkerPool, resumedAt: TaskInstant, at now: TaskInstant) {
        self.init(width: pool.width, busy: pool.busyThreads(), lag: pool.lag(at: now), resumedAt: resumedAt, at: now)
    }

    /// How the library's pool is doing.
    ///
    /// - Parameters:
    ///   - busy: The threads that run something, for which task and since when.
    ///   - lag: For how long work has been waiting.
    ///   - resumedAt: When the process went on after it had been stopped. What seems to have lasted since before may only have been
    ///     stopped.
    init(
        width: Int,
        busy: [(task: BackgroundTaskID?, since: TaskInstant)],
        lag: Duration,
        resumedAt: TaskInstant,
        at now: TaskInstant
    ) {
        let held = busy.map { BlockedThread(task: $0.task, since: max($0.since, resumedAt)) }
            .filter { now - $0.since >= PoolWatch.patience }
        let ofTasks = held.filter { $0.task != nil }
        // Who empties a busy actor's queue does what others ask for, one thing after the other: that is trouble only where work waits
        // for the thread.
        let isWaitedFor = min(lag, now - resumedAt) >= PoolWatch.patience
        let blocked = isWaitedFor ? held : ofTasks
        self.init(
            pool: .library,
            width: width,
            busy: busy.count,
            lag: lag.roundedForDisplay,
            blockedThreads: ofTasks,
            // Nothing can start since the last of the threads got stuck.
            blockedSince: blocked.count == width ? blocked.map(\.since).max() : nil
        )
    }
}
