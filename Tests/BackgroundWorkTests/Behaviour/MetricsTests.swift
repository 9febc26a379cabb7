import BackgroundWork
import BackgroundWorkEvents
import BackgroundWorkTestKit
import Logging
import MetricsTestKit
import ServiceLifecycle
import Testing

/// What a metrics system hears of the tasks.
@Suite(.timeLimit(.minutes(30)))
struct MetricsTests {
    @Test func `tasks are counted by name and outcome, and refusals by reason`() async throws {
        let metrics = TestMetrics()
        let tasks = BackgroundTasks(
            configuration: .init(maximumRunning: 2, maximumQueued: 0, shutdownGracePeriod: .seconds(3_600)),
            logger: .silent
        )
        try await Self.run(tasks, metrics) {
            for _ in 0..<3 { _ = await (try await tasks.add("good") {}).outcome }
            _ = await (try await tasks.add("bad") { throw Failure() }).outcome
            let mayEnd = Gate()
            for _ in 0..<2 { try await tasks.add("long") { await mayEnd.wait() } }
            let refused = try tasks.addUnlessFull("one too many") {}
            #expect(refused == nil)
            mayEnd.open()
        }
        let finished = "background_tasks_finished_total"
        #expect(try metrics.expectCounter(finished, [("name", "good"), ("outcome", "succeeded")]).totalValue == 3)
        #expect(try metrics.expectCounter(finished, [("name", "bad"), ("outcome", "failed")]).totalValue == 1)
        #expect(try metrics.expectCounter(finished, [("name", "long"), ("outcome", "succeeded")]).totalValue == 2)
        #expect(metrics.counterTotal(label: finished) == 6)
        #expect(try metrics.expectCounter("background_tasks_rejected_total", [("reason", "full")]).totalValue == 1)
    }

    @Test func `gauges say what runs, what is queued and who waits, and in the end nothing`() async throws {
        let metrics = TestMetrics()
        let tasks = BackgroundTasks(configuration: .init(maximumRunning: 1, maximumQueued: 1), logger: .silent)
        let recorder = EventRecorder(tasks)
        try await Self.run(tasks, metrics) {
            let mayEnd = Gate()
            defer { mayEnd.open() }
            for _ in 0..<2 { try await tasks.add("task") { await mayEnd.wait() } }
            async let third = tasks.add("task") {}
            try await recorder.first {
                if case .capacityChanged(let capacity) = $0.kind { capacity.callersWaiting == 1 } else { false }
            }
            try await metrics.waitForGauges(["running": 1, "queued": 1, "waiting_callers": 1])
            mayEnd.open()
            _ = try await third
        }
        #expect(metrics.lastGauges == ["running": 0, "queued": 0, "waiting_callers": 0])
    }

    @Test func `how long a task was queued and how long it ran is timed, in seconds`() async throws {
        let (metrics, timer) = (TestMetrics(), ManualTimer())
        let tasks = BackgroundTasks(configuration: .init(maximumRunning: 1), logger: .silent, timer: timer)
        try await Self.run(tasks, metrics) {
            let (firstHasBegun, firstMayEnd, secondHasBegun, secondMayEnd) = (Gate(), Gate(), Gate(), Gate())
            let first = try await tasks.add("first") {
                firstHasBegun.open()
                await firstMayEnd.wait()
            }
            await firstHasBegun.wait()
            let second = try await tasks.add("second") {
                secondHasBegun.open()
                await secondMayEnd.wait()
            }
            timer.advance(by: .seconds(3))
            firstMayEnd.open()
            _ = await first.outcome
            await secondHasBegun.wait()
            timer.advance(by: .seconds(5))
            secondMayEnd.open()
            _ = await second.outcome
        }
        let wait = try metrics.expectTimer("background_tasks_queue_wait_seconds", [("name", "second")])
        let runTime = try metrics.expectTimer("background_tasks_run_time_seconds", [("name", "second")])
        #expect(wait.values == [3_000_000_000])
        #expect(runTime.values == [5_000_000_000])
        #expect(runTime.valueInPreferredUnit(atIndex: 0) == 5)
    }

    @Test func `what a shutdown discards was never timed as run`() async throws {
        let metrics = TestMetrics()
        let tasks = BackgroundTasks(configuration: .init(maximumRunning: 1, queuedOnShutdown: .discard), logger: .silent)
        try await Self.run(tasks, metrics) {
            let (started, mayEnd) = (Gate(), Gate())
            try await tasks.add("running") {
                started.open()
                await mayEnd.wait()
            }
            // Until then it is queued itself.
            await started.wait()
            try await tasks.add("queued") { Issue.record("it was called") }
            tasks.perform(.drain, by: Requester("test"))
            mayEnd.open()
        }
        let discarded = [("name", "queued"), ("outcome", "discarded")]
        #expect(try metrics.expectCounter("background_tasks_finished_total", discarded).totalValue == 1)
        #expect(try metrics.expectTimer("background_tasks_run_time_seconds", [("name", "running")]).values.count == 1)
        #expect(try metrics.expectTimer("background_tasks_run_time_seconds", [("name", "queued")]).values.isEmpty)
    }

    @Test func `names beyond the limit are counted together`() async throws {
        let metrics = TestMetrics()
        let tasks = BackgroundTasks(logger: .silent)
        try await Self.run(tasks, metrics, maximumNames: 2) {
            for name in ["a", "b", "c", "d", "a"] { _ = await (try await tasks.add(name) {}).outcome }
        }
        let finished = metrics.counters(label: "background_tasks_finished_total")
        let byName = Dictionary(uniqueKeysWithValues: finished.map { ($0.dimensions[0].1, $0.totalValue) })
        #expect(byName == ["a": 2, "b": 1, "other": 2])
        #expect(metrics.timers(label: "background_tasks_run_time_seconds").count == 3)
    }

    @Test func `what happened before anybody counted is counted as well, of whomever it was`() async throws {
        let metrics = TestMetrics()
        try await withBackgroundTasks(configuration: .init(maximumRunning: 1, maximumQueued: 0), logger: .silent) { tasks in
            for _ in 0..<3 { _ = await (try await tasks.add("early") {}).outcome }
            let service = BackgroundTasksMetrics(tasks, factory: metrics)
            try await withThrowingTaskGroup { group in
                group.addTask { await service.run() }
                group.cancelAll()
                try await group.waitForAll()
            }
        }
        let other = [("name", BackgroundTasksMetrics.otherName), ("outcome", "succeeded")]
        #expect(try metrics.expectCounter("background_tasks_finished_total", other).totalValue == 3)
    }

    /// Runs the tasks and what counts them as services, in the order that is recommended, for as long as `body` takes; then they drain.
    private static func run(
        _ tasks: BackgroundTasks,
        _ metrics: TestMetrics,
        maximumNames: Int = 100,
        _ body: @Sendable () async throws -> Void
    ) async throws {
        let service = BackgroundTasksMetrics(tasks, maximumNames: maximumNames, factory: metrics)
        let services = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(service: service), .init(service: tasks, successTerminationBehavior: .gracefullyShutdownGroup),
                ],
                logger: .silent
            )
        )
        try await withThrowingTaskGroup { group in
            group.addTask { try await services.run() }
            // What happens before it reads is counted without names.
            try await metrics.waitForGauges(["running": 0, "queued": 0, "waiting_callers": 0])
            try await body()
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
        }
    }

    private struct Failure: Error {}
}

extension TestMetrics {
    /// Looks again and again, until the gauges say so: events are read at some time after they happened, and nobody is told when.
    fileprivate func waitForGauges(_ gauges: [String: Double]) async throws {
        while self.lastGauges != gauges {
            try Task.checkCancellation()
            await Task.yield()
        }
    }

    /// What each of the gauges said last, without the beginning that all names have.
    fileprivate var lastGauges: [String: Double] {
        var gauges: [String: Double] = [:]
        for recorder in self.recorders where !recorder.aggregate {
            gauges[String(recorder.label.dropFirst("background_tasks_".count))] = recorder.lastValue
        }
        return gauges
    }
}
