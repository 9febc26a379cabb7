import BackgroundWorkEvents
import Synchronization

/// A process that tells what the test tells it to tell, and notes what is asked of it.
final class ScriptedSource: TaskEventSource, TaskControl {
    private struct State {
        var pending: [TaskEvent] = []
        var commands: [TaskCommand] = []
        var onReady: (@Sendable () -> Void)?
        var isSubscribed = false
        var isAllowed = true
    }

    private let state: Mutex<State>
    /// What the clock of the process says all the time; nil where it is this machine's.
    private let clock: TaskInstant?

    init(_ events: [TaskEvent] = [], clock: TaskInstant? = nil) {
        self.clock = clock
        self.state = Mutex(State(pending: events))
    }

    func tell(_ event: TaskEvent) {
        let onReady = self.state.withLock { state in
            state.pending.append(event)
            return state.onReady
        }
        onReady?()
    }

    var commands: [TaskCommand] { self.state.withLock(\.commands) }
    var isSubscribed: Bool { self.state.withLock(\.isSubscribed) }

    /// What the process says of itself, to be told before the events that follow.
    var isAllowed: Bool {
        get { self.state.withLock(\.isAllowed) }
        set { self.state.withLock { $0.isAllowed = newValue } }
    }

    func perform(_ command: TaskCommand, by requester: Requester) {
        self.state.withLock { $0.commands.append(command) }
    }

    func subscribe(maximumBuffered: Int, onReady: @escaping @Sendable () -> Void) -> any TaskEventSubscription {
        self.state.withLock { state in
            state.onReady = onReady
            state.isSubscribed = true
        }
        return Subscription(source: self)
    }

    private final class Subscription: TaskEventSubscription {
        let source: ScriptedSource

        init(source: ScriptedSource) {
            self.source = source
        }

        func drain(into events: inout [TaskEvent]) {
            events += self.source.state.withLock { state in
                defer { state.pending = [] }
                return state.pending
            }
        }

        func instant(at local: TaskInstant) -> TaskInstant {
            self.source.clock ?? local
        }

        func cancel() {
            self.source.state.withLock { $0.isSubscribed = false }
        }
    }
}
