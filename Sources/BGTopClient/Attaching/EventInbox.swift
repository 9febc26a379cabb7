import BackgroundWorkEvents
import Synchronization

/// Where events wait that have come over the connection until the viewer takes them.
///
/// Safe to use from any thread.
final class EventInbox: Sendable {
    private struct State {
        var events: [TaskEvent] = []
        var clock = RemoteClock()
        /// Called once there is room again.
        var onRoom: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())
    private let maximum: Int
    private let onReady: @Sendable () -> Void

    init(maximum: Int, onReady: @escaping @Sendable () -> Void) {
        self.maximum = maximum
        self.onReady = onReady
    }

    /// - Parameter onRoom: Called when the viewer has taken what there is, if so much waits that no more should come.
    /// - Returns: Whether more may come at once.
    func add(_ events: [TaskEvent], at local: TaskInstant, onRoom: @escaping @Sendable () -> Void) -> Bool {
        guard !events.isEmpty else { return true }
        let (wasEmpty, hasRoom) = self.state.withLock { state in
            let wasEmpty = state.events.isEmpty
            for event in events {
                switch event.kind {
                case .snapshot: state.clock.synchronize(event.at, with: local)
                case .interrupted: state.clock.stop(at: local)
                default: break
                }
            }
            state.events += events
            let hasRoom = state.events.count < self.maximum
            if !hasRoom { state.onRoom = onRoom }
            return (wasEmpty, hasRoom)
        }
        if wasEmpty { self.onReady() }
        return hasRoom
    }

    func drain(into events: inout [TaskEvent]) {
        let onRoom = self.state.withLock { state in
            events += state.events
            state.events.removeAll(keepingCapacity: true)
            return state.onRoom.take()
        }
        onRoom?()
    }

    func instant(at local: TaskInstant) -> TaskInstant {
        self.state.withLock { $0.clock.instant(at: local) }
    }
}
