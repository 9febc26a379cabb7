import BackgroundWork
import BackgroundWorkEvents
import BackgroundWorkTestKit
import BackgroundWorkWire
import Foundation
import Logging
import NIOCore
import TestSupport
import Testing

@testable import BGTopClient
@testable import BackgroundWorkAgent

/// What a viewer does when the way to the process is cut.
@Suite(.timeLimit(.minutes(10))) struct ReconnectingTests {
    private static func agent(_ tasks: BackgroundTasks, _ path: String) async throws -> Agent {
        try await Agent.start(BackgroundWorkAgent(tasks, control: .allowed, socketPath: path, logger: Logger(label: "agent")))
    }

    /// The processes whose snapshots came, and between them `-` for each interruption.
    private static func story(_ recorder: EventRecorder) -> [String] {
        recorder.events.compactMap { event in
            switch event.kind {
            case .snapshot(let snapshot): snapshot.process.name
            case .interrupted: "-"
            default: nil
            }
        }
    }

    @Test func `it is told once that the connection broke, and what takes the process's place begins with a snapshot`()
        async throws
    {
        let directory = try TemporaryDirectory()
        let recorder = try await withBackgroundTasks(configuration: .init(processName: "first")) { tasks in
            let agent = try await Self.agent(tasks, directory.path("s"))
            let attached = AttachedProcess(try Discovery.process(at: directory.path("s"), within: 60), successor: .samePath)
            let recorder = EventRecorder(attached)
            try await recorder.first { if case .snapshot = $0.kind { true } else { false } }
            await agent.end(within: .seconds(2))
            try await recorder.first { if case .interrupted = $0.kind { true } else { false } }
            return recorder
        }
        try await withBackgroundTasks(configuration: .init(processName: "second")) { tasks in
            let agent = try await Self.agent(tasks, directory.path("s"))
            try await recorder.first {
                if case .snapshot(let snapshot) = $0.kind { snapshot.process.name == "second" } else { false }
            }
            await agent.end(within: .seconds(2))
        }
        #expect(Self.story(recorder).prefix(3) == ["first", "-", "second"])
    }

    @Test func `a server that is none is told in a sentence, and not asked again`() async throws {
        let directory = try TemporaryDirectory()
        let found = try await withBackgroundTasks(configuration: .init(processName: "first")) { tasks in
            let agent = try await Self.agent(tasks, directory.path("s"))
            let found = try Discovery.process(at: directory.path("s"), within: 60)
            await agent.end(within: .zero)
            return found
        }
        let server = try UnixSocket.bound(to: directory.path("s"))
        let recorder = EventRecorder(AttachedProcess(found, successor: .samePath))
        let connection = accept(server, nil, nil)
        let noise = [UInt8](repeating: 0xFF, count: 64)
        _ = unsafe noise.withUnsafeBytes { unsafe write(connection, $0.baseAddress, $0.count) }
        let event = try await recorder.first { if case .interrupted = $0.kind { true } else { false } }
        guard case .interrupted(let interruption) = event.kind else { return }
        #expect(interruption == Interruption(reason: "What the other side sent is not what bgtop speaks.", isRetrying: false))
        close(connection)
        close(server)
    }

    @Test func `who listens and says nothing, or nonsense, is told apart from nobody`() throws {
        let directory = try TemporaryDirectory()
        let complaint = { (path: String) in
            #expect(throws: UnixSocket.Failure.self) { try Discovery.process(at: path, within: 1) }?.description ?? ""
        }
        #expect(complaint(directory.path("missing")).contains("No such file or directory"))
        close(try UnixSocket.bound(to: directory.path("s")))
        #expect(complaint(directory.path("s")).contains("Nobody answers"))
        let server = try UnixSocket.bound(to: directory.path("s"))
        #expect(complaint(directory.path("s")).contains("says nothing: it may be stopped"))
        close(server)
    }

    @Test func `what can be attached to is listed, with where was looked`() async throws {
        let directory = try TemporaryDirectory()
        let parts = PrivateDirectory(parent: directory.path, name: "bgtop")
        try parts.create()
        try await withBackgroundTasks(configuration: .init(processName: "listed")) { tasks in
            let agent = try await Self.agent(tasks, parts.path + "/7.sock")
            close(try UnixSocket.bound(to: parts.path + "/8.sock"))
            let discovery = Discovery.look(environment: ["XDG_RUNTIME_DIR": directory.path, "TMPDIR": directory.path("none")])
            #expect(discovery.processes.filter { $0.path.hasPrefix(parts.path) }.map(\.process.name) == ["listed"])
            #expect(
                discovery.places.prefix(2) == [
                    .init(path: parts.path, result: "1 found"),
                    .init(path: directory.path("none") + "/bgtop-\(geteuid())", result: "not there"),
                ]
            )
            #expect(discovery.complaints.contains("Nobody answers at \(parts.path)/8.sock: its process is gone."))
            await agent.end(within: .zero)
        }
    }
}
