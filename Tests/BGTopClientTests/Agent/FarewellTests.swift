import BackgroundWork
import BackgroundWorkEvents
import BackgroundWorkTestKit
import BackgroundWorkWire
import Foundation
import Logging
import NIOCore
import TestSupport
import Testing

@testable import BackgroundWorkAgent

/// The end of an agent comes once, whoever wants it, and when, and how often.
@Suite(.timeLimit(.minutes(30))) struct FarewellTests {
    @Test func `who wants the end after it has come waits for nothing`() async throws {
        let directory = try TemporaryDirectory()
        try await withBackgroundTasks(configuration: .init(processName: "test")) { tasks in
            let service = BackgroundWorkAgent(tasks, socketPath: directory.path("s"), logger: Logger(label: "agent"))
            let run = Task { await service.run() }
            while service.path == nil { try await Self.pause() }
            run.cancel()
            await run.value
            let hasReturned = Box<Bool>()
            Thread.detachNewThread {
                service.finish()
                hasReturned.value = true
            }
            while hasReturned.value == nil { try await Self.pause() }
        }
    }

    @Test func `all who want the end wait for the same, and nobody cuts it short for another`() async throws {
        try await RunningAgent.with(configuration: .init(maximumRunning: 500, processName: "test")) { running in
            let gate = Gate()
            defer { gate.open() }
            try await running.add(500, until: gate)
            let viewer = try RawViewer(running.path)
            viewer.greet()
            while running.agent.peakBuffered == 0 { try await Self.pause() }
            let first = Task { await running.agent.end(within: .minutes(10)) }
            while FileManager.default.fileExists(atPath: running.path) { try await Self.pause() }
            let secondHasBegun = Gate()
            let second = Task {
                secondHasBegun.open()
                await running.agent.end(within: .zero)
            }
            await secondHasBegun.wait()
            // Time for the second to do what it must not.
            for _ in 1...100 { await Task.yield() }
            var reader = FrameReader()
            reader.append(try await viewer.rest())
            var counts: [Int] = []
            while let message = try reader.next() {
                guard case .events(let events) = message else { continue }
                counts += events.compactMap { if case .snapshot(let snapshot) = $0.kind { snapshot.live.count } else { nil } }
            }
            #expect(counts == [500])
            #expect(!reader.isInFrame)
            await first.value
            await second.value
        }
    }

    @Test func `what has taken the socket's place stays there`() async throws {
        try await RunningAgent.with { running in
            try FileManager.default.removeItem(atPath: running.path)
            try Data("precious".utf8).write(to: URL(filePath: running.path))
            await running.agent.end(within: .zero)
            #expect(try String(contentsOfFile: running.path, encoding: .utf8) == "precious")
        }
    }

    private static func pause() async throws {
        try Task.checkCancellation()
        await Task.yield()
    }
}
