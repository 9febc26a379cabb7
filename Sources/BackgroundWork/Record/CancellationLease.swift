import BackgroundWorkEvents
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

    enum Phase {
        /// The child has not begun.
        case unopened
        /// The child runs and can be cancelled.
        case open
        /// A canceller is using the child's task.
        case leased
        /// The child was cancelled and runs on.
        case delivered
        /// The child was cancelled before it began.
        case cancelledUnopened
        /// The child is over.
        case closed
    }

    // Private in spirit: Swift 6.3.1 fails to compile a private type in a structure that another file stores inline.
    /// Apart from its phase, which every task passes through, because values that belong to one case alone are slow to move.
    struct State {
        var phase = Phase.unopened
        /// What is lent, from the opening to the end of the loan.
        var borrowed: BorrowedTask?
        /// The child, if it waits for the end of a lease. Boxed: by itself it is as large as only the process knows.
        var ending: Box<CheckedContinuation<Void, Never>>?

        /// What was lent goes back, however long the record is kept.
        mutating func close() {
            self.phase = .closed
            self.borrowed = nil
        }
    }

    private let state = Mutex(State())

    /// Lends the task that calls this.
    ///
    /// What Swift promises of the borrowed task only within a closure is kept here for longer: the child may not end before the loan
    /// has. The asynchronous form of that closure would take three frames of every task, and its first kilobyte does not hold them.
    ///
    /// - Returns: Whether the child may begin; false if it was cancelled before it could.
    func openForCurrentTask() -> Bool {
        let borrowed = unsafe withUnsafeCurrentTask { unsafe BorrowedTask(task: $0) }
        return self.state.withLock { state in
            guard state.phase == .unopened else { return false }
            state.phase = .open
            state.borrowed = borrowed
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
            switch state.phase {
            case .unopened:
                state.phase = .cancelledUnopened
                return nil
            case .open:
                state.phase = .leased
                return state.borrowed
            case .leased, .delivered, .cancelledUnopened, .closed:
                return nil
            }
        }
    }

    /// - Returns: The child, if it waits for this.
    private func endLease() -> CheckedContinuation<Void, Never>? {
        self.state.withLock { state in
            if state.ending == nil { state.phase = .delivered } else { state.close() }
            return state.ending?.value
        }
    }

    /// Ends the loan.
    ///
    /// - Returns: Whether it has ended. If not, a canceller is using the task: see ``waitUntilReturned()``.
    func closeUnlessLeased() -> Bool {
        self.state.withLock { state in
            if state.phase == .leased { return false }
            state.close()
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
                if state.phase == .leased {
                    state.ending = Box(continuation)
                    return true
                }
                state.close()
                return false
            }
            if !waits { continuation.resume() }
        }
    }
}
