import Synchronization

/// A gate that is closed until somebody opens it: orders what a test does without sleeping.
///
/// Safe to use from any thread and any task.
public final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var lastTicket = 0
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
        /// Tickets whose holders were cancelled before they had begun to wait.
        var cancelled: Set<Int> = []
    }

    private let state = Mutex(State())

    public init() {}

    /// Lets everybody pass, now and later.
    public func open() {
        let waiting = self.state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [:] }
            return state.waiting.values
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Suspends until the gate is open. Cancellation does not open it: code that waits here ignores it.
    public func wait() async {
        await self.wait(with: self.takeTicket())
    }

    /// Suspends until the gate is open or the waiting task is cancelled. The gate stays closed for others in the second case.
    ///
    /// - Throws: `CancellationError` if the waiting task is cancelled.
    public func waitUnlessCancelled() async throws {
        let ticket = self.takeTicket()
        await withTaskCancellationHandler {
            await self.wait(with: ticket)
        } onCancel: {
            self.cancel(ticket)
        }
        try Task.checkCancellation()
    }

    private func takeTicket() -> Int {
        self.state.withLock { state in
            state.lastTicket += 1
            return state.lastTicket
        }
    }

    private func wait(with ticket: Int) async {
        await withCheckedContinuation { continuation in
            let passes = self.state.withLock { state in
                if state.isOpen || state.cancelled.remove(ticket) != nil { return true }
                state.waiting[ticket] = continuation
                return false
            }
            if passes { continuation.resume() }
        }
    }

    private func cancel(_ ticket: Int) {
        let continuation = self.state.withLock { state in
            let continuation = state.waiting.removeValue(forKey: ticket)
            if continuation == nil { state.cancelled.insert(ticket) }
            return continuation
        }
        continuation?.resume()
    }
}
