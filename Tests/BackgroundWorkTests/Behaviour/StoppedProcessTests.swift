import BackgroundWorkEvents
import BackgroundWorkTestKit
import Testing

@testable import BackgroundWork

/// A process that was stopped, by a signal or with its machine, and goes on: nobody is to blame for what he did not do meanwhile.
@Suite(.timeLimit(.minutes(30)))
struct StoppedProcessTests {
    private let timer = StoppableTimer()

    /// Runs a task that ignores cancellation, and calls `body` when it waits.
    private func withStubbornTask(
        configuration: BackgroundTasks.Configuration = .init(),
        _ body: @Sendable (BackgroundTasks, BackgroundTaskHandle<Void>, EventRecorder) async throws -> Void
    ) async throws {
        try await withAuditedTasks(configuration: configuration, timer: self.timer) { tasks, recorder in
            let mayEnd = Gate()
            defer { mayEnd.open() }
            let task = try await tasks.add("ignores it") { await mayEnd.wait() }
            while tasks.snapshot().live.first?.sample.activity?.state != .waiting { await Task.yield() }
            try await body(tasks, task, recorder)
        }
    }

    private func waitForDelivery(_ tasks: BackgroundTasks) async throws {
        while tasks.snapshot().live.first?.sample.deliveredAt == nil {
            try Task.checkCancellation()
            await Task.yield()
        }
    }

    @Test(arguments: [false, true]) func `whoever was asked before has his second after it`(byShutdown: Bool) async throws {
        try await self.withStubbornTask { tasks, task, recorder in
            if byShutdown { tasks.perform(.force, by: Requester("test")) } else { task.cancel() }
            try await self.waitForDelivery(tasks)
            self.timer.stop(for: .seconds(60))
            self.timer.advance(by: .milliseconds(999))
            #expect(recorder.events.compactMap(\.warning).isEmpty)
            self.timer.advance(by: .milliseconds(1))
            #expect(recorder.events.compactMap(\.warning).map(\.kind) == [.uncooperative])
        }
    }

    @Test func `a thread that keeps the deadlines a little late is no stop`() async throws {
        try await self.withStubbornTask { tasks, task, recorder in
            task.cancel()
            try await self.waitForDelivery(tasks)
            self.timer.advance(by: .milliseconds(900))
            self.timer.stop(for: .milliseconds(350))
            #expect(recorder.events.compactMap(\.warning).map(\.kind) == [.uncooperative])
        }
    }

    @Test func `a shutdown comes to its end although every look at it is late`() async throws {
        let wasGivenUp = Gate()
        let configuration = BackgroundTasks.Configuration(abandonAfter: .seconds(1), onAbandon: { _ in wasGivenUp.open() })
        try await self.withStubbornTask(configuration: configuration) { tasks, _, recorder in
            tasks.perform(.force, by: Requester("test"))
            try await self.waitForDelivery(tasks)
            self.timer.stop(for: .seconds(60))
            #expect(recorder.events.compactMap(\.warning).isEmpty)
            self.timer.stop(for: .seconds(60))
            #expect(recorder.events.compactMap(\.warning).map(\.kind) == [.uncooperative])
            self.timer.stop(for: .seconds(60))
            await wasGivenUp.wait()
        }
    }
}
