import Synchronization

/// The moment at which a response is over, and who waits for it.
///
/// Apart from the request, so that a task that waits for it keeps nothing else of that alive. Safe to use from any thread and any task.
final class ResponseEnd: Sendable {
    private struct State {
        var isReached = false
        var lastTicket = 0
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
        /// Tickets whose holders were cancelled before they had begun to wait.
        var cancelled: Set<Int> = []
    }

    private let state = Mutex(State())

    /// Lets go who waits, now and later. Only the first call does something.
    func reach() {
        let waiting = self.state.withLock { state in
            state.isReached = true
            defer { state.waiting = [:] }
            return state.waiting.values
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Suspends until the response is over.
    ///
    /// - Throws: `CancellationError` if the waiting task is cancelled before.
    func wait() async throws {
        let ticket = self.state.withLock { state in
            state.lastTicket += 1
            return state.lastTicket
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let passes = self.state.withLock { state in
                    if state.isReached || state.cancelled.remove(ticket) != nil { return true }
                    state.waiting[ticket] = continuation
                    return false
                }
                if passes { continuation.resume() }
            }
        } onCancel: {
            self.cancel(ticket)
        }
        try Task.checkCancellation()
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
