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

    private struct State: ~Copyable {
        var events = BufferedEvents()
        /// How many events were handed out last.
        var lastCount = 0
        /// Empty, with room, for the next time that ``events`` are handed out.
        var spare = BufferedEvents()
        /// Events that followed ``events`` and are gone.
        var lost: UInt64 = 0
        var isDetached = true
        /// Before its first snapshot a subscriber misses nothing: the snapshot will contain it.
        var canLose = false
    }

    /// Room for more than this is kept only where the last two bursts needed it.
    private static let maximumSpare = 16_384

    private let maximum: Int
    private let onReady: @Sendable () -> Void
    private let state = Mutex(State())

    init(maximum: Int, onReady: @escaping @Sendable () -> Void) {
        self.maximum = max(1, maximum)
        self.onReady = onReady
    }

    /// - Parameter add: Appends one event.
    func append(_ add: (inout BufferedEvents) -> Void) -> Appended {
        self.state.withLock { state in
            if !state.isDetached, state.events.weight < self.maximum {
                add(&state.events)
                return state.events.count == 1 ? .first : .behindOthers
            }
            guard state.canLose else { return .behindOthers }
            state.isDetached = true
            state.lost += 1
            return .lost
        }
    }

    /// Empties the buffer, and appends what was in it to `events`.
    ///
    /// - Returns: Whether the subscriber needs a snapshot before anything that follows makes sense.
    func take(into events: inout [TaskEvent]) -> Bool {
        var (taken, isDetached, usual) = self.state.withLock { state in
            let events = state.events
            let usual = max(events.count, state.lastCount)
            state.lastCount = events.count
            state.events = state.spare
            state.spare = BufferedEvents()
            return (events, state.isDetached, min(usual, self.maximum))
        }
        taken.append(to: &events)
        // What is appended to doubles its room when that is used up.
        taken.removeAll(keepingRoomFor: max(Self.maximumSpare, 2 * usual))
        self.state.withLock { $0.spare = taken }
        return isDetached
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
