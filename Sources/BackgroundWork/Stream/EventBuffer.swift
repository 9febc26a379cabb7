import BackgroundWorkEvents
import Synchronization

/// What one subscriber has not read yet: at most so many events.
///
/// A buffer that is full is cut off: it keeps what it holds (a prefix of the truth is true), loses what follows, counts it, and
/// is attached again, behind a fresh snapshot, when its subscriber has come to read.
final class EventBuffer: Sendable {
    enum Appended {
        /// There was something to read already.
        case behindOthers
        /// The subscriber has to be told that there is something to read.
        case first
        case lost
    }

    struct Contents {
        let events: [TaskEvent]
        /// Whether the subscriber needs a snapshot before anything that follows makes sense.
        let isDetached: Bool
    }

    private struct State: ~Copyable {
        var events: [TaskEvent] = []
        /// Events that followed ``events`` and are gone.
        var lost: UInt64 = 0
        var isDetached = true
        /// Before its first snapshot a subscriber misses nothing: the snapshot will contain it.
        var canLose = false
    }

    private let maximum: Int
    private let onReady: @Sendable () -> Void
    private let state = Mutex(State())

    init(maximum: Int, onReady: @escaping @Sendable () -> Void) {
        self.maximum = max(1, maximum)
        self.onReady = onReady
    }

    func append(_ event: TaskEvent) -> Appended {
        self.state.withLock { state in
            if !state.isDetached, state.events.count < self.maximum {
                state.events.append(event)
                return state.events.count == 1 ? .first : .behindOthers
            }
            guard state.canLose else { return .behindOthers }
            state.isDetached = true
            state.lost += 1
            return .lost
        }
    }

    /// Empties the buffer.
    func take() -> Contents {
        self.state.withLock { state in
            defer { state.events = [] }
            return Contents(events: state.events, isDetached: state.isDetached)
        }
    }

    /// Begins to buffer (again). Called in the same breath in which the snapshot's basis is taken.
    ///
    /// - Returns: How many events were lost since the buffer was cut off.
    func attach() -> UInt64 {
        self.state.withLock { state in
            defer { state.lost = 0 }
            state.isDetached = false
            state.canLose = true
            return state.lost
        }
    }

    /// Tells the subscriber that there is something to read. Not to be called with a lock held.
    func notify() {
        self.onReady()
    }
}
