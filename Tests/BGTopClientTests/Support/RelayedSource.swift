import BackgroundWorkEvents
import Synchronization

/// Tells its one subscriber what a test relays to it, nothing more and nothing less.
final class RelayedSource: TaskEventSource, TaskEventSubscription {
    private struct State {
        var events: [TaskEvent] = []
        var onReady: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    func relay(_ events: [TaskEvent]) {
        let onReady = self.state.withLock { state in
            state.events += events
            return state.onReady
        }
        onReady?()
    }

    func subscribe(maximumBuffered: Int, onReady: @escaping @Sendable () -> Void) -> any TaskEventSubscription {
        self.state.withLock { $0.onReady = onReady }
        return self
    }

    func drain(into events: inout [TaskEvent]) {
        events += self.state.withLock { state in
            defer { state.events = [] }
            return state.events
        }
    }

    func cancel() {}
}
