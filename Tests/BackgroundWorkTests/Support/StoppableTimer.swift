import BackgroundWork
import BackgroundWorkEvents
import Synchronization

/// A manual timer whose process can be stopped: time goes on then, and what has fallen due is called late.
final class StoppableTimer: DeadlineTimer {
    private final class Action: ScheduledAction {
        let deadline: TaskInstant
        private let body: Mutex<(@Sendable () -> Void)?>

        init(deadline: TaskInstant, body: @escaping @Sendable () -> Void) {
            self.deadline = deadline
            self.body = Mutex(body)
        }

        func cancel() { _ = self.take() }

        func take() -> (@Sendable () -> Void)? {
            self.body.withLock { body in
                defer { body = nil }
                return body
            }
        }
    }

    private struct State {
        var now = TaskInstant(nanoseconds: 1_000_000_000)
        var actions: [Action] = []
    }

    private let state = Mutex(State())

    var now: TaskInstant { self.state.withLock { $0.now } }

    func schedule(at deadline: TaskInstant, _ action: @escaping @Sendable () -> Void) -> any ScheduledAction {
        let action = Action(deadline: deadline, body: action)
        self.state.withLock { $0.actions.append(action) }
        return action
    }

    /// The process is stopped for so long, and goes on.
    func stop(for duration: Duration) {
        let end = self.now + duration
        self.state.withLock { $0.now = end }
        self.callDue(until: end)
    }

    /// Moves time forward; what falls due on the way is called at its own time.
    func advance(by duration: Duration) {
        let end = self.now + duration
        self.callDue(until: end)
        self.state.withLock { $0.now = end }
    }

    private func callDue(until end: TaskInstant) {
        while let action = self.popDue(until: end) { action.take()?() }
    }

    private func popDue(until end: TaskInstant) -> Action? {
        self.state.withLock { state in
            let due = state.actions.indices.filter { state.actions[$0].deadline <= end }
            guard let first = due.min(by: { state.actions[$0].deadline < state.actions[$1].deadline }) else { return nil }
            let action = state.actions.remove(at: first)
            state.now = max(state.now, action.deadline)
            return action
        }
    }
}
