public import BackgroundWorkEvents

/// What time it is, and a way to have something done at a time.
///
/// Timeouts, the grace period and every other deadline of the library run on one of these. The real one, `ControlThread`, is
/// a thread of its own: `Task.sleep` and `Clock.sleep` need a free thread of the very pool whose blocking they would have to
/// survive. Tests use a manual twin and never sleep.
///
/// Safe to use from any thread.
public protocol DeadlineTimer: AnyObject, Sendable {
    /// The present moment. Never goes back.
    var now: TaskInstant { get }

    /// Calls `action` once, at `deadline` or as soon after it as possible; at once if it has passed. Actions due at the same
    /// time are called in the order in which they were scheduled. An action must not block: the next deadline waits for it.
    func schedule(at deadline: TaskInstant, _ action: @escaping @Sendable () -> Void) -> any ScheduledAction
}

/// An action that waits for its deadline.
public protocol ScheduledAction: AnyObject, Sendable {
    /// The action is not called any more, unless it is being called at this moment. What it captured is released.
    func cancel()
}
