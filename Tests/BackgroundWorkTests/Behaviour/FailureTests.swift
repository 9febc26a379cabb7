import BackgroundWork
import BackgroundWorkEvents
import BackgroundWorkTestKit
import InMemoryLogging
import Logging
import Testing

/// A failure is an event, not a crash.
@Suite(.timeLimit(.minutes(30)))
struct FailureTests {
    let lines = InMemoryLogHandler()
    var logger: Logger { Logger(label: "test", factory: { _ in self.lines }) }

    @Test func `what is logged of a failure says what was said of the task, and whose it is`() async throws {
        try await withAuditedTasks(logger: self.logger) { tasks, _ in
            let fields: [TaskDescription.Field] = [.init("order", "7"), .init("error", "none"), .init("order", "8")]
            let options = BackgroundTaskOptions(origin: "POST /orders", fields: fields)
            _ = await (try await tasks.add("failing", options: options) { throw Failure() }).outcome
        }
        #expect(
            self.lines.entries.filter { $0.level == .error }.map(\.metadata) == [
                [
                    "background_task.id": "1", "background_task.name": "failing", "error": "the disk is full",
                    "from": "POST /orders", "order": "7",
                ]
            ]
        )
    }

    @Test func `a failure is logged once, counted, told and swallowed, and others go on`() async throws {
        try await withAuditedTasks(logger: self.logger) { tasks, recorder in
            let (started, mayEnd) = (Gate(), Gate())
            let other = try await tasks.add("other") {
                started.open()
                await mayEnd.wait()
                return 42
            }
            await started.wait()
            let failing = try await tasks.add("failing") { throw Failure() }
            guard case .failed(let error) = await failing.outcome else { throw Unexpected() }
            #expect(error is Failure)
            await #expect(throws: Failure.self) { try await failing.value }
            mayEnd.open()
            #expect(try await other.value == 42)
            let after = try await tasks.add("after") { 43 }
            #expect(try await after.value == 43)
            #expect(tasks.totals.failed == 1)
            #expect(recorder.events.compactMap(\.end).map(\.errorText) == ["the disk is full", nil, nil])
        }
        let errors = self.lines.entries.filter { $0.level == .error }
        #expect(errors.map(\.message) == ["Background task failed"])
        #expect(
            errors.map(\.metadata) == [
                ["background_task.id": "2", "background_task.name": "failing", "error": "the disk is full"]
            ]
        )
    }

    @Test func `what was cancelled, timed out or discarded is no failure, and no error in the log`() async throws {
        let timer = ManualTimer()
        try await withAuditedTasks(
            configuration: .init(maximumRunning: 2, queuedOnShutdown: .discard),
            logger: self.logger,
            timer: timer
        ) { tasks, _ in
            let (one, two) = (Gate(), Gate())
            let cancelled = try await tasks.add("cancelled") {
                one.open()
                try await Gate().waitUnlessCancelled()
            }
            let timesOut = try await tasks.add("times out", options: .init(timeout: .seconds(1))) {
                two.open()
                try await Gate().waitUnlessCancelled()
            }
            let discarded = try await tasks.add("discarded") {}
            await one.wait()
            await two.wait()
            tasks.perform(.drain, by: Requester("test"))
            #expect(await discarded.outcome.kind == .discarded)
            cancelled.cancel()
            #expect(await cancelled.outcome.kind == .cancelled)
            // Not before: a delivery that is under way while a second passes is one that a handler holds up.
            timer.advance(by: .seconds(1))
            #expect(await timesOut.outcome.kind == .timedOut)
        }
        #expect(self.lines.entries.filter { $0.level >= .error }.isEmpty)
        // A timeout is no error of anybody's, but somebody may be looking for it.
        let warnings = self.lines.entries.filter { $0.level == .warning }
        #expect(warnings.map { "\($0.message)" } == ["Background task timed out"])
    }

    @Test func `a CancellationError that nobody asked for is a failure`() async throws {
        try await withAuditedTasks { tasks, _ in
            let task = try await tasks.add("task") { throw CancellationError() }
            guard case .failed(let error) = await task.outcome else { throw Unexpected() }
            #expect(error is CancellationError)
        }
    }

    @Test func `an error of the library says what, of which task, and where it was submitted`() async throws {
        let timer = ManualTimer()
        try await withAuditedTasks(timer: timer) { tasks, _ in
            let started = Gate()
            let options = BackgroundTaskOptions(timeout: .seconds(1))
            let task = try await tasks.add("slow", options: options, fileID: "Shop/Orders.swift", line: 12) {
                started.open()
                try await Gate().waitUnlessCancelled()
            }
            await started.wait()
            timer.advance(by: .seconds(1))
            let error = try #require(await #expect(throws: BackgroundTasksError.self) { try await task.value })
            #expect(error.cause is CancellationError)
            #expect(
                error.description == """
                    The background task "slow" (1) ran longer than its timeout. (CancellationError()) \
                    [submitted at Shop/Orders.swift:12]
                    """
            )
        }
    }

    @Test func `a refusal says so`() async throws {
        let tasks = BackgroundTasks(logger: .silent)
        tasks.perform(.drain, by: Requester("test"))
        let error = try #require(
            await #expect(throws: BackgroundTasksError.self) {
                try await tasks.add("late", fileID: "Shop/Orders.swift", line: 12) {}
            }
        )
        #expect(error.code == .shuttingDown)
        #expect(
            error.description
                == "The task \"late\" was not accepted: the server is shutting down. [submitted at Shop/Orders.swift:12]"
        )
    }

    private struct Failure: Error, CustomStringConvertible {
        var description: String { "the disk is full" }
    }

    private struct Unexpected: Error {}
}
