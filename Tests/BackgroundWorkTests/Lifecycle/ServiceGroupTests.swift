import BackgroundWork
import BackgroundWorkEvents
import BackgroundWorkTestKit
import ServiceLifecycle
import Synchronization
import Testing

/// The library as one service among others, in both orders that the documentation shows.
@Suite(.timeLimit(.minutes(30)))
struct ServiceGroupTests {
    let tasks = BackgroundTasks(configuration: .init(shutdownGracePeriod: .seconds(3_600)), logger: .silent)
    let story = Story()

    @Test func `[server, tasks]: a direct drain lets the server answer until the tasks are done, then it stops`() async throws {
        let group = self.group([
            .init(service: Server(name: "server", story: self.story)),
            .init(service: self.tasks, successTerminationBehavior: .gracefullyShutdownGroup),
        ])
        async let running: Void = group.run()
        let (started, mayEnd) = (Gate(), Gate())
        let task = try await self.tasks.add("task") {
            started.open()
            await mayEnd.wait()
        }
        await started.wait()
        await self.story.wait(for: "server started")
        self.tasks.perform(.drain, by: Requester("SIGTERM"))
        #expect(throws: BackgroundTasksError.self) { _ = try self.tasks.addUnlessFull("late") {} }
        #expect(self.story.told == ["server started"], "it runs on, and answers 503")
        mayEnd.open()
        try await running
        #expect(await task.outcome.kind == .succeeded)
        #expect(self.story.told == ["server started", "server stopping", "server stopped"])
        #expect(self.tasks.report?.requestedBy == Requester("SIGTERM"))
        #expect(self.tasks.report?.isClean == true)
    }

    @Test func `[server, tasks]: a signal on top of a direct drain changes nothing`() async throws {
        let group = self.group([
            .init(service: Server(name: "server", story: self.story)),
            .init(service: self.tasks, successTerminationBehavior: .gracefullyShutdownGroup),
        ])
        async let running: Void = group.run()
        let (started, mayEnd) = (Gate(), Gate())
        let task = try await self.tasks.add("task") {
            started.open()
            await mayEnd.wait()
        }
        await started.wait()
        self.tasks.perform(.drain, by: Requester("SIGTERM"))
        await group.triggerGracefulShutdown()
        mayEnd.open()
        try await running
        #expect(await task.outcome.kind == .succeeded)
        #expect(self.tasks.report?.requestedBy == Requester("SIGTERM"))
    }

    @Test func `[agent, tasks, server]: a shutdown of the group lets the server's last requests submit, then drains`()
        async throws
    {
        let tasks = self.tasks
        let lastRequest = Mutex<BackgroundTaskHandle<Int>?>(nil)
        let group = self.group([
            .init(service: Server(name: "agent", story: self.story)),
            .init(service: tasks),
            .init(
                service: Server(name: "server", story: self.story) {
                    let handle = try await tasks.add("last request") { 42 }
                    lastRequest.withLock { $0 = handle }
                }
            ),
        ])
        async let running: Void = group.run()
        await self.story.wait(for: "server started")
        await self.story.wait(for: "agent started")
        let started = Gate()
        let waitsForTheShutdown = try await tasks.add("watches the shutdown") {
            started.open()
            try await gracefulShutdown()
            return 7
        }
        await started.wait()
        await group.triggerGracefulShutdown()
        try await running
        let handle = try #require(lastRequest.withLock { $0 })
        #expect(try await handle.value == 42)
        #expect(try await waitsForTheShutdown.value == 7, "the group's shutdown reaches the operations")
        #expect(
            self.story.told.suffix(4) == ["server stopping", "server stopped", "agent stopping", "agent stopped"]
        )
        #expect(tasks.report?.requestedBy == Requester("Service Lifecycle"))
        #expect(tasks.report?.isClean == true)
    }

    @Test func `cancelling the group asks every task to stop, and the group returns`() async throws {
        let group = self.group([
            .init(service: Server(name: "server", story: self.story)),
            .init(service: self.tasks),
        ])
        let running = Task { try await group.run() }
        let started = Gate()
        let task = try await self.tasks.add("task") {
            started.open()
            try await Gate().waitUnlessCancelled()
        }
        await started.wait()
        running.cancel()
        _ = await running.result
        guard case .cancelled(.parent, _) = await task.outcome else {
            Issue.record("not cancelled by its parent")
            return
        }
        #expect(self.tasks.drainStatus.phase == .stopped)
    }

    private func group(_ services: [ServiceGroupConfiguration.ServiceConfiguration]) -> ServiceGroup {
        ServiceGroup(configuration: .init(services: services, logger: .silent))
    }

    /// Runs until it is shut down, as a server does, and tells.
    private struct Server: Service {
        let name: String
        let story: Story
        var whileStopping: @Sendable () async throws -> Void = {}

        func run() async throws {
            self.story.tell("\(self.name) started")
            do { try await gracefulShutdown() } catch is CancellationError { return }
            self.story.tell("\(self.name) stopping")
            try await self.whileStopping()
            self.story.tell("\(self.name) stopped")
        }
    }

    /// What happened, in order.
    final class Story: Sendable {
        private let state = Mutex(State())

        private struct State {
            var told: [String] = []
            var gates: [String: Gate] = [:]
        }

        var told: [String] { self.state.withLock { $0.told } }

        func tell(_ what: String) {
            self.gate(of: what) { $0.told.append(what) }.open()
        }

        func wait(for what: String) async {
            await self.gate(of: what).wait()
        }

        private func gate(of what: String, _ change: (inout State) -> Void = { _ in }) -> Gate {
            self.state.withLock { state in
                change(&state)
                let gate = state.gates[what] ?? Gate()
                state.gates[what] = gate
                return gate
            }
        }
    }
}
