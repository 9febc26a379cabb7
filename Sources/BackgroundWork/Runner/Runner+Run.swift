import BackgroundWorkEvents
import DequeModule
import Logging
import Tracing

extension Runner {
    /// How many tasks are started before those have a turn.
    private static let startsPerTurn = 64

    /// Starts what is accepted, as a child of one group, until a shutdown has drained everything.
    ///
    /// The loop runs on the library's own threads: it starts tasks even while every thread of Swift's global pool is blocked.
    func runTasks() async {
        self.lookForTracer()
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
        var records: Deque<TaskRecord> = []
        var started = 0
        while let next = await self.nextRecords(leaving: records) {
            records = next
            for record in records { self.start(record, in: &group) }
            started += records.count
            records.removeAll(keepingCapacity: true)
            // With one thread, and a submitter who is as fast as this, none of them would ever get it.
            guard started >= Self.startsPerTurn else { continue }
            started = 0
            await Task.yield()
        }
    }

    /// Makes a child of the group.
    ///
    /// What travels with a task is bound here, around its creation, and inherited by it: bound inside of it, it would cost the task
    /// two suspensions more for each binding. The Swift task gets no name of its own: that would be copied for each of them, and cost
    /// an eighth of an empty task; its context knows it.
    private func start(_ record: TaskRecord, in group: inout DiscardingTaskGroup) {
        let executor: any TaskExecutor = self.configuration.instrumentation == .full ? record : globalConcurrentExecutor
        BackgroundTaskContext.$local.withValue(BackgroundTaskContext(record: record, node: 0)) {
            withLogger(record.logger) { _ in
                group.addTask(executorPreference: executor, priority: TaskPriority(rawValue: record.priority)) {
                    await record.runToItsEnd()
                }
            }
        }
    }

    /// The tasks to start now; nil when none will ever follow. Suspends until there are some.
    ///
    /// - Parameter room: An empty list that has room.
    private func nextRecords(leaving room: Deque<TaskRecord>) async -> Deque<TaskRecord>? {
        while true {
            switch self.update({ machine, _, _ in machine.nextIntake(leaving: room) }) {
            case .start(let records): return records
            case .end: return nil
            case .wait: break
            }
            await withCheckedContinuation { continuation in
                let waits = self.update { machine, _, _ in machine.park { continuation.resume() } }
                if !waits { continuation.resume() }
            }
        }
    }

    /// `subject` as viewers, logs and reports get to see it.
    func redact(_ subject: RedactionSubject) -> String {
        self.configuration.redact?(subject) ?? subject.text
    }
}

extension TaskRecord {
    /// What the child of the group does. Its frames come out of the first kilobyte that a Swift task has, or else each task takes a
    /// second one: so there is as little in them as can be, and few awaits, after each of which the runtime looks up where the task
    /// is to go on.
    @inline(__always)
    fileprivate func runToItsEnd() async {
        var failure: (any Error)?
        do {
            // What it captured goes with this scope: whoever hears of the task's end finds it gone.
            guard let operation = self.begin() else { return self.finish(nil, wasCalled: false) }
            if self.isTraced {
                self.result.keep(try await self.withSpan(operation))
            } else {
                // Not by its own method, which would be a frame more.
                switch operation {
                case .void(let operation): try await operation()
                case .returning(let operation): self.result.keep(try await operation())
                }
            }
        } catch {
            failure = error
        }
        if !self.lease.closeUnlessLeased() { await self.lease.waitUntilReturned() }
        self.finish(failure, wasCalled: true)
    }

    /// Where nobody traces, a span would be made for nobody.
    private var isTraced: Bool { self.context.trace != nil || self.runner.hasTracer }

    /// - Returns: What is to be called; nil if the task was cancelled before it came to that.
    @inline(never)
    private func begin() -> TaskOperation? {
        guard !Task.isCancelled, self.lease.openForCurrentTask() else { return nil }
        return self.result.takeOperation()
    }

    @inline(never)
    private func finish(_ error: (any Error)?, wasCalled: Bool) {
        let ending = RunnerStateMachine.Ending(
            failure: error.map(self.failure),
            wasCalled: wasCalled,
            wasCancelled: wasCalled ? error != nil && Task.isCancelled : true,
            isSpent: self.context.trace == nil && self.result.isEmpty
        )
        self.runner.update { $0.finish(self, ending, at: $1, &$2) }
        self.result.settle()
    }

    private func failure(_ error: any Error) -> RunnerStateMachine.Failure {
        let text = self.runner.redact(.errorText(String(describing: error), task: self.details.name))
        return RunnerStateMachine.Failure(error: error, text: text)
    }

    /// Calls the operation in a span linked to the submitter's.
    ///
    /// Never part of its caller's frame, which every task pays for.
    @inline(never)
    private func withSpan(_ operation: TaskOperation) async throws -> Box<any Sendable>? {
        let span = startSpan(self.details.name, context: .topLevel)
        defer { span.end() }
        span.attributes[LogMetadataKey.id] = "\(self.id)"
        var context = span.context
        if let submitter = self.context.trace {
            span.addLink(SpanLink(context: submitter, attributes: [:]))
            // Where no tracer makes contexts of its own, the submitter's is better than none.
            if context.isEmpty { context = submitter }
        }
        do {
            return try await ServiceContext.withValue(context) { try await operation.call() }
        } catch {
            // As viewers get to see it, not as it is.
            span.setStatus(SpanStatus(code: .error, message: self.failure(error).text))
            throw error
        }
    }
}
