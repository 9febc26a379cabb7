import Synchronization

/// Lets another thread cancel exactly one child of a group, which the group itself cannot do.
///
/// The child lends its `UnsafeCurrentTask` for as long as its operation runs. A canceller takes a lease with one atomic
/// operation, cancels with no lock held (cancelling runs the task's cancellation handlers, which may do anything), and gives it
/// back; a child that wants to end meanwhile waits until it has. So the borrowed task is never used after its life.
@safe final class CancellationLease: Sendable {
    private enum State {
        /// The child has not begun.
        static let unopened = 0
        /// The child runs and can be cancelled.
        static let open = 1
        /// A canceller is using the child's task.
        static let leased = 2
        /// As ``leased``, and the child waits for the lease to end.
        static let leasedAndEnding = 3
        /// The child was cancelled and runs on.
        static let delivered = 4
        /// The child was cancelled before it began.
        static let cancelledUnopened = 5
        /// The child is over.
        static let closed = 6
    }

    private let state = Atomic<Int>(State.unopened)
    /// Written by the child before it opens the lease, read by the canceller that holds it.
    private nonisolated(unsafe) var task: UnsafeCurrentTask?
    /// Written by the child before it marks itself as ending, resumed by the canceller.
    private nonisolated(unsafe) var ending: CheckedContinuation<Void, Never>?

    /// Lends `task`, the caller's own.
    ///
    /// - Returns: Whether the child may begin; false if it was cancelled before it could.
    func open(_ task: UnsafeCurrentTask?) -> Bool {
        unsafe self.task = task
        return self.state.compareExchange(
            expected: State.unopened,
            desired: State.open,
            ordering: .acquiringAndReleasing
        ).exchanged
    }

    /// Cancels the child, if it has begun, and runs its cancellation handlers on this thread; what has not begun never will.
    /// Only the first call does something.
    func deliver() {
        let (started, state) = self.state.compareExchange(
            expected: State.open,
            desired: State.leased,
            ordering: .acquiringAndReleasing
        )
        guard started else {
            if state == State.unopened {
                let (exchanged, _) = self.state.compareExchange(
                    expected: State.unopened,
                    desired: State.cancelledUnopened,
                    ordering: .acquiringAndReleasing
                )
                // It began at this very moment.
                if !exchanged { self.deliver() }
            }
            return
        }
        unsafe self.task?.cancel()
        let (released, _) = self.state.compareExchange(
            expected: State.leased,
            desired: State.delivered,
            ordering: .acquiringAndReleasing
        )
        if !released {
            self.state.store(State.closed, ordering: .releasing)
            unsafe self.ending?.resume()
        }
    }

    /// Ends the loan. Suspends only while a canceller is using the task.
    func close() async {
        if self.closeUnlessLeased() { return }
        await withCheckedContinuation { continuation in
            unsafe self.ending = continuation
            let (waits, _) = self.state.compareExchange(
                expected: State.leased,
                desired: State.leasedAndEnding,
                ordering: .acquiringAndReleasing
            )
            if !waits {
                self.state.store(State.closed, ordering: .releasing)
                continuation.resume()
            }
        }
    }

    private func closeUnlessLeased() -> Bool {
        for state in [State.open, State.delivered, State.cancelledUnopened] {
            let (closed, _) = self.state.compareExchange(
                expected: state,
                desired: State.closed,
                ordering: .acquiringAndReleasing
            )
            if closed { return true }
        }
        return false
    }
}
