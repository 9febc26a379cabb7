import BackgroundWork
import BackgroundWorkEvents
import BackgroundWorkTestKit
import InMemoryLogging
import Logging
import TestSupport
import Testing

/// The library does all that asgi-background does, the Python library that it grew from: each of that library's behaviours, and
/// what its users suffer from, as a test of the same meaning here. Its `max_workers` is our `maximumRunning`, its `add_task` our
/// `add`, its `add_task_no_wait` our `addUnlessFull`; the request is the test itself.
@Suite(.timeLimit(.minutes(30)))
struct SeedBehaviourTests {
    @Test func `a background task does not hold up the response: it may wait for the response to be sent`() async throws {
        try await withAuditedTasks { tasks, _ in
            let responseSent = Gate()
            let task = try await tasks.add("after the response") {
                await responseSent.wait()
                return "done"
            }
            responseSent.open()
            #expect(try await task.value == "done")
        }
    }

    @Test func `with max_workers 1 two tasks never overlap`() async throws {
        try await withAuditedTasks(configuration: .init(maximumRunning: 1)) { tasks, _ in
            let running = Counter()
            let handles = try await Self.collect(0..<20) { _ in
                try await tasks.add("task") {
                    running.count()
                    await Task.yield()
                    #expect(running.value == 1)
                    running.count(-1)
                }
            }
            for handle in handles { #expect(await handle.outcome.kind == .succeeded) }
        }
    }

    @Test(arguments: [Int.max, 2])
    func `without a limit, or with a higher one, they overlap`(maximumRunning: Int) async throws {
        try await withAuditedTasks(configuration: .init(maximumRunning: maximumRunning)) { tasks, _ in
            // Each waits for the other to have started: they end only if both run at once.
            let (first, second) = (Gate(), Gate())
            let one = try await tasks.add("one") {
                first.open()
                await second.wait()
            }
            let two = try await tasks.add("two") {
                second.open()
                await first.wait()
            }
            #expect(await one.outcome.kind == .succeeded)
            #expect(await two.outcome.kind == .succeeded)
        }
    }

    @Test func `what was added without waiting overlaps as well`() async throws {
        try await withAuditedTasks { tasks, _ in
            let (first, second) = (Gate(), Gate())
            let one = try tasks.addUnlessFull("one") {
                first.open()
                await second.wait()
            }
            let two = try tasks.addUnlessFull("two") {
                second.open()
                await first.wait()
            }
            #expect(await one?.outcome.kind == .succeeded)
            #expect(await two?.outcome.kind == .succeeded)
        }
    }

    @Test func `adding without waiting to a full pool says so, and the number is exact`() async throws {
        // The seed raises WouldBlock at 2N - 1 outstanding tasks; here running and queued are counted apart.
        try await withAuditedTasks(configuration: .init(maximumRunning: 2, maximumQueued: 3)) { tasks, _ in
            let mayEnd = Gate()
            for _ in 0..<5 {
                let handle = try tasks.addUnlessFull("task") { await mayEnd.wait() }
                #expect(handle != nil)
            }
            let refused = try tasks.addUnlessFull("one too many") { Issue.record("it was called") }
            #expect(refused == nil)
            mayEnd.open()
        }
    }

    @Test func `adding to a full pool waits for room`() async throws {
        try await withAuditedTasks(configuration: .init(maximumRunning: 1, maximumQueued: 0)) { tasks, recorder in
            let mayEnd = Gate()
            defer { mayEnd.open() }
            try await tasks.add("holds the place") { await mayEnd.wait() }
            async let waiting = tasks.add("waits") { 42 }
            try await recorder.first {
                if case .capacityChanged(let capacity) = $0.kind { capacity.callersWaiting == 1 } else { false }
            }
            #expect(tasks.totals.submitted == 1)
            mayEnd.open()
            #expect(try await waiting.value == 42)
        }
    }

    @Test func `an error is logged, and the response is as if nothing had happened`() async throws {
        let lines = InMemoryLogHandler()
        try await withAuditedTasks(logger: Logger(label: "test", factory: { _ in lines })) { tasks, _ in
            let task = try await tasks.add("fails") { throw Failure() }
            #expect(await task.outcome.kind == .failed)
        }
        let errors = lines.entries.filter { $0.level == .error }
        #expect(errors.map(\.message) == ["Background task failed"])
        #expect(errors.map { $0.metadata["error"] } == ["Failure()"])
    }

    @Test func `a limit below 1 is a mistake that is told at once`() async {
        #expect(BackgroundTasks.Configuration(maximumRunning: 0).problem == "maximumRunning is 0; at least 1 task has to run")
        #expect(BackgroundTasks.Configuration(maximumRunning: 1).problem == nil)
        await #expect(processExitsWith: .failure) {
            _ = BackgroundTasks(configuration: .init(maximumRunning: 0))
        }
    }

    @Test func `on shutdown everything that is queued is run`() async throws {
        let tasks = BackgroundTasks(
            configuration: .init(maximumRunning: 1, shutdownGracePeriod: .seconds(3_600)),
            logger: .silent
        )
        let called = Counter()
        for _ in 0..<50 { try await tasks.add("task") { called.count() } }
        tasks.perform(.drain, by: Requester("lifespan.shutdown"))
        try await tasks.run()
        #expect(called.value == 50)
        #expect(tasks.report?.isClean == true)
    }

    @Test func `unlike there, a shutdown has a deadline`() async throws {
        let timer = ManualTimer()
        let tasks = BackgroundTasks(configuration: .init(maximumRunning: 1), logger: .silent, timer: timer)
        async let running: Void = tasks.run()
        let started = Gate()
        let task = try await tasks.add("would run for ever") {
            started.open()
            try await Gate().waitUnlessCancelled()
        }
        let queued = try await tasks.add("queued") { Issue.record("it was called") }
        await started.wait()
        tasks.perform(.drain, by: Requester("test"))
        timer.advance(by: .seconds(20))
        try await running
        #expect(await task.outcome.kind == .cancelled)
        #expect(await queued.outcome.kind == .discarded)
    }

    @Test func `unlike there, a late submission gets an error that says what is going on`() async throws {
        let tasks = BackgroundTasks(logger: .silent)
        tasks.perform(.drain, by: Requester("test"))
        try await tasks.run()
        let waiting = await #expect(throws: BackgroundTasksError.self) { try await tasks.add("late") {} }
        let notWaiting = #expect(throws: BackgroundTasksError.self) { _ = try tasks.addUnlessFull("late") {} }
        #expect(waiting?.code == .shuttingDown)
        #expect(notWaiting?.code == .shuttingDown)
    }

    @Test func `unlike there, a task that adds to its own full pool is named`() async throws {
        let lines = InMemoryLogHandler()
        let logger = Logger(label: "test", factory: { _ in lines })
        try await withAuditedTasks(
            configuration: .init(maximumRunning: 1, maximumQueued: 0),
            logger: logger,
            timer: ManualTimer()
        ) { tasks, recorder in
            let task = try await tasks.add("adds to itself") {
                try await tasks.add("never fits") {}
            }
            try await recorder.first { $0.isWarning(of: task.id, .selfDeadlock, isRaised: true) }
            task.cancel()
            #expect(await task.outcome.kind == .cancelled)
        }
        let warnings = lines.entries.filter { $0.level == .warning }
        #expect(warnings.map { $0.metadata["background_task.name"] } == ["adds to itself"])
    }

    @Test func `unlike there, so is one that waits for a task that cannot start before it ends`() async throws {
        try await withAuditedTasks(configuration: .init(maximumRunning: 1, maximumQueued: 1)) { tasks, recorder in
            let task = try await tasks.add("waits for itself") {
                let queued = try await tasks.add("queued") { 42 }
                return try await queued.value
            }
            try await recorder.first { $0.isWarning(of: task.id, .selfDeadlock, isRaised: true) }
            tasks.perform(.setMaximumRunning(2), by: Requester("test"))
            #expect(try await task.value == 42)
            #expect(recorder.events.compactMap(\.warning).map(\.isRaised) == [true, false])
        }
    }

    @Test func `running it twice is an error`() async throws {
        let tasks = BackgroundTasks(logger: .silent)
        tasks.perform(.drain, by: Requester("test"))
        try await tasks.run()
        let error = await #expect(throws: BackgroundTasksError.self) { try await tasks.run() }
        #expect(error?.code == .alreadyRunning)
    }

    private static func collect<Element: Sendable>(
        _ range: Range<Int>,
        _ make: (Int) async throws -> Element
    ) async rethrows -> [Element] {
        var elements: [Element] = []
        for index in range { elements.append(try await make(index)) }
        return elements
    }

    private struct Failure: Error {}
}
