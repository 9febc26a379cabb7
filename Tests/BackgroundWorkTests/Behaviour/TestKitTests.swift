import BackgroundWork
import BackgroundWorkEvents
import BackgroundWorkTestKit
import Testing

/// What the kit promises to whoever tests with it.
@Suite(.timeLimit(.minutes(30)))
struct TestKitTests {
    @Test func `a test begins a shutdown when it likes, and once`() async throws {
        let mayEnd = Gate()
        try await withBackgroundTasks(logger: .silent, timer: ManualTimer()) { tasks, shutdown in
            let task = try await tasks.add("task") { await mayEnd.wait() }
            shutdown()
            shutdown()
            #expect(tasks.drainStatus.phase == .draining)
            #expect(tasks.drainStatus.requestedBy == Requester("the test"))
            #expect(throws: BackgroundTasksError.self) { _ = try tasks.addUnlessFull("late") {} }
            mayEnd.open()
            #expect(await task.outcome.kind == .succeeded)
        }
    }

    @Test func `a drain is begun whatever the application's host would do`() async throws {
        let configuration = BackgroundTasks.Configuration(host: Elsewhere())
        try await withBackgroundTasks(configuration: configuration, logger: .silent) { tasks, shutdown in
            shutdown()
            #expect(!tasks.isAccepting)
        }
        try await withBackgroundTasks(configuration: configuration, logger: .silent) { _ in }
    }

    /// Says that it shuts down, and would in an application.
    private struct Elsewhere: BackgroundTasksHost {
        func requestShutdown(by requester: Requester) -> Bool { true }
    }

    @Test func `a recorder says what was accepted, and waits for how the first of it ends`() async throws {
        try await withBackgroundTasks(logger: .silent) { tasks in
            let recorder = EventRecorder(tasks)
            async let end = recorder.end(of: "task")
            _ = try await tasks.add("other") {}
            _ = try await tasks.add("task") { throw CancellationError() }
            _ = try await tasks.add("task") {}
            #expect(try await end.outcome == .failed)
            #expect(recorder.submitted("task").map(\.id.rawValue) == [2, 3])
            #expect(recorder.submitted("nobody").isEmpty)
        }
    }
}
