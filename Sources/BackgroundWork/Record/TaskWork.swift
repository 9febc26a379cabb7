import BackgroundWorkEvents
import Synchronization

/// A task with its operation and its result, in one allocation.
final class TaskWork<Success: Sendable>: TaskRecord, @unchecked Sendable {
    private enum Result {
        case pending(value: Success?, waiters: [CheckedContinuation<BackgroundTaskOutcome<Success>, Never>])
        case settled(BackgroundTaskOutcome<Success>)
    }

    private let operation: Mutex<(@Sendable () async throws -> Success)?>
    private let result = Mutex(Result.pending(value: nil, waiters: []))

    init(
        details: TaskDescription.Details,
        priority: TaskPriority,
        context: SubmittedContext,
        pool: WorkerPool,
        operation: @escaping @Sendable () async throws -> Success
    ) {
        self.operation = Mutex(operation)
        super.init(details: details, priority: priority, context: context, pool: pool)
    }

    override func perform() async -> (any Error)? {
        // Taken out, so that what the operation captured goes when it ends, however long somebody keeps the handle.
        guard let operation = self.takeOperation() else { return nil }
        do {
            let value = try await operation()
            self.result.withLock { result in
                if case .pending(_, let waiters) = result { result = .pending(value: value, waiters: waiters) }
            }
            return nil
        } catch {
            return error
        }
    }

    override func settle(_ settlement: Settlement) {
        _ = self.takeOperation()
        let (outcome, waiters) = self.result.withLock { result in
            guard case .pending(let value, let waiters) = result else {
                preconditionFailure("a task settled twice")
            }
            let outcome = Self.outcome(settlement, value: value)
            result = .settled(outcome)
            return (outcome, waiters)
        }
        for waiter in waiters { waiter.resume(returning: outcome) }
    }

    /// The outcome, as soon as there is one. A cancelled caller keeps waiting for it.
    func outcome() async -> BackgroundTaskOutcome<Success> {
        await withCheckedContinuation { continuation in
            let outcome: BackgroundTaskOutcome<Success>? = self.result.withLock { result in
                switch result {
                case .settled(let outcome):
                    return outcome
                case .pending(let value, var waiters):
                    waiters.append(continuation)
                    result = .pending(value: value, waiters: waiters)
                    return nil
                }
            }
            if let outcome { continuation.resume(returning: outcome) }
        }
    }

    private func takeOperation() -> (@Sendable () async throws -> Success)? {
        self.operation.withLock { operation in
            defer { operation = nil }
            return operation
        }
    }

    private static func outcome(_ settlement: Settlement, value: Success?) -> BackgroundTaskOutcome<Success> {
        switch settlement.outcome {
        case .succeeded:
            guard let value else { preconditionFailure("a task succeeded without a value") }
            return .succeeded(value)
        case .failed:
            guard let error = settlement.error else { preconditionFailure("a task failed without an error") }
            return .failed(error)
        case .cancelled:
            return .cancelled(settlement.cause ?? .parent, settlement.error)
        case .timedOut:
            return .timedOut(settlement.error)
        case .discarded:
            return .discarded
        }
    }
}
