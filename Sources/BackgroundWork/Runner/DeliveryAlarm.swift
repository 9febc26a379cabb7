import Synchronization

/// Rings when the delivery of a cancellation is held up for too long, and is quiet again when it is over.
///
/// The two come from different threads and perhaps at the same moment. Whichever is first, what rings is told before it is told
/// that it no longer does, and what does not ring is told of neither.
final class DeliveryAlarm: Sendable {
    private enum State {
        static let delivering = 0
        /// The alarm is being told.
        static let ringing = 1
        /// The alarm has been told.
        static let rung = 2
        static let over = 3
    }

    private let state = Atomic<Int>(State.delivering)

    /// The time is up: calls `raise` if the delivery is still under way, and `lower` if it ended during that.
    func ring(raise: () -> Void, lower: () -> Void) {
        guard self.change(from: State.delivering, to: State.ringing) else { return }
        raise()
        if !self.change(from: State.ringing, to: State.rung) { lower() }
    }

    /// The delivery is over: calls `lower` if the alarm has been told.
    func end(lower: () -> Void) {
        if self.state.exchange(State.over, ordering: .acquiringAndReleasing) == State.rung { lower() }
    }

    private func change(from old: Int, to new: Int) -> Bool {
        self.state.compareExchange(expected: old, desired: new, ordering: .acquiringAndReleasing).exchanged
    }
}
