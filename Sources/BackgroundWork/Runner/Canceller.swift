import BackgroundWorkEvents
import Dispatch
import Synchronization

/// The threads that deliver cancellation. Cancelling a task runs its cancellation handlers on the spot, and a handler may do
/// anything; so it happens neither on the thread of whoever asked (a dashboard, an event loop) nor on the one that keeps the
/// deadlines.
///
/// One thread does it. If a handler holds it up for a second, that is reported, and another thread goes on with the rest.
final class Canceller: Sendable {
    private struct State: ~Copyable {
        var pending: [Delivery] = []
        /// Threads that have not ended.
        var threads = 0
        /// Threads that a handler holds up.
        var blocked = 0
    }

    private struct Delivery {
        let record: TaskRecord
        let onBlocked: @Sendable (TaskRecord, _ isRaised: Bool) -> Void
    }

    static let patience: Duration = .seconds(1)
    private static let maximumThreads = 8

    private let state = Mutex(State())
    private let timer: any DeadlineTimer

    init(timer: any DeadlineTimer) {
        self.timer = timer
    }

    /// Cancels these tasks, some time soon and not on this thread.
    ///
    /// - Parameter onBlocked: Called when a handler of a task has held up a thread for ``patience``, and when it no longer does.
    func cancel(_ records: [TaskRecord], onBlocked: @escaping @Sendable (TaskRecord, _ isRaised: Bool) -> Void) {
        guard !records.isEmpty else { return }
        let startsThread = self.state.withLock { state in
            // Taken from the end, so that the first to be asked is the first to hear of it.
            state.pending.insert(contentsOf: records.reversed().map { Delivery(record: $0, onBlocked: onBlocked) }, at: 0)
            return Self.claimThread(in: &state)
        }
        if startsThread { self.startThread() }
    }

    private func startThread() {
        OSThread.start { self.deliverAll() }
    }

    private func deliverAll() {
        while let delivery = self.next() { self.deliver(delivery) }
    }

    private func next() -> Delivery? {
        self.state.withLock { state in
            if let delivery = state.pending.popLast() { return delivery }
            state.threads -= 1
            return nil
        }
    }

    private func deliver(_ delivery: Delivery) {
        let isBlocked = Flag()
        let alarm = self.timer.schedule(at: self.timer.now + Self.patience) {
            guard isBlocked.raise() else { return }
            delivery.onBlocked(delivery.record, true)
            self.noteBlocked()
        }
        delivery.record.lease.deliver()
        alarm.cancel()
        if isBlocked.settle() {
            self.state.withLock { $0.blocked -= 1 }
            delivery.onBlocked(delivery.record, false)
        }
    }

    /// A thread is held up: lets another one go on with what is pending.
    private func noteBlocked() {
        let startsThread = self.state.withLock { state in
            state.blocked += 1
            return !state.pending.isEmpty && Self.claimThread(in: &state)
        }
        if startsThread { self.startThread() }
    }

    /// - Returns: Whether a thread has to be started: all that there are, are held up.
    private static func claimThread(in state: inout State) -> Bool {
        guard state.threads == state.blocked, state.threads < self.maximumThreads else { return false }
        state.threads += 1
        return true
    }

    /// Decides between an alarm and the end of what it watches, which may come at the same moment.
    private final class Flag: Sendable {
        private enum State {
            static let delivering = 0
            static let blocked = 1
            static let settled = 2
        }

        private let state = Atomic<Int>(State.delivering)

        /// - Returns: Whether the delivery is still under way.
        func raise() -> Bool {
            self.state.compareExchange(
                expected: State.delivering,
                desired: State.blocked,
                ordering: .acquiringAndReleasing
            ).exchanged
        }

        /// - Returns: Whether the alarm was raised.
        func settle() -> Bool {
            self.state.exchange(State.settled, ordering: .acquiringAndReleasing) == State.blocked
        }
    }
}
