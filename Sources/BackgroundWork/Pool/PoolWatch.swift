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

    /// The state of all pools, if it has changed since the last call. Called on the thread that keeps the deadlines.
    func read(_ pool: WorkerPool) -> [PoolStatus]? {
        let heartbeats = self.state.withLock { $0.heartbeats }
        var statuses = [Self.status(of: pool)]
        for (priority, heartbeat) in heartbeats.sorted(by: { $0.key > $1.key }) {
            statuses.append(heartbeat.beat(priority: priority))
        }
        return self.state.withLock { state in
            guard state.last != statuses else { return nil }
            state.last = statuses
            return statuses
        }
    }

    /// The tasks that hold all threads of `pool`; nil if it has one that takes work.
    static func holders(of pool: WorkerPool) -> Set<BackgroundTaskID>? {
        let status = self.status(of: pool)
        guard status.blockedSince != nil else { return nil }
        return Set(status.blockedThreads.compactMap(\.task))
    }

    private static func status(of pool: WorkerPool) -> PoolStatus {
        let now = MonotonicClock.now
        let busy = pool.busyThreads()
        let blocked = busy.filter { now - $0.since >= Self.patience }
            .map { PoolStatus.BlockedThread(task: $0.task, since: $0.since) }
        return PoolStatus(
            pool: .library,
            width: pool.width,
            busy: busy.count,
            lag: pool.lag(at: now).roundedForDisplay,
            blockedThreads: blocked,
            // Nothing can start since the last of the threads got stuck.
            blockedSince: blocked.count == pool.width ? blocked.map(\.since).max() : nil
        )
    }
}
