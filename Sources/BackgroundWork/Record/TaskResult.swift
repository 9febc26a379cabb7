import BackgroundWorkEvents
import Synchronization

/// What a task is to do, and then what it returned. Part of its record; safe to use from any thread.
///
/// It knows nothing of the type that the operation returns: a record is the same for all, and the handle, which knows the type,
/// asks for it.
struct TaskResult: ~Copyable, Sendable {
    // Private in spirit: Swift 6.3.1 fails to compile a private type in a structure that another file stores inline.
    struct State {
        var operation: TaskOperation?
        var value: Box<any Sendable>?
        var isSettled = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>
    /// Whether a value was kept: told without the lock.
    private let hasValue = Atomic(false)

    init(_ operation: TaskOperation) {
        self.state = Mutex(State(operation: operation))
    }

    /// The operation, for whoever is to call it. Taken out, so that what it captured goes when it ends, however long somebody keeps
    /// the handle.
    func takeOperation() -> TaskOperation? {
        self.state.withLock { state in
            defer { state.operation = nil }
            return state.operation
        }
    }

    /// Keeps what the operation returned until somebody asks for it.
    func keep(_ value: Box<any Sendable>?) {
        guard let value else { return }
        self.state.withLock { $0.value = value }
        self.hasValue.store(true, ordering: .releasing)
    }

    /// Whether there is nothing that somebody may still want, or miss.
    var isEmpty: Bool { !self.hasValue.load(ordering: .acquiring) }

    /// Tells whoever waits for the task that it has ended.
    func settle() {
        let (operation, waiters) = self.state.withLock { state in
            precondition(!state.isSettled, "a task settled twice")
            state.isSettled = true
            defer { (state.operation, state.waiters) = (nil, []) }
            return (state.operation, state.waiters)
        }
        // What the operation of a task that never started captured is released here, with no lock held.
        withExtendedLifetime(operation) {
            for waiter in waiters { waiter.resume() }
        }
    }

    /// What the task returned, as soon as it has ended; nil if that is nothing. A cancelled caller keeps waiting for it.
    func settled() async -> (any Sendable)? {
        await withCheckedContinuation { continuation in
            let isSettled = self.state.withLock { state in
                if !state.isSettled { state.waiters.append(continuation) }
                return state.isSettled
            }
            if isSettled { continuation.resume() }
        }
        return self.state.withLock { $0.value }?.value
    }
}
