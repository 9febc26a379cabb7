import BGTopClient
import BackgroundWorkEvents
import Synchronization

/// A clock that stands still until a test lets time pass.
final class ManualTime: Sendable {
    private struct State {
        var now = TaskInstant(nanoseconds: 5_000_000_000)
        var calls: [(at: TaskInstant, body: @Sendable () -> Void)] = []
    }

    private let state = Mutex(State())

    var now: TaskInstant { self.state.withLock(\.now) }

    var clock: PlaybackClock {
        PlaybackClock(
            now: { self.now },
            call: { at, body in self.state.withLock { $0.calls.append((at, body)) } }
        )
    }

    /// Lets time pass, and calls whoever wanted to be called by then.
    func pass(_ duration: Duration) {
        let due = self.state.withLock { state in
            state.now = state.now + duration
            let now = state.now
            let due = state.calls.filter { $0.at <= now }
            state.calls.removeAll { $0.at <= now }
            return due
        }
        for call in due.sorted(by: { $0.at < $1.at }) { call.body() }
    }
}
