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
        var events: [TaskEvent]
        /// Events that followed ``events`` and are gone.
        var lost: UInt64
        /// Whether the subscriber needs a snapshot before anything that follows makes sense.
        var isDetached: Bool
    }

    private struct State: ~Copyable {
        var events: [TaskEvent] = []
        var lost: UInt64 = 0
        var isDetached = true
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
            // Before its first snapshot a subscriber misses nothing: the snapshot will contain it.
            let isBeforeFirstSnapshot = state.isDetached && state.events.isEmpty && state.lost == 0
            if isBeforeFirstSnapshot { return .behindOthers }
            state.isDetached = true
            state.lost += 1
            return .lost
        }
    }

    /// Empties the buffer.
    func take() -> Contents {
        self.state.withLock { state in
            let contents = Contents(events: state.events, lost: state.lost, isDetached: state.isDetached)
            state.events = []
            state.lost = 0
            return contents
        }
    }

    /// Begins to buffer (again). Called in the same breath in which the snapshot's basis is taken.
    func attach() {
        self.state.withLock { $0.isDetached = false }
    }

    /// Tells the subscriber that there is something to read. Not to be called with a lock held.
    func notify() {
        self.onReady()
    }
}
