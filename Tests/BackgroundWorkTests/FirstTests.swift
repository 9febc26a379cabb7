import BackgroundWork
import BackgroundWorkEvents
import BackgroundWorkTestKit
import Testing

@Suite(.timeLimit(.minutes(1)))
struct FirstTests {
    @Test func `a task runs and its value arrives`() async throws {
        try await withBackgroundTasks { tasks in
            let handle = try await tasks.add("answer") { 42 }
            #expect(try await handle.value == 42)
        }
    }

    @Test func `cancelling one task cancels that one`() async throws {
        try await withBackgroundTasks { tasks in
            let gate = Gate()
            let other = try await tasks.add("other") { await gate.wait() }
            let gate2 = Gate()
            let started = Gate()
            let one = try await tasks.add("one") {
                started.open()
                try await gate2.waitUnlessCancelled()
            }
            await started.wait()
            one.cancel()
            #expect(await one.outcome.kind == .cancelled)
            gate.open()
            #expect(await other.outcome.kind == .succeeded)
        }
    }
}
