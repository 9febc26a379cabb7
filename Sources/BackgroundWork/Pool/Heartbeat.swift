import BackgroundWorkEvents
import Synchronization

/// A question put to Swift's global pool at one priority, again and again, one at a time.
final class Heartbeat: Sendable {
    private struct State {
        var askedAt: TaskInstant?
        var lag: Duration = .zero
    }

    private let state = Mutex(State())

    /// Asks, unless the last question is still open, and tells how long answers take.
    ///
    /// - Parameter resumedAt: When the process went on after it had been stopped: nobody could answer before that.
    func beat(priority: UInt8, resumedAt: TaskInstant) -> PoolStatus {
        let now = MonotonicClock.now
        let (waiting, lag) = self.state.withLock { state in
            let waiting = state.askedAt.map { now - max($0, resumedAt) }
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
