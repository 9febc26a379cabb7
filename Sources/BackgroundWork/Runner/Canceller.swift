import BackgroundWorkEvents
import DequeModule
import Synchronization

/// The threads that deliver cancellation. Cancelling a task runs its cancellation handlers on the spot, and a handler may do
/// anything; so it happens neither on the thread of whoever asked (a dashboard, an event loop) nor on the one that keeps the
/// deadlines.
///
/// One thread does it. If a handler holds it up for a second, that is reported, and another thread goes on with the rest.
final class Canceller: Sendable {
    private struct State: ~Copyable {
        /// The first to be asked is the first to hear of it.
        var pending: Deque<Delivery> = []
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
    private static let maximumThreads = 64

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
            state.pending.append(contentsOf: records.map { Delivery(record: $0, onBlocked: onBlocked) })
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
            if let delivery = state.pending.popFirst() { return delivery }
            state.threads -= 1
            return nil
        }
    }

    private func deliver(_ delivery: Delivery) {
        let alarm = DeliveryAlarm()
        let lower: @Sendable () -> Void = {
            self.state.withLock { $0.blocked -= 1 }
            delivery.onBlocked(delivery.record, false)
        }
        let ringing = self.timer.schedule(at: self.timer.now + Self.patience) {
            alarm.ring(
                raise: {
                    delivery.onBlocked(delivery.record, true)
                    self.noteBlocked()
                },
                lower: lower
            )
        }
        let end = {
            ringing.cancel()
            alarm.end(lower: lower)
        }
        delivery.record.lease.deliver {
            // First: who sees that it was delivered knows that an alarm which does not ring by then never will.
            end()
            delivery.record.noteDelivery(at: self.timer.now)
        }
        // There may have been nobody to deliver it to.
        end()
    }

    /// A thread is held up: lets another one go on with what is pending.
    private func noteBlocked() {
        let startsThread = self.state.withLock { state in
            state.blocked += 1
            return !state.pending.isEmpty && Self.claimThread(in: &state)
        }
        if startsThread { self.startThread() }
    }

    /// - Returns: Whether a thread has to be started: all that there are, are held up. (One that was held up until a moment ago may
    /// have ended, and still be counted among those.)
    private static func claimThread(in state: inout State) -> Bool {
        guard state.threads <= state.blocked, state.threads < self.maximumThreads else { return false }
        state.threads += 1
        return true
    }
}
