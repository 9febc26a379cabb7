/// Where events come from: the library in this process, a socket, or a recording.
public protocol TaskEventSource: Sendable {
    /// Starts a subscription, whose first event is a snapshot. It is there from the start, and is not announced: read once without
    /// waiting for `onReady`.
    ///
    /// Any number of subscriptions may exist; each has a buffer of its own. One that is not drained in time loses its own
    /// events and nobody else's, and never slows a task.
    ///
    /// - Parameters:
    ///   - maximumBuffered: How many events are kept for the subscriber before it starts to lose them. At least 1.
    ///   - onReady: Called when the buffer, having been empty, holds something. It is called on whatever thread caused the event
    ///     and must not block: write a byte to a pipe, resume a continuation.
    func subscribe(maximumBuffered: Int, onReady: @escaping @Sendable () -> Void) -> any TaskEventSubscription
}

/// One viewer's end of the stream. Safe to use from any thread, one thread at a time.
public protocol TaskEventSubscription: AnyObject, Sendable {
    /// Appends all that has happened since the last call to `events`. Never suspends, and never waits for a task.
    func drain(into events: inout [TaskEvent])

    /// What the clock by which the events are timed says when this process's own, monotonic one says `local`. The two are the same
    /// where both run on one machine; elsewhere, or in a recording, they are not.
    func instant(at local: TaskInstant) -> TaskInstant

    /// Ends the subscription: nothing is buffered for it any more. What is dropped without it is ended as well.
    func cancel()
}

extension TaskEventSubscription {
    public func instant(at local: TaskInstant) -> TaskInstant { local }
}
