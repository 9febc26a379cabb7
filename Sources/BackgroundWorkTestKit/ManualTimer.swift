public import BackgroundWork
public import BackgroundWorkEvents
import Synchronization

/// Time that stands still until a test moves it: the manual twin of the thread that keeps the library's deadlines.
///
/// Pass it to `BackgroundTasks(configuration:logger:timer:)`. Safe to use from any thread.
public final class ManualTimer: DeadlineTimer {
    private final class Action: ScheduledAction {
        let deadline: TaskInstant
        let sequence: Int
        private let body: Mutex<(@Sendable () -> Void)?>

        init(deadline: TaskInstant, sequence: Int, body: @escaping @Sendable () -> Void) {
            self.deadline = deadline
            self.sequence = sequence
            self.body = Mutex(body)
        }

        func cancel() {
            _ = self.take()
        }

        func take() -> (@Sendable () -> Void)? {
            self.body.withLock { body in
                defer { body = nil }
                return body
            }
        }
    }

    private struct State {
        var now: TaskInstant
        var actions: [Action] = []
        var sequence = 0

        /// Takes out the first action that is due at `instant`.
        mutating func popDue(at instant: TaskInstant) -> Action? {
            let due = self.actions.filter { $0.deadline <= instant }
            guard let first = due.min(by: { ($0.deadline, $0.sequence) < ($1.deadline, $1.sequence) }) else { return nil }
            self.actions.removeAll { $0 === first }
            return first
        }
    }

    private let state: Mutex<State>

    /// - Parameter now: When time begins.
    public init(now: TaskInstant = TaskInstant(nanoseconds: 1_000_000_000)) {
        self.state = Mutex(State(now: now))
    }

    public var now: TaskInstant {
        self.state.withLock { $0.now }
    }

    /// Remembers the action; one that is due already is called at the next ``advance(by:)``, even one by nothing.
    public func schedule(
        at deadline: TaskInstant,
        _ action: @escaping @Sendable () -> Void
    ) -> any ScheduledAction {
        self.state.withLock { state in
            state.sequence += 1
            let action = Action(deadline: deadline, sequence: state.sequence, body: action)
            state.actions.append(action)
            return action
        }
    }

    /// Moves time forward and calls, on this thread and in order, everything that falls due on the way; each at its own time.
    ///
    /// Tasks get no time to react between two deadlines: where one is to, advance to the first, wait for what it does, and go on. (A
    /// step over the end of the grace period and all that follows calls `onAbandon` as well: a test's configuration has one that does
    /// not end the process, or none.)
    public func advance(by duration: Duration) {
        let end = self.now + duration
        while let action = self.state.withLock({ $0.popDue(at: end) }) {
            self.state.withLock { $0.now = max($0.now, action.deadline) }
            action.take()?()
        }
        self.state.withLock { $0.now = max($0.now, end) }
    }
}
