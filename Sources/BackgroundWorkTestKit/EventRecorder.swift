public import BackgroundWorkEvents
import Synchronization

/// Everything that a source of events has told since the recorder was made.
///
/// Safe to use from any thread and any task.
public final class EventRecorder: Sendable {
    private struct State {
        var events: [TaskEvent] = []
        var lastTicket = 0
        var waiting: [Int: Waiter] = [:]
    }

    private struct Waiter {
        let condition: @Sendable (TaskEvent) -> Bool
        let continuation: CheckedContinuation<TaskEvent, any Error>
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

    /// The first event for which `condition` holds, from the beginning of the recording. Suspends until there is one: for ever, if it was
    /// before the recorder was made.
    ///
    /// `condition` is called under the recorder's lock, perhaps on a thread of the tasks', and must not use the recorder.
    ///
    /// - Throws: `CancellationError` if the calling task is cancelled before, as it is when a test takes longer than it may.
    @discardableResult
    public func first(where condition: @escaping @Sendable (TaskEvent) -> Bool) async throws -> TaskEvent {
        self.pull()
        let ticket = self.state.withLock { state in
            state.lastTicket += 1
            return state.lastTicket
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let result: Result<TaskEvent, any Error>? = self.state.withLock { state in
                    if let event = state.events.first(where: condition) { return .success(event) }
                    // Who is cancelled from here on finds the waiter under the same lock.
                    if Task.isCancelled { return .failure(CancellationError()) }
                    state.waiting[ticket] = Waiter(condition: condition, continuation: continuation)
                    return nil
                }
                if let result { continuation.resume(with: result) }
            }
        } onCancel: {
            let waiter = self.state.withLock { $0.waiting.removeValue(forKey: ticket) }
            waiter?.continuation.resume(throwing: CancellationError())
        }
    }

    /// The tasks of a name that have been accepted since the recorder was made, the first one first.
    public func submitted(_ name: String) -> [TaskDescription] {
        self.events.compactMap { event in
            guard case .submitted(let task) = event.kind, task.name == name else { return nil }
            return task
        }
    }

    /// How the first task of a name ended that was accepted since the recorder was made. Suspends until there is one, and it has.
    ///
    /// - Throws: `CancellationError` if the calling task is cancelled before.
    @discardableResult
    public func end(of name: String) async throws -> TaskEnd {
        let submission = try await self.first { if case .submitted(let task) = $0.kind { task.name == name } else { false } }
        guard case .submitted(let task) = submission.kind else { preconditionFailure("another event than was asked for") }
        let ending = try await self.first { if case .finished(let end) = $0.kind { end.id == task.id } else { false } }
        guard case .finished(let end) = ending.kind else { preconditionFailure("another event than was asked for") }
        return end
    }

    private func pull() {
        // One thread at a time reads a subscription, and what it reads is appended in the order in which it was read.
        let resumed: [(Waiter, TaskEvent)] = self.subscription.withLock { subscription in
            var events: [TaskEvent] = []
            subscription?.drain(into: &events)
            return self.state.withLock { state in
                state.events += events
                let resumed = state.waiting.compactMap { ticket, waiter in
                    events.first(where: waiter.condition).map { (ticket, waiter, $0) }
                }
                for (ticket, _, _) in resumed { state.waiting[ticket] = nil }
                return resumed.map { ($1, $2) }
            }
        }
        for (waiter, event) in resumed { waiter.continuation.resume(returning: event) }
    }
}
