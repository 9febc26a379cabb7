import BackgroundWorkEvents
import BackgroundWorkTestKit
import Synchronization
import Testing

@testable import BackgroundWork

/// Who keeps whom alive, and what happens when somebody goes.
@Suite(.timeLimit(.minutes(30)))
struct LifetimeTests {
    @Test func `if run never comes, the end of the object settles the handles`() async throws {
        let handle = try #require(
            try BackgroundTasks(logger: .silent).addUnlessFull("never run") { Issue.record("it was called") }
        )
        guard case .discarded = await handle.outcome else { throw Unexpected() }
        let error = await #expect(throws: BackgroundTasksError.self) { try await handle.value }
        #expect(error?.code == .discarded)
    }

    @Test func `an object that is gone is no longer kept by deadlines that are far away`() async throws {
        let timer = ManualTimer()
        let runner = WeakReference<Runner>()
        try await withBackgroundTasks(logger: .silent, timer: timer) { tasks in
            runner.object = tasks.runner
            let task = try await tasks.add("task", options: .init(timeout: .seconds(3_600))) {
                try await Gate().waitUnlessCancelled()
            }
            task.cancel()
            _ = await task.outcome
        }
        // Both the end of the grace period and the look after the cancelled task are still to come.
        await runner.waitUntilGone()
        timer.advance(by: .seconds(3_600))
    }

    @Test func `what an operation captured goes when it ends, however long its handle is kept`() async throws {
        try await withAuditedTasks { tasks, _ in
            let token = WeakReference<Token>()
            let handle = try await {
                let captured = Token()
                token.object = captured
                return try await tasks.add("task") { withExtendedLifetime(captured) {} }
            }()
            _ = await handle.outcome
            // Not some time later: whoever waits for the task may need what it had.
            #expect(token.object == nil)
        }
    }

    @Test func `what an operation captured is gone before its end is told to anybody`() async throws {
        let token = WeakReference<Token>()
        let wasGone = Mutex<Bool?>(nil)
        var configuration = BackgroundTasks.Configuration()
        // The first that anybody hears of a task's end, on the way to everybody else.
        configuration.redact = { subject in
            wasGone.withLock { $0 = token.object == nil }
            return subject.text
        }
        try await withAuditedTasks(configuration: configuration) { tasks, _ in
            // As long as the submitter is not back it may have hold of the operation itself.
            let isSubmitted = Gate()
            let handle = try await {
                let captured = Token()
                token.object = captured
                return try await tasks.add("task") { () async throws -> Void in
                    await isSubmitted.wait()
                    try withExtendedLifetime(captured) { throw Unexpected() }
                }
            }()
            isSubmitted.open()
            _ = await handle.outcome
        }
        #expect(wasGone.withLock(\.self) == true)
    }

    @Test func `what a task captured that was never called goes when it is cancelled`() async throws {
        let tasks = BackgroundTasks(logger: .silent)
        let token = WeakReference<Token>()
        let handle = try {
            let captured = Token()
            token.object = captured
            return try tasks.addUnlessFull("task") { withExtendedLifetime(captured) {} }
        }()
        handle?.cancel()
        await token.waitUntilGone()
    }

    @Test func `dropping a handle changes nothing`() async throws {
        try await withAuditedTasks { tasks, recorder in
            try await tasks.add("task") { 1 }
            try await recorder.first { $0.end?.outcome == .succeeded }
        }
    }

    @Test func `a task that submits its successor is not kept by it`() async throws {
        try await withBackgroundTasks(logger: .silent) { tasks in
            let first = WeakReference<Token>()
            let (isLast, mayEnd) = (Gate(), Gate())
            @Sendable func submit(_ generation: Int) throws {
                let token = generation == 0 ? Token() : nil
                if let token { first.object = token }
                _ = try tasks.addUnlessFull("generation") {
                    if generation < 100 {
                        try submit(generation + 1)
                    } else {
                        isLast.open()
                        await mayEnd.wait()
                    }
                    return token
                }
            }
            try submit(0)
            await isLast.wait()
            await first.waitUntilGone()
            mayEnd.open()
        }
    }

    @Test func `run runs once`() async throws {
        let tasks = BackgroundTasks(logger: .silent)
        tasks.perform(.drain, by: Requester("test"))
        try await tasks.run()
        let error = await #expect(throws: BackgroundTasksError.self) { try await tasks.run() }
        #expect(error?.code == .alreadyRunning)
    }

    @Test func `a second run throws while the first goes on`() async throws {
        try await withAuditedTasks { tasks, _ in
            _ = await (try await tasks.add("task") {}).outcome
            let error = await #expect(throws: BackgroundTasksError.self) { try await tasks.run() }
            #expect(error?.code == .alreadyRunning)
            #expect(await (try await tasks.add("another") {}).outcome.kind == .succeeded)
        }
    }

    private final class Token: Sendable {}
    private struct Unexpected: Error {}
}
