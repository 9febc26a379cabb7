import BackgroundWork
import BackgroundWorkEvents
import BackgroundWorkTestKit
import BackgroundWorkWire
import Foundation
import InMemoryLogging
import Logging
import NIOCore
import TestSupport

@testable import BGTopClient
@testable import BackgroundWorkAgent

/// Background tasks that run, and an agent that serves them.
struct RunningAgent: Sendable {
    let tasks: BackgroundTasks
    let agent: Agent
    /// What the agent has logged.
    let log: InMemoryLogHandler
    private let directory: TemporaryDirectory

    var path: String { self.agent.path }

    /// Somebody who watches.
    func attach() throws -> AttachedProcess {
        AttachedProcess(
            try Discovery.process(at: self.path, within: 240),
            successor: .samePath,
            environment: [:],
            silence: .seconds(600)
        )
    }

    /// Waits until a line with `words` has been logged.
    func logged(_ words: String) async throws {
        while !self.log.entries.contains(where: { "\($0.message)".contains(words) }) {
            try Task.checkCancellation()
            await Task.yield()
        }
    }

    /// Adds tasks with so much to say, 8 KB each, that no system keeps all of it for somebody who does not read.
    func add(_ count: Int, until gate: Gate) async throws {
        for number in 1...count {
            let text = "\(number): " + String(repeating: "x", count: 8_000)
            try await self.tasks.add("verbose", options: .init(fields: [.init("query", text)])) { await gate.wait() }
        }
    }

    /// Runs `body` with an agent and its tasks, which are drained, and then the agent ends.
    static func with(
        control: BackgroundWorkAgent.Control = .allowed,
        limits: AgentLimits = .patient,
        configuration: BackgroundTasks.Configuration = .init(processName: "test"),
        _ body: @Sendable (RunningAgent) async throws -> Void
    ) async throws {
        let directory = try TemporaryDirectory()
        let log = InMemoryLogHandler()
        let logger = Logger(label: "agent") { _ in log }
        try await withBackgroundTasks(configuration: configuration, logger: logger) { tasks in
            var service = BackgroundWorkAgent(tasks, control: control, socketPath: directory.path("s"), logger: logger)
            service.limits = limits
            let agent = try await Agent.start(service)
            do {
                try await body(RunningAgent(tasks: tasks, agent: agent, log: log, directory: directory))
            } catch {
                await agent.end(within: .zero)
                throw error
            }
            await agent.end(within: .seconds(2))
        }
    }
}

extension AgentLimits {
    /// As in earnest, but that a viewer is never cut off because the test that plays it gets no thread.
    static var patient: Self {
        var limits = Self()
        limits.greeting = .minutes(10)
        limits.stall = .minutes(10)
        return limits
    }
}
