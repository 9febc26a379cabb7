public import BackgroundWorkEvents

/// A submitted task, for whoever wants to cancel it or to know how it ended. Dropping it changes nothing.
///
/// Safe to use from any thread and any task.
public struct BackgroundTaskHandle<Success: Sendable>: Sendable {
    let record: TaskRecord

    /// The number under which viewers, logs and reports know the task.
    public var id: BackgroundTaskID { self.record.id }

    public var name: String { self.record.details.name }

    /// Asks the task to stop. One that is still queued ends at once, and its operation is never called; one that runs is
    /// cancelled as any Swift task is: it has to look, and may go on. Returns at once; cancellation handlers run elsewhere.
    public func cancel() {
        self.record.runner.update { _ = $0.requestCancel(self.record, .handle, at: $1, &$2) }
    }

    /// How the task ended, as soon as it has.
    ///
    /// Suspends until then, even if the caller is cancelled: the task does not end because somebody stopped waiting for it.
    public var outcome: BackgroundTaskOutcome<Success> {
        get async {
            let runner = self.record.runner
            if let waiting = runner.callersTask {
                runner.update { _ = $0.noteWait(of: waiting, for: self.record, at: $1, &$2) }
            }
            let value = await self.record.result.settled()
            let settlement = self.record.settlement
            switch settlement.outcome {
            case .succeeded: return .succeeded(Self.success(value))
            case .failed:
                guard let error = settlement.error else { preconditionFailure("a task failed without an error") }
                return .failed(error)
            case .cancelled: return .cancelled(settlement.cause ?? .parent, settlement.error)
            case .timedOut: return .timedOut(settlement.error)
            case .discarded: return .discarded
            }
        }
    }

    private static func success(_ value: (any Sendable)?) -> Success {
        // What returns nothing keeps nothing.
        guard let value = value as? Success ?? () as? Success else { preconditionFailure("a task succeeded without a value") }
        return value
    }

    /// What the task returned. Suspends as ``outcome`` does.
    ///
    /// - Throws: What the operation threw, if it failed; ``BackgroundTasksError`` with the code `cancelled`, `timedOut` or
    ///   `discarded` (and the operation's error as its cause) if that is how it ended.
    public var value: Success {
        get async throws {
            switch await self.outcome {
            case .succeeded(let value): return value
            case .failed(let error): throw error
            case .cancelled(let cause, let error):
                throw self.error(.cancelled, "was cancelled by \(cause)", error)
            case .timedOut(let error):
                throw self.error(.timedOut, "ran longer than its timeout", error)
            case .discarded:
                throw self.error(.discarded, "was discarded by a shutdown before it could start", nil)
            }
        }
    }

    private func error(_ code: BackgroundTasksError.Code, _ what: String, _ cause: (any Error)?) -> BackgroundTasksError {
        BackgroundTasksError(
            code,
            "The background task \"\(self.name)\" (\(self.id)) \(what).",
            cause: cause,
            location: self.record.details.location
        )
    }
}
