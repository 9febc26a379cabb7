import Synchronization

/// A gate that is closed until somebody opens it: orders what a test does without sleeping.
///
/// Safe to use from any thread and any task.
public final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    public init() {}

    /// Lets everybody pass, now and later.
    public func open() {
        let waiting = self.state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Suspends until the gate is open. Cancellation does not open it: code that waits here ignores it.
    public func wait() async {
        await withCheckedContinuation { continuation in
            let isOpen = self.state.withLock { state in
                if !state.isOpen { state.waiting.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }

    /// Suspends until the gate is open or the waiting task is cancelled.
    ///
    /// - Throws: `CancellationError` in the second case.
    public func waitUnlessCancelled() async throws {
        await withTaskCancellationHandler {
            await self.wait()
        } onCancel: {
            self.open()
        }
        try Task.checkCancellation()
    }
}
