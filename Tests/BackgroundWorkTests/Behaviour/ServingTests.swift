import BackgroundWorkEvents
import BackgroundWorkTestKit
import Logging
import Synchronization
import Testing

@testable import BackgroundWork

/// What a request gives to the tasks that are added while it is answered, and what it does not.
@Suite(.timeLimit(.minutes(30)))
struct ServingTests {
    @Test func `a handler has the tasks in reach, and so do its children; nobody else has`() async throws {
        try await withAuditedTasks { tasks, _ in
            #expect(BackgroundTasks.current == nil)
            let task = try await tasks.serve(ServedRequest()) {
                #expect(BackgroundTasks.current === tasks)
                async let child = BackgroundTasks.current
                #expect(await child === tasks)
                return try await tasks.add("task") { BackgroundTasks.current == nil }
            }
            #expect(try await task.value)
            #expect(BackgroundTasks.current == nil)
        }
    }

    @Test func `a task says what its request says, where it came from first`() async throws {
        try await withAuditedTasks { tasks, recorder in
            try await tasks.serve(ServedRequest(origin: "POST /orders", fields: [.init("request", "r1")])) {
                _ = try await tasks.add("task", options: .init(fields: [.init("order", "7")])) {}
            }
            #expect(recorder.fields(of: "task") == ["from=POST /orders", "request=r1", "order=7"])
        }
    }

    @Test(arguments: [
        BackgroundTaskOptions(origin: "a clock", fields: [.init("request", "none")]),
        BackgroundTaskOptions(fields: [.init("from", "a clock"), .init("request", "none")]),
    ])
    func `what a task says itself is not said by its request`(options: BackgroundTaskOptions) async throws {
        try await withAuditedTasks { tasks, recorder in
            try await tasks.serve(ServedRequest(origin: "POST /orders", fields: [.init("request", "r1"), .init("user", "u1")]))
            {
                _ = try await tasks.add("task", options: options) {}
            }
            let fields = recorder.fields(of: "task")
            #expect(fields.sorted() == ["from=a clock", "request=none", "user=u1"])
            #expect(options.origin == nil || fields.first == "from=a clock")
        }
    }

    @Test func `what a request says is redacted like all that is said of a task`() async throws {
        let configuration = BackgroundTasks.Configuration(redact: { _ in "[redacted]" })
        try await withAuditedTasks(configuration: configuration) { tasks, recorder in
            try await tasks.serve(ServedRequest(origin: "POST /orders", fields: [.init("request", "r1")])) {
                _ = try await tasks.add("task") {}
            }
            #expect(recorder.fields(of: "task") == ["from=[redacted]", "request=[redacted]"])
        }
    }

    @Test func `a request is asked what it says when a task is added, and not before`() async throws {
        try await withAuditedTasks { tasks, recorder in
            let route = Mutex<String?>(nil)
            let request = ServedRequest(origin: route.withLock { $0 })
            try await tasks.serve(request) {
                route.withLock { $0 = "POST /orders" }
                _ = try await tasks.add("task") {}
            }
            #expect(recorder.fields(of: "task") == ["from=POST /orders"])
        }
    }

    @Test func `a task that was added for after the response waits for its end, and is seen to wait`() async throws {
        // One thread, so that the second task runs only when the first one has come to its wait.
        try await withAuditedTasks(configuration: .init(poolWidth: 1)) { tasks, recorder in
            let order = Order()
            let request = ServedRequest()
            let task = try await tasks.serve(request) {
                let task = try await tasks.add("after", options: .afterResponse) {
                    order.note("after")
                    return 42
                }
                _ = await (try await tasks.add("other") { order.note("other") }).outcome
                return task
            }
            #expect(request.hasTasksAfterResponse)
            let waiting = tasks.snapshot().live.first { $0.task.id == task.id }
            #expect(waiting?.state == .running)
            #expect(order.notes == ["other"])
            request.endResponse()
            #expect(try await task.value == 42)
            #expect(order.notes == ["other", "after"])
        }
    }

    @Test func `it does not wait for a response that is over, nor where no request is answered`() async throws {
        try await withAuditedTasks { tasks, _ in
            let request = ServedRequest()
            request.endResponse()
            let late = try await tasks.serve(request) { try await tasks.add("late", options: .afterResponse) { 1 } }
            #expect(try await late.value == 1)
            let alone = try await tasks.add("alone", options: .afterResponse) { 2 }
            #expect(try await alone.value == 2)
        }
    }

    @Test func `it is let go when nobody is left who could send the response`() async throws {
        try await withAuditedTasks { tasks, _ in
            var request: ServedRequest? = ServedRequest()
            let task = try await tasks.serve(try #require(request)) {
                try await tasks.add("task", options: .afterResponse) { 1 }
            }
            request = nil
            #expect(try await task.value == 1)
        }
    }

    @Test func `it is let go though the handler has started a task that lives on`() async throws {
        try await withAuditedTasks { tasks, _ in
            let mayEnd = Gate()
            defer { mayEnd.open() }
            let task = try await {
                try await tasks.serve(ServedRequest()) {
                    Task { await mayEnd.wait() }
                    return try await tasks.add("task", options: .afterResponse) { 1 }
                }
            }()
            #expect(try await task.value == 1)
        }
    }

    @Test func `it is let go by the end of a handler that throws`() async throws {
        try await withAuditedTasks { tasks, recorder in
            await #expect(throws: Failure.self) {
                try await tasks.serve(ServedRequest()) {
                    _ = try await tasks.add("task", options: .afterResponse) {}
                    throw Failure()
                }
            }
            try await recorder.first { if case .finished(let end) = $0.kind { end.outcome == .succeeded } else { false } }
        }
    }

    @Test func `it is never called if it is cancelled while it waits`() async throws {
        try await withAuditedTasks(configuration: .init(poolWidth: 1)) { tasks, _ in
            let request = ServedRequest()
            let task = try await tasks.serve(request) {
                let task = try await tasks.add("after", options: .afterResponse) { Issue.record("it was called") }
                _ = await (try await tasks.add("other") {}).outcome
                return task
            }
            task.cancel()
            #expect(await task.outcome.kind == .cancelled)
            request.endResponse()
        }
    }

    @Test func `a task keeps nothing of its request alive`() async throws {
        try await withAuditedTasks { tasks, _ in
            let mayEnd = Gate()
            defer { mayEnd.open() }
            weak var kept: ServedRequest.Shared?
            try await {
                let request = ServedRequest()
                kept = request.shared
                try await tasks.serve(request) {
                    _ = try await tasks.add("one") { await mayEnd.wait() }
                    _ = try await tasks.add("other", options: .afterResponse) { await mayEnd.wait() }
                }
            }()
            #expect(kept == nil)
        }
    }

    @Test func `a refusal says when to ask again, and nothing else does`() async throws {
        let tasks = BackgroundTasks(logger: .silent)
        tasks.perform(.drain, by: Requester("test"))
        let refusal = #expect(throws: BackgroundTasksError.self) { _ = try tasks.addUnlessFull("late") {} }
        #expect(refusal?.retryAfter == .seconds(5))
        #expect(BackgroundTasksError.full.retryAfter == .seconds(1))
        try await tasks.run()
        let secondRun = await #expect(throws: BackgroundTasksError.self) { try await tasks.run() }
        #expect(secondRun?.code == .alreadyRunning)
        #expect(secondRun?.retryAfter == nil)
    }

    private struct Failure: Error {}
}

/// What happened, in order.
private final class Order: Sendable {
    private let state = Mutex<[String]>([])

    var notes: [String] { self.state.withLock { $0 } }

    func note(_ note: String) {
        self.state.withLock { $0.append(note) }
    }
}

extension EventRecorder {
    /// What was said of the first task of a name, as `key=value`.
    fileprivate func fields(of name: String) -> [String] {
        for case .submitted(let task) in self.events.map(\.kind) where task.name == name {
            return task.fields.map { "\($0.key)=\($0.value)" }
        }
        return []
    }
}
