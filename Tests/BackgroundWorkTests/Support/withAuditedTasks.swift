import BackgroundWork
import BackgroundWorkEvents
import BackgroundWorkTestKit
import Logging
import Testing

/// As `withBackgroundTasks`, with everything recorded from the beginning; when all is over the record is audited: nothing in it
/// contradicts itself, every task is accounted for, and the report says the same.
@discardableResult
func withAuditedTasks<Result: Sendable>(
    configuration: BackgroundTasks.Configuration = .init(),
    logger: Logger = .silent,
    timer: (any DeadlineTimer)? = nil,
    sourceLocation: SourceLocation = #_sourceLocation,
    _ body: @Sendable (BackgroundTasks, EventRecorder) async throws -> Result
) async throws -> Result {
    let (result, tasks, recorder) = try await withBackgroundTasks(
        configuration: configuration,
        logger: logger,
        timer: timer
    ) { tasks in
        let recorder = EventRecorder(tasks)
        return (try await body(tasks, recorder), tasks, recorder)
    }
    audit(recorder.events, of: tasks, sourceLocation: sourceLocation)
    return result
}

/// Checks a record of everything that some tasks did against what they say of themselves now that they are over.
func audit(_ events: [TaskEvent], of tasks: BackgroundTasks, sourceLocation: SourceLocation = #_sourceLocation) {
    let ledger = EventLedger(events)
    #expect(ledger.violations == [], sourceLocation: sourceLocation)
    #expect(ledger.live.isEmpty, "tasks that never ended", sourceLocation: sourceLocation)
    #expect(ledger.totals == tasks.totals, sourceLocation: sourceLocation)
    #expect(ledger.report == tasks.report, sourceLocation: sourceLocation)
    #expect(tasks.report?.totals.submitted == tasks.totals.submitted, sourceLocation: sourceLocation)
    #expect(tasks.report?.totals.alive == 0, sourceLocation: sourceLocation)
    #expect(tasks.drainStatus.phase == .stopped, sourceLocation: sourceLocation)
}
