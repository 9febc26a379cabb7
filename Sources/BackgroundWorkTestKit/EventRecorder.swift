public import BackgroundWorkEvents
import Synchronization

/// Everything that a source of events has told since the recorder was made.
///
/// Safe to use from any thread and any task.
public final class EventRecorder: Sendable {
    private struct State {
        var events: [TaskEvent] = []
        var waiting: [Waiter] = []
    }

    private struct Waiter {
        let condition: @Sendable (TaskEvent) -> Bool
        let continuation: CheckedContinuation<TaskEvent, Never>
    }

    private let state = Mutex(State())
    private let subscription = Mutex<(any TaskEventSubscription)?>(nil)

    /// Subscribes to `source`, with room for a million events.
    public init(_ source: any TaskEventSource) {
        let subscription = source.subscribe(maximumBuffered: 1_000_000) { [weak self] in self?.pull() }
        self.subscription.withLock { $0 = subscription }
        self.pull()
    }

    /// What was told so far, a snapshot first.
    public var events: [TaskEvent] {
        self.pull()
        return self.state.withLock { $0.events }
    }

    /// The first event for which `condition` holds, from the beginning of the recording. Suspends until there is one, even if the
    /// caller is cancelled.
    @discardableResult
    public func first(where condition: @escaping @Sendable (TaskEvent) -> Bool) async -> TaskEvent {
        self.pull()
        return await withCheckedContinuation { continuation in
            let found: TaskEvent? = self.state.withLock { state in
                if let event = state.events.first(where: condition) { return event }
                state.waiting.append(Waiter(condition: condition, continuation: continuation))
                return nil
            }
            if let found { continuation.resume(returning: found) }
        }
    }

    private func pull() {
        // One thread at a time reads a subscription, and what it reads is appended in the order in which it was read.
        let resumed: [(Waiter, TaskEvent)] = self.subscription.withLock { subscription in
            var events: [TaskEvent] = []
            subscription?.drain(into: &events)
            return self.state.withLock { state in
                state.events += events
                var resumed: [(Waiter, TaskEvent)] = []
                state.waiting.removeAll { waiter in
                    guard let event = events.first(where: waiter.condition) else { return false }
                    resumed.append((waiter, event))
                    return true
                }
                return resumed
            }
        }
        for (waiter, event) in resumed { waiter.continuation.resume(returning: event) }
    }
}
