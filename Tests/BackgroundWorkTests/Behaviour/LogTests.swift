import BackgroundWork
import BackgroundWorkTestKit
import InMemoryLogging
import Logging
import Testing

/// What an application's log says of its background tasks where nobody watches.
@Suite(.timeLimit(.minutes(30)))
struct LogTests {
    private let lines = InMemoryLogHandler()
    private let timer = ManualTimer()

    private var logger: Logger { Logger(label: "test", factory: { _ in self.lines }) }
    private var messages: [String] { self.lines.entries.map { "\($0.message)" } }

    @Test func `a shutdown is told step by step, with the names of those who held it up and of what was not done`() async throws
    {
        let configuration = BackgroundTasks.Configuration(
            maximumRunning: 1,
            shutdownGracePeriod: .seconds(20),
            uncooperativeAfter: .milliseconds(500)
        )
        try await withBackgroundTasks(configuration: configuration, logger: self.logger, timer: self.timer) { tasks, shutdown in
            let (started, mayEnd) = (Gate(), Gate())
            let deaf = try await tasks.add("deaf") {
                started.open()
                await mayEnd.wait()
            }
            _ = try await tasks.add("queued") {}
            await started.wait()
            shutdown()
            self.timer.advance(by: .seconds(20))
            // Who has not been told yet cannot have heard.
            while tasks.snapshot().live.first?.sample.deliveredAt == nil { await Task.yield() }
            self.timer.advance(by: .milliseconds(500))
            mayEnd.open()
            _ = await deaf.outcome
        }
        #expect(
            self.messages == [
                "Shutdown begins: no new background tasks. Asked by the test.",
                "The grace period is over: what is left is cancelled now.",
                "It was asked to stop and runs on: it does not look at Task.isCancelled, or waits for something that does not.",
                "The shutdown of the background tasks is over",
            ]
        )
        #expect(self.lines.entries.map(\.level) == [.notice, .notice, .warning, .notice])
        #expect(self.lines.entries[2].metadata == ["background_task.id": "1", "background_task.name": "deaf"])
        #expect(
            self.lines.entries[3].metadata == [
                "draining": "20.0", "cancelling": "0.5", "discarded": "1: queued 2", "uncooperative": "1: deaf 1",
            ]
        )
    }

    @Test func `what is left running when a shutdown is given up is named`() async throws {
        let configuration = BackgroundTasks.Configuration(
            shutdownGracePeriod: .zero,
            uncooperativeAfter: .milliseconds(500),
            abandonAfter: .seconds(2),
            onAbandon: { _ in }
        )
        try await withBackgroundTasks(configuration: configuration, logger: self.logger, timer: self.timer) { tasks, shutdown in
            let (started, mayEnd) = (Gate(), Gate())
            _ = try await tasks.add("deaf") {
                started.open()
                await mayEnd.wait()
            }
            await started.wait()
            shutdown()
            self.timer.advance(by: .zero)
            // Who has not been told yet cannot have heard.
            while tasks.snapshot().live.first?.sample.deliveredAt == nil { await Task.yield() }
            self.timer.advance(by: .milliseconds(500))
            self.timer.advance(by: .seconds(2))
            let line = try #require(self.lines.entries.last)
            #expect(line.message == "The shutdown is given up: background tasks still run")
            #expect(line.level == .warning)
            #expect(line.metadata["alive"] == "1: deaf 1")
            mayEnd.open()
        }
    }

    @Test func `that nobody runs the tasks is said ten seconds after the first, once`() throws {
        let tasks = BackgroundTasks(logger: self.logger, timer: self.timer)
        _ = try tasks.addUnlessFull("first") {}
        self.timer.advance(by: .seconds(5))
        _ = try tasks.addUnlessFull("second") {}
        #expect(self.lines.entries.isEmpty)
        self.timer.advance(by: .seconds(5))
        #expect(
            self.messages == [
                "BackgroundTasks.run() was not called for 10 s after the first task was added: nothing is done. List the tasks among "
                    + "the application's services."
            ]
        )
        #expect(self.lines.entries[0].metadata == ["waiting": "2"])
        self.timer.advance(by: .seconds(3_600))
        #expect(self.lines.entries.count == 1)
    }

    @Test func `nothing of that is said where they are run in time`() async throws {
        let tasks = BackgroundTasks(logger: self.logger, timer: self.timer)
        let task = try #require(try tasks.addUnlessFull("early") {})
        async let running: Void = tasks.run()
        _ = await task.outcome
        self.timer.advance(by: .seconds(3_600))
        #expect(self.lines.entries.isEmpty)
        tasks.perform(.drain, by: Requester("test"))
        try await running
    }

    @Test func `tasks that were never run are named when they are discarded`() throws {
        _ = try BackgroundTasks(logger: self.logger).addUnlessFull("send-receipt") {}
        _ = BackgroundTasks(logger: self.logger)
        #expect(self.messages == ["Background tasks are discarded: run() was never called"])
        #expect(self.lines.entries[0].metadata["discarded"] == "1: send-receipt 1")
    }
}
