import BackgroundWorkEvents
import BackgroundWorkTestKit
import InMemoryLogging
import InMemoryTracing
import Logging
import Testing
import Tracing

@testable import BackgroundWork

/// What travels from the submitter to the task, and what does not.
@Suite(.timeLimit(.minutes(30)))
struct ContextTests {
    @TaskLocal static var request: String?

    @Test func `a task logs through the submitter's logger, and every line says which task it was`() async throws {
        let lines = InMemoryLogHandler()
        var logger = Logger(label: "request", factory: { _ in lines })
        logger[metadataKey: "request.id"] = "r1"
        let submitters = logger
        try await withAuditedTasks { tasks, _ in
            let task = try await withLogger(submitters) { _ in
                try await tasks.add("send-receipt") { Logger.current.info("sending") }
            }
            _ = await task.outcome
        }
        #expect(
            lines.entries.map(\.metadata) == [
                ["request.id": "r1", "background_task.id": "1", "background_task.name": "send-receipt"]
            ]
        )
    }

    @Test func `a task knows what it is, and so do its children and what it starts`() async throws {
        try await withAuditedTasks { tasks, _ in
            #expect(BackgroundTaskContext.current == nil)
            let task = try await tasks.add("resize") {
                async let child = BackgroundTaskContext.current?.name
                let unstructured = await Task { BackgroundTaskContext.current?.name }.value
                let detached = await Task.detached { BackgroundTaskContext.current?.name }.value
                let own = BackgroundTaskContext.current
                return (own?.id, own?.name, await child, unstructured, detached)
            }
            let (id, name, child, unstructured, detached) = try await task.value
            #expect(id == task.id)
            #expect(name == "resize")
            #expect(child == "resize")
            #expect(unstructured == "resize")
            #expect(detached == nil)
        }
    }

    @Test func `other task-locals of the submitter stay behind`() async throws {
        try await withAuditedTasks { tasks, _ in
            let task = try await Self.$request.withValue("POST /orders") {
                try await tasks.add("task") { Self.request }
            }
            #expect(try await task.value == nil)
        }
    }

    @Test(arguments: [TaskPriority.high, .medium, .low, .background])
    func `a task runs at its submitter's priority, or the one asked for`(priority: TaskPriority) async throws {
        try await withAuditedTasks { tasks, recorder in
            let inherits = try await Task.detached(priority: priority) {
                try await tasks.add("inherits") { Task.basePriority }
            }.value
            let isTold = try await tasks.add("is told", options: .init(priority: priority)) { Task.basePriority }
            #expect(try await isTold.value == priority)
            // Waiting for the submitter above may have escalated it, which is then the priority that it submits at.
            #expect(try await inherits.value ?? .background >= priority)
            let told = recorder.events.compactMap { event in
                if case .submitted(let task) = event.kind { task.priority } else { nil }
            }
            #expect(told.last == priority.rawValue)
        }
    }

    @Test func `a task runs on the library's own threads, and its children do`() async throws {
        try await withAuditedTasks { tasks, _ in
            let task = try await tasks.add("task") {
                async let child = tasks.isRunningOnPool
                await Task.yield()
                return (tasks.isRunningOnPool, await child)
            }
            let (own, child) = try await task.value
            #expect(own && child)
        }
    }

    @Test func `a description says where, from where and by whom a task was submitted`() async throws {
        try await withAuditedTasks { tasks, recorder in
            let options = BackgroundTaskOptions(
                priority: .low,
                timeout: .seconds(60),
                origin: "POST /orders",
                fields: [.init("order", "7")]
            )
            let parent = try await tasks.add("parent") {
                try await tasks.add("child", options: options, fileID: "Shop/Orders.swift", line: 12) {}
            }
            let child = try await parent.value
            _ = await child.outcome
            let descriptions = recorder.events.compactMap { event in
                if case .submitted(let task) = event.kind { task } else { nil }
            }
            #expect(descriptions.map(\.name) == ["parent", "child"])
            #expect(descriptions[0].location.fileID.hasSuffix("ContextTests.swift"))
            #expect(descriptions[0].submitter == nil)
            #expect(descriptions[1].location == .init(fileID: "Shop/Orders.swift", line: 12))
            #expect(descriptions[1].submitter == parent.id)
            #expect(descriptions[1].fields == [.init("from", "POST /orders"), .init("order", "7")])
            #expect(descriptions[1].timeout == .seconds(60))
            #expect(descriptions[1].priority == TaskPriority.low.rawValue)
        }
    }

    @Test func `a task of other background tasks is no submitter, nor does it wait for itself here`() async throws {
        try await withAuditedTasks { others, _ in
            try await withAuditedTasks(configuration: .init(maximumRunning: 1, maximumQueued: 1)) { tasks, recorder in
                let mayEnd = Gate()
                try await tasks.add("fills the place") { await mayEnd.wait() }
                let foreigner = try await others.add("foreigner") {
                    let queued = try await tasks.add("queued") {}
                    async let outcome = queued.outcome
                    mayEnd.open()
                    return await outcome.kind
                }
                #expect(try await foreigner.value == .succeeded)
                #expect(recorder.events.compactMap(\.warning).isEmpty)
                let submitters = recorder.events.compactMap { event in
                    if case .submitted(let task) = event.kind { task.submitter } else { nil }
                }
                #expect(submitters.isEmpty)
            }
        }
    }

    @Test func `a task is a span of its own, linked to its submitter's`() async throws {
        let tracer = InMemoryTracer()
        try await withTracer(tracer) {
            try await withAuditedTasks { tasks, _ in
                let task = try await withSpan("POST /orders") { _ in
                    try await tasks.add("send-receipt") {
                        withSpan("connect") { _ in }
                    }
                }
                _ = await task.outcome
            }
        }
        let spans = Dictionary(uniqueKeysWithValues: tracer.finishedSpans.map { ($0.operationName, $0) })
        let request = try #require(spans["POST /orders"])
        let task = try #require(spans["send-receipt"])
        let inside = try #require(spans["connect"])
        #expect(task.links.map(\.context.inMemorySpanContext) == [request.spanContext])
        #expect(task.parentSpanID == nil, "the request is over long before the task is")
        #expect(task.traceID != request.traceID)
        #expect(inside.parentSpanID == task.spanID)
        #expect(task.attributes.get("background_task.id") == .string("1"))
        #expect(task.status == nil)
    }

    @Test func `a named part of a task is a span in that of the task, and says how it failed as viewers get to see it`()
        async throws
    {
        let tracer = InMemoryTracer()
        try await withTracer(tracer) {
            try await withAuditedTasks(configuration: .init(redact: { _ in "[redacted]" })) { tasks, _ in
                let task = try await tasks.add("export") {
                    try await withThrowingTaskGroup { group in
                        group.addTrackedTask("render") { await tracked("load") {} }
                        try await group.waitForAll()
                    }
                    try? await tracked("upload") { throw Failure() }
                }
                _ = await task.outcome
            }
        }
        let spans = Dictionary(uniqueKeysWithValues: tracer.finishedSpans.map { ($0.operationName, $0) })
        let task = try #require(spans["export"])
        let child = try #require(spans["render"])
        let inner = try #require(spans["load"])
        let failed = try #require(spans["upload"])
        #expect(child.parentSpanID == task.spanID)
        #expect(inner.parentSpanID == child.spanID)
        #expect(failed.parentSpanID == task.spanID)
        #expect(spans.values.allSatisfy { $0.traceID == task.traceID })
        #expect(failed.status == SpanStatus(code: .error, message: "[redacted]"))
        #expect(child.status == nil)
    }

    @Test func `the span of a task that fails says so`() async throws {
        let tracer = InMemoryTracer()
        try await withTracer(tracer) {
            try await withAuditedTasks { tasks, _ in
                _ = await (try await tasks.add("fails") { throw Failure() }).outcome
            }
        }
        let span = try #require(tracer.finishedSpans.first)
        #expect(span.status == SpanStatus(code: .error, message: "Failure()"))
        #expect(span.links.isEmpty, "nobody's request")
    }

    @Test func `where nobody traces, the submitter's context travels as it is`() async throws {
        var context = ServiceContext.topLevel
        context[RequestIDKey.self] = "r1"
        let submitters = context
        try await withAuditedTasks { tasks, _ in
            let task = try await ServiceContext.withValue(submitters) {
                try await tasks.add("task") { ServiceContext.current?[RequestIDKey.self] }
            }
            #expect(try await task.value == "r1")
        }
    }

    private enum RequestIDKey: ServiceContextKey {
        typealias Value = String
    }

    @Test(arguments: [BackgroundTasks.Configuration.Instrumentation.full, .lifecycle])
    func `a Task {} that waits for room is no self-deadlock of the task in which it was started`(
        instrumentation: BackgroundTasks.Configuration.Instrumentation
    ) async throws {
        var configuration = BackgroundTasks.Configuration(maximumRunning: 1, maximumQueued: 0)
        configuration.instrumentation = instrumentation
        try await withBackgroundTasks(configuration: configuration, logger: .silent) { tasks in
            let recorder = EventRecorder(tasks)
            let mayEnd = Gate()
            let task = try await tasks.add("starts another") {
                let another = Task { try await tasks.add("another") { 42 }.value }
                await mayEnd.wait()
                return another
            }
            try await recorder.first {
                if case .capacityChanged(let capacity) = $0.kind { capacity.callersWaiting == 1 } else { false }
            }
            mayEnd.open()
            #expect(try await task.value.value == 42)
            #expect(recorder.events.compactMap(\.warning).isEmpty)
        }
    }

    private struct Failure: Error {}
}

extension BackgroundTasks {
    /// Whether one of the library's threads runs the current task.
    fileprivate var isRunningOnPool: Bool {
        self.runner.pool.busyThreads().contains { $0.task == BackgroundTaskContext.current?.id }
    }
}
