import BackgroundWorkEvents
import Logging
import Tracing

extension Runner {
    /// Starts what is accepted, as a child of one group, until a shutdown has drained everything.
    ///
    /// The loop runs on the library's own threads: it starts tasks even while every thread of Swift's global pool is blocked.
    func runTasks() async {
        await withTaskExecutorPreference(self.pool) {
            await withTaskCancellationHandler {
                await withDiscardingTaskGroup { group in
                    // Once more inside the group: Swift tells the innermost first, and what is queued has to be discarded before
                    // the children hear of the cancellation, end, and make room for it.
                    await withTaskCancellationHandler {
                        await self.startAll(in: &group)
                    } onCancel: {
                        self.noteCancelledRun()
                    }
                }
            } onCancel: {
                self.noteCancelledRun()
            }
            self.update { $0.stop(at: $1, &$2) }
        }
    }

    private func noteCancelledRun() {
        self.update { _ = $0.force(by: Requester("cancellation of run()"), .parent, at: $1, &$2) }
    }

    private func startAll(in group: inout DiscardingTaskGroup) async {
        while let records = await self.nextRecords() {
            for record in records {
                group.addTask(name: record.details.name, executorPreference: record, priority: record.priority) {
                    await self.runToItsEnd(record)
                }
            }
        }
    }

    /// The tasks to start now; nil when none will ever follow. Suspends until there are some.
    private func nextRecords() async -> [TaskRecord]? {
        while true {
            switch self.update({ machine, _, _ in machine.nextIntake() }) {
            case .start(let records): return records
            case .end: return nil
            case .wait: break
            }
            await withCheckedContinuation { continuation in
                let waits = self.update { machine, _, _ in machine.park(continuation) }
                if !waits { continuation.resume() }
            }
        }
    }

    private func runToItsEnd(_ record: TaskRecord) async {
        let ending = await unsafe withUnsafeCurrentTask { task in
            guard !Task.isCancelled, unsafe record.lease.open(task) else {
                return RunnerStateMachine.Ending(failure: nil, wasCalled: false, wasCancelled: true)
            }
            let failure = await self.perform(record)
            await record.lease.close()
            return RunnerStateMachine.Ending(failure: failure, wasCalled: true, wasCancelled: Task.isCancelled)
        }
        self.update { $0.finish(record, ending, at: $1, &$2) }
    }

    /// Calls the operation with what travelled with it: its own context, the submitter's logger, a span linked to the
    /// submitter's.
    private func perform(_ record: TaskRecord) async -> RunnerStateMachine.Failure? {
        let context = BackgroundTaskContext(record: record, runner: self)
        return await BackgroundTaskContext.$local.withValue(context) {
            await withLogger(record.logger) { _ in
                await withSpan(record.details.name, context: .topLevel) { span in
                    await self.perform(record, in: span)
                }
            }
        }
    }

    private func perform(_ record: TaskRecord, in span: any Span) async -> RunnerStateMachine.Failure? {
        span.attributes[LogMetadataKey.id] = "\(record.id)"
        let error: (any Error)?
        if let submitter = record.context.trace {
            span.addLink(SpanLink(context: submitter, attributes: [:]))
            // Where no tracer makes contexts of its own, the submitter's is better than none.
            let own = span.context.isEmpty ? submitter : span.context
            error = await ServiceContext.withValue(own) { await record.perform() }
        } else {
            error = await record.perform()
        }
        guard let error else { return nil }
        let text = self.redact(.errorText(String(describing: error), task: record.details.name))
        span.setStatus(SpanStatus(code: .error, message: text))
        return RunnerStateMachine.Failure(error: error, text: text)
    }

    /// `subject` as viewers, logs and reports get to see it.
    func redact(_ subject: RedactionSubject) -> String {
        self.configuration.redact?(subject) ?? subject.text
    }
}
