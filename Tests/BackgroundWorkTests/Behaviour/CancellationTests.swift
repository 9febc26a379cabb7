import BackgroundWork
import BackgroundWorkEvents
import BackgroundWorkTestKit
import InMemoryLogging
import Logging
import Testing

/// Cancelling one task and no other, in the real thing.
@Suite(.timeLimit(.minutes(30)))
struct CancellationTests {
    @Test func `cancelling one task cancels that one and its children, and no other`() async throws {
        try await withAuditedTasks { tasks, _ in
            let (started, mayEnd) = (Gate(), Gate())
            let other = try await tasks.add("other") {
                await mayEnd.wait()
                return Task.isCancelled
            }
            let one = try await tasks.add("one") {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { try await Gate().waitUnlessCancelled() }
                    group.addTask { try await Gate().waitUnlessCancelled() }
                    started.open()
                    try await group.waitForAll()
                }
            }
            await started.wait()
            one.cancel()
            guard case .cancelled(.handle, let error) = await one.outcome else { throw Unexpected() }
            #expect(error is CancellationError)
            mayEnd.open()
            #expect(try await other.value == false)
        }
    }

    @Test func `a task that is cancelled in the queue is never called`() async throws {
        try await withAuditedTasks(configuration: .init(maximumRunning: 1)) { tasks, _ in
            let mayEnd = Gate()
            let first = try await tasks.add("first") { await mayEnd.wait() }
            let second = try await tasks.add("second") { Issue.record("it was called") }
            second.cancel()
            guard case .cancelled(.handle, nil) = await second.outcome else { throw Unexpected() }
            mayEnd.open()
            #expect(await first.outcome.kind == .succeeded)
        }
    }

    @Test func `a person cancels by ID, and everybody hears who it was`() async throws {
        try await withAuditedTasks { tasks, recorder in
            let person = Requester("x at the server", user: "ada")
            let one = try await tasks.add("one") { try await Gate().waitUnlessCancelled() }
            let two = try await tasks.add("two") { try await Gate().waitUnlessCancelled() }
            tasks.perform(.cancel([one.id, two.id, 99]), by: person)
            guard case .cancelled(.person(person), _) = await one.outcome else { throw Unexpected() }
            guard case .cancelled(.person(person), _) = await two.outcome else { throw Unexpected() }
            let entry = try #require(EventLedger(recorder.events).audits.first)
            #expect(entry.requester == person)
            #expect(entry.result == "2 tasks have been asked to stop; 1 had ended, or were asked before")
            #expect(!entry.wasRefused)
        }
    }

    @Test func `a task that runs longer than its timeout has timed out`() async throws {
        let timer = ManualTimer()
        try await withAuditedTasks(timer: timer) { tasks, recorder in
            let started = Gate()
            let task = try await tasks.add("slow", options: .init(timeout: .seconds(5))) {
                started.open()
                try await Gate().waitUnlessCancelled()
            }
            await started.wait()
            timer.advance(by: .seconds(5))
            guard case .timedOut(let error) = await task.outcome else { throw Unexpected() }
            #expect(error is CancellationError)
            let thrown = await #expect(throws: BackgroundTasksError.self) { try await task.value }
            #expect(thrown?.code == .timedOut)
            #expect(recorder.events.compactMap(\.end).map(\.cancellation?.cause) == [.timeout(.seconds(5))])
        }
    }

    @Test func `a task that was asked to stop and returns a value succeeded, after cancellation`() async throws {
        try await withAuditedTasks { tasks, recorder in
            let started = Gate()
            let task = try await tasks.add("late") {
                started.open()
                try? await Gate().waitUnlessCancelled()
                return 42
            }
            await started.wait()
            task.cancel()
            #expect(try await task.value == 42)
            #expect(recorder.events.compactMap(\.end).map(\.isAfterCancellation) == [true])
        }
    }

    @Test func `a handler that blocks is reported, and other cancellations are delivered all the same`() async throws {
        let timer = ManualTimer()
        let lines = InMemoryLogHandler()
        let logger = Logger(label: "test", factory: { _ in lines })
        try await withAuditedTasks(logger: logger, timer: timer) { tasks, recorder in
            let (started, blocked, mayReturn, mayEnd) = (Gate(), Gate(), ThreadGate(), Gate())
            defer {
                mayReturn.open()
                mayEnd.open()
            }
            let culprit = try await tasks.add("culprit") {
                await withTaskCancellationHandler {
                    started.open()
                    await mayEnd.wait()
                } onCancel: {
                    blocked.open()
                    mayReturn.block()
                }
            }
            let other = try await tasks.add("other") { try await Gate().waitUnlessCancelled() }
            await started.wait()
            culprit.cancel()
            await blocked.wait()
            other.cancel()
            timer.advance(by: .seconds(1))
            #expect(await other.outcome.kind == .cancelled)
            try await recorder.first { $0.isWarning(of: culprit.id, .blockingHandler, isRaised: true) }
            let third = try await tasks.add("third") { try await Gate().waitUnlessCancelled() }
            third.cancel()
            #expect(await third.outcome.kind == .cancelled)
            mayReturn.open()
            try await recorder.first { $0.isWarning(of: culprit.id, .blockingHandler, isRaised: false) }
            mayEnd.open()
            #expect(await culprit.outcome.kind == .succeeded)
        }
        // Written by a thread of its own.
        while !lines.entries.contains(where: { $0.level == .warning }) {
            try Task.checkCancellation()
            await Task.yield()
        }
        let warnings = lines.entries.filter { $0.level == .warning }
        #expect(warnings.map { $0.metadata["background_task.name"] } == ["culprit"])
    }

    @Test func `deadlines fall due although the log takes nothing of a handler that blocks`() async throws {
        let timer = ManualTimer()
        let (mayLog, mayReturn) = (ThreadGate(), ThreadGate())
        defer { mayLog.open() }
        let logger = Logger(label: "test", factory: { _ in StuckLogHandler(mayGoOn: mayLog) })
        try await withAuditedTasks(logger: logger, timer: timer) { tasks, recorder in
            let (started, blocked, mayEnd) = (Gate(), Gate(), Gate())
            defer {
                mayReturn.open()
                mayEnd.open()
            }
            let culprit = try await tasks.add("culprit") {
                await withTaskCancellationHandler {
                    started.open()
                    await mayEnd.wait()
                } onCancel: {
                    blocked.open()
                    mayReturn.block()
                }
            }
            await started.wait()
            culprit.cancel()
            await blocked.wait()
            // It is on this thread that deadlines fall due.
            timer.advance(by: .seconds(1))
            try await recorder.first { $0.isWarning(of: culprit.id, .blockingHandler, isRaised: true) }
        }
    }

    @Test func `a handler that returns in time is not reported`() async throws {
        let timer = ManualTimer()
        try await withAuditedTasks(timer: timer) { tasks, recorder in
            let task = try await tasks.add("task") { try await Gate().waitUnlessCancelled() }
            task.cancel()
            _ = await task.outcome
            timer.advance(by: .seconds(10))
            #expect(recorder.events.compactMap(\.warning).isEmpty)
        }
    }

    @Test func `a handler may submit, cancel and look at its own pool`() async throws {
        try await withAuditedTasks { tasks, _ in
            let started = Gate()
            let other = try await tasks.add("other") { try await Gate().waitUnlessCancelled() }
            let task = try await tasks.add("task") {
                try await withTaskCancellationHandler {
                    started.open()
                    try await Gate().waitUnlessCancelled()
                } onCancel: {
                    other.cancel()
                    _ = tasks.totals
                    _ = try? tasks.addUnlessFull("from the handler") {}
                }
            }
            await started.wait()
            task.cancel()
            #expect(await task.outcome.kind == .cancelled)
            #expect(await other.outcome.kind == .cancelled)
        }
    }

    private struct Unexpected: Error {}
}

extension TaskEvent {
    func isWarning(of id: BackgroundTaskID, _ kind: TaskWarning.Kind, isRaised: Bool) -> Bool {
        guard let warning = self.warning else { return false }
        return warning.id == id && warning.kind == kind && warning.isRaised == isRaised
    }
}

/// A log of which nobody reads the lines: writing a warning takes for ever.
private struct StuckLogHandler: LogHandler {
    let mayGoOn: ThreadGate
    var logLevel = Logger.Level.warning
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { self.metadata[key] }
        set { self.metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        self.mayGoOn.block()
    }
}
