import BackgroundWorkEvents
import NIOCore
import Synchronization

/// The end of an agent, which there is once, whoever asks for it and however often: it is over when no viewer has anything left to
/// take, or has had its time.
///
/// Safe to use from any thread.
final class Farewell: Sendable {
    private struct State {
        var isOver = false
        var waiting: [@Sendable () -> Void] = []
    }

    private let state = Mutex(State())

    func conclude() {
        let waiting = self.state.withLock { state in
            state.isOver = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for whoWaits in waiting { whoWaits() }
    }

    /// Calls `body` when it is over: at once, if it is.
    func whenOver(_ body: @escaping @Sendable () -> Void) {
        let isOver = self.state.withLock { state in
            if !state.isOver { state.waiting.append(body) }
            return state.isOver
        }
        if isOver { body() }
    }

    /// Returns when it is over.
    func end() async {
        await withCheckedContinuation { continuation in self.whenOver { continuation.resume() } }
    }

    /// Blocks the calling thread until it is over, and no longer than `limit`, whatever becomes of the agent's own thread.
    func block(atMost limit: TimeAmount) {
        let over = ThreadSignal()
        self.whenOver { over.signal() }
        over.wait(atMost: .nanoseconds(limit.nanoseconds))
    }
}
