import BackgroundWorkEvents
import Synchronization

/// The thread on which deadlines fall due. It starts with the first one and ends with its owner.
final class ControlThread: DeadlineTimer {
    /// What the thread and its owner share. The thread holds on to this and not to the owner, so that the owner can go.
    private final class Shared: Sendable {
        struct State: ~Copyable {
            var deadlines = DeadlineQueue()
            var isStarted = false
            var isClosed = false
        }

        let state = Mutex(State())
        /// Signalled when there may be an earlier deadline than the thread waits for.
        let changed = ThreadSignal()

        func run() {
            while true {
                let (entry, deadline, isClosed) = self.state.withLock { state in
                    (state.deadlines.popDue(at: MonotonicClock.now), state.deadlines.nextDeadline, state.isClosed)
                }
                if let entry {
                    entry.take()?()
                } else if isClosed {
                    return
                } else if let deadline {
                    self.changed.wait(until: deadline)
                } else {
                    self.changed.wait()
                }
            }
        }
    }

    private let shared = Shared()

    deinit {
        self.shared.state.withLock { $0.isClosed = true }
        self.shared.changed.signal()
    }

    var now: TaskInstant { MonotonicClock.now }

    func schedule(at deadline: TaskInstant, _ action: @escaping @Sendable () -> Void) -> any ScheduledAction {
        let (entry, isNext, startsThread) = self.shared.state.withLock { state in
            let isNext = state.deadlines.nextDeadline.map { deadline < $0 } ?? true
            defer { state.isStarted = true }
            return (state.deadlines.insert(at: deadline, action), isNext, !state.isStarted)
        }
        if startsThread {
            OSThread.start { [shared] in shared.run() }
        } else if isNext {
            self.shared.changed.signal()
        }
        return entry
    }
}
