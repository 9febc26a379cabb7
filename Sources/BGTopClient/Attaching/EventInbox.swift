import BackgroundWorkEvents
import Synchronization

/// Where events wait that have come over the connection until the viewer takes them.
///
/// How much waits is counted by what it holds in memory: a snapshot is one event, with all that lives in it.
///
/// Safe to use from any thread.
final class EventInbox: Sendable {
    private struct State {
        var events: [TaskEvent] = []
        /// Of all of them.
        var weight = 0
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

    /// - Parameter onRoom: Called when the viewer has taken what there is, if so much waits that no more should come. Only the one
    ///   that was given last is called.
    /// - Returns: Whether more may come at once.
    func add(_ events: [TaskEvent], at local: TaskInstant, onRoom: @escaping @Sendable () -> Void) -> Bool {
        guard !events.isEmpty else { return true }
        let (wasEmpty, hasRoom) = self.state.withLock { state in
            let wasEmpty = state.events.isEmpty
            for event in events {
                switch event.kind {
                case .snapshot: state.clock.synchronize(event.at, with: local)
                case .interrupted: state.clock.stop(at: local)
                default: state.clock.note(event.at, at: local)
                }
            }
            state.events += events
            state.weight += events.reduce(0) { $0 + $1.weight }
            let hasRoom = state.weight < self.maximum
            if !hasRoom { state.onRoom = onRoom }
            return (wasEmpty, hasRoom)
        }
        if wasEmpty { self.onReady() }
        return hasRoom
    }

    /// Calls `body` once there is room, at once if there is. As of ``add(_:at:onRoom:)``, only the last one that waits is called.
    func whenRoom(_ body: @escaping @Sendable () -> Void) {
        let hasRoom = self.state.withLock { state in
            let hasRoom = state.weight < self.maximum
            if !hasRoom { state.onRoom = body }
            return hasRoom
        }
        if hasRoom { body() }
    }

    func drain(into events: inout [TaskEvent]) {
        let onRoom = self.state.withLock { state in
            events += state.events
            state.events.removeAll(keepingCapacity: true)
            state.weight = 0
            return state.onRoom.take()
        }
        onRoom?()
    }

    func instant(at local: TaskInstant) -> TaskInstant {
        self.state.withLock { $0.clock.instant(at: local) }
    }
}

extension TaskEvent {
    /// How much it keeps in memory: one for itself, and one for each part of which it can have many.
    fileprivate var weight: Int {
        switch self.kind {
        case .snapshot(let snapshot): 1 + snapshot.live.count + snapshot.hostActions.count + snapshot.pools.weight
        case .sampled(let samples): 1 + samples.count
        case .pools(let pools): 1 + pools.weight
        default: 1
        }
    }
}

extension [PoolStatus] {
    fileprivate var weight: Int { self.reduce(0) { $0 + 1 + $1.blockedThreads.count } }
}
