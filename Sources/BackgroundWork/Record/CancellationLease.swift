import Synchronization

/// Lets another thread cancel exactly one child of a group, which the group itself cannot do.
///
/// The child lends its `UnsafeCurrentTask` for as long as its operation runs. A canceller takes a lease, cancels with no lock held
/// (cancelling runs the task's cancellation handlers, which may do anything), and gives it back; a child that wants to end
/// meanwhile waits until it has. So the borrowed task is never used after its life.
struct CancellationLease: ~Copyable, Sendable {
    /// A child's own task, safe because the lease never uses it after the child's end.
    @safe struct BorrowedTask: @unchecked Sendable {
        let task: UnsafeCurrentTask?
    }

    // Private in spirit: Swift 6.3.1 fails to compile a private type in a structure that another file stores inline.
    enum State {
        /// The child has not begun.
        case unopened
        /// The child runs and can be cancelled.
        case open(BorrowedTask)
        /// A canceller is using the child's task.
        case leased
        /// As ``leased``, and the child waits for the lease to end.
        case leasedAndEnding(CheckedContinuation<Void, Never>)
        /// The child was cancelled and runs on.
        case delivered
        /// The child was cancelled before it began.
        case cancelledUnopened
        /// The child is over.
        case closed
    }

    private let state = Mutex(State.unopened)

    /// Lends `task`, the caller's own.
    ///
    /// - Returns: Whether the child may begin; false if it was cancelled before it could.
    func open(_ task: UnsafeCurrentTask?) -> Bool {
        self.state.withLock { state in
            guard case .unopened = state else { return false }
            state = unsafe .open(BorrowedTask(task: task))
            return true
        }
    }

    /// Cancels the child, if it has begun, and runs its cancellation handlers on this thread; what has not begun never will.
    /// Only the first call does something.
    ///
    /// - Parameter delivered: Called between the last handler and the child's end, if there was a child to cancel.
    func deliver(delivered: () -> Void = {}) {
        guard let borrowed = self.lease() else { return }
        unsafe borrowed.task?.cancel()
        delivered()
        self.endLease()?.resume()
    }

    private func lease() -> BorrowedTask? {
        self.state.withLock { state in
            switch state {
            case .unopened:
                state = .cancelledUnopened
                return nil
            case .open(let borrowed):
                state = .leased
                return borrowed
            case .leased, .leasedAndEnding, .delivered, .cancelledUnopened, .closed:
                return nil
            }
        }
    }

    /// - Returns: The child, if it waits for this.
    private func endLease() -> CheckedContinuation<Void, Never>? {
        self.state.withLock { state in
            if case .leasedAndEnding(let ending) = state {
                state = .closed
                return ending
            }
            state = .delivered
            return nil
        }
    }

    /// Ends the loan.
    ///
    /// - Returns: Whether it has ended. If not, a canceller is using the task: see ``waitUntilReturned()``.
    func closeUnlessLeased() -> Bool {
        self.state.withLock { state in
            if case .leased = state { return false }
            state = .closed
            return true
        }
    }

    /// Ends the loan, as soon as no canceller uses the task any more.
    ///
    /// Never part of its caller's frame, which every task pays for.
    @inline(never)
    func waitUntilReturned() async {
        await withCheckedContinuation { continuation in
            let waits = self.state.withLock { state in
                if case .leased = state {
                    state = .leasedAndEnding(continuation)
                    return true
                }
                state = .closed
                return false
            }
            if !waits { continuation.resume() }
        }
    }
}
