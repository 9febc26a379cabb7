import BackgroundWorkEvents
import Synchronization

/// Judges from outside whether the pools take work: the library's threads by what they run and since when, Swift's global pool
/// by a heartbeat at each priority in use.
final class PoolWatch: Sendable {
    /// For how long a thread may run one job, and a pool leave a heartbeat waiting, before that counts as blocked.
    static let patience: Duration = .milliseconds(500)

    private struct State {
        var heartbeats: [UInt8: Heartbeat] = [TaskPriority.medium.rawValue: Heartbeat()]
        var last: [PoolStatus] = []
    }

    private let state = Mutex(State())

    /// Notes that tasks are submitted at `priority`, so that it is worth watching.
    func use(_ priority: TaskPriority) {
        self.state.withLock { state in
            if state.heartbeats[priority.rawValue] == nil { state.heartbeats[priority.rawValue] = Heartbeat() }
        }
    }

    /// The state of all pools, if it has changed since the last call. Called on the thread that keeps the deadlines.
    func read(_ pool: WorkerPool, at now: TaskInstant) -> [PoolStatus]? {
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

    private static func status(of pool: WorkerPool) -> PoolStatus {
        let now = MonotonicClock.now
        let busy = pool.busyThreads()
        let blocked = busy.filter { now - $0.since >= Self.patience }
            .map { PoolStatus.BlockedThread(task: $0.task, since: $0.since) }
        let lag = pool.lag(at: now)
        let isBlocked = blocked.count == pool.width && lag >= Self.patience
        return PoolStatus(
            pool: .library,
            width: pool.width,
            busy: busy.count,
            lag: lag.roundedForDisplay,
            blockedThreads: blocked,
            // Nothing could start since the last of the threads got stuck.
            blockedSince: isBlocked ? blocked.map(\.since).max() : nil
        )
    }
}

/// A question put to Swift's global pool at one priority, again and again, one at a time.
private final class Heartbeat: Sendable {
    private struct State {
        var askedAt: TaskInstant?
        var lag: Duration = .zero
    }

    private let state = Mutex(State())

    /// Asks, unless the last question is still open, and tells how long answers take.
    func beat(priority: UInt8) -> PoolStatus {
        let now = MonotonicClock.now
        let (waiting, lag) = self.state.withLock { state in
            let waiting = state.askedAt.map { now - $0 }
            if waiting == nil { state.askedAt = now }
            return (waiting, state.lag)
        }
        if waiting == nil {
            // Nothing structured can tell how the global pool is: it has to be a task of its own.
            Task.detached(priority: TaskPriority(rawValue: priority)) { self.answer() }
        }
        let isBlocked = waiting.map { $0 >= PoolWatch.patience } ?? false
        return PoolStatus(
            pool: .global(priority: priority),
            width: nil,
            busy: nil,
            lag: (isBlocked ? waiting ?? lag : lag).roundedForDisplay,
            blockedSince: isBlocked ? waiting.map { now.advanced(by: .zero - $0) } : nil
        )
    }

    private func answer() {
        let now = MonotonicClock.now
        self.state.withLock { state in
            state.lag = state.askedAt.map { now - $0 } ?? .zero
            state.askedAt = nil
        }
    }
}

extension Duration {
    /// Coarse enough that a pool that does well looks the same every time, and nothing is sent because of it.
    fileprivate var roundedForDisplay: Duration {
        let milliseconds = self.clampedNanoseconds / 1_000_000
        return milliseconds < 10
            ? (milliseconds < 1 ? .zero : .milliseconds(milliseconds)) : .milliseconds(milliseconds / 10 * 10)
    }
}
