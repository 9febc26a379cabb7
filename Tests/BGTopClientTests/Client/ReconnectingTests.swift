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
@Suite(.timeLimit(.minutes(30))) struct ReconnectingTests {
    private static func agent(
        _ tasks: BackgroundTasks,
        _ path: String,
        control: BackgroundWorkAgent.Control = .allowed
    ) async throws -> Agent {
        try await Agent.start(BackgroundWorkAgent(tasks, control: control, socketPath: path, logger: Logger(label: "agent")))
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
            let attached = AttachedProcess(
                try Discovery.process(at: directory.path("s"), within: 240),
                successor: .samePath,
                environment: [:],
                silence: .seconds(600)
            )
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

    @Test(arguments: [BackgroundWorkAgent.Control.readOnly, .allowed])
    func `whoever has heard of a successor knows what may be asked of it`(control: BackgroundWorkAgent.Control) async throws {
        let directory = try TemporaryDirectory()
        let isSnapshot = { @Sendable (event: TaskEvent, name: String) in
            if case .snapshot(let snapshot) = event.kind { snapshot.process.name == name } else { false }
        }
        let (attached, recorder) = try await withBackgroundTasks(configuration: .init(processName: "first")) { tasks in
            let agent = try await Self.agent(tasks, directory.path("s"), control: control == .allowed ? .readOnly : .allowed)
            let attached = AttachedProcess(
                try Discovery.process(at: directory.path("s"), within: 240),
                successor: .samePath,
                environment: [:],
                silence: .seconds(600)
            )
            #expect(attached.isAllowed == (control != .allowed))
            let recorder = EventRecorder(attached)
            try await recorder.first { isSnapshot($0, "first") }
            await agent.end(within: .seconds(2))
            try await recorder.first { if case .interrupted = $0.kind { true } else { false } }
            #expect(attached.isAllowed == (control != .allowed))
            return (attached, recorder)
        }
        try await withBackgroundTasks(configuration: .init(processName: "second")) { tasks in
            let agent = try await Self.agent(tasks, directory.path("s"), control: control)
            try await recorder.first { isSnapshot($0, "second") }
            #expect(attached.isAllowed == (control == .allowed))
            await agent.end(within: .seconds(2))
        }
    }

    @Test func `what has the name of a process that was killed takes its place, although its socket is still there`()
        async throws
    {
        let directory = try TemporaryDirectory()
        let parts = PrivateDirectory(parent: directory.path, name: "bgtop")
        try parts.create()
        // A name that nothing else on this machine has.
        let name = "killed-\(directory.path.split(separator: "/").last ?? "")"
        let recorder = try await withBackgroundTasks(configuration: .init(processName: name)) { tasks in
            let agent = try await Self.agent(tasks, parts.path + "/1.sock")
            let found = try Discovery.process(at: agent.path, within: 240)
            let attached = AttachedProcess(
                found,
                successor: .sameName,
                environment: Self.environment(directory),
                silence: .seconds(600)
            )
            let recorder = EventRecorder(attached)
            try await recorder.first { if case .snapshot = $0.kind { true } else { false } }
            await agent.end(within: .zero)
            abandon(try UnixSocket.bound(to: parts.path + "/1.sock"))
            return recorder
        }
        try await withBackgroundTasks(configuration: .init(processName: name)) { tasks in
            let agent = try await Self.agent(tasks, parts.path + "/2.sock")
            try await recorder.first { [id = tasks.snapshot().process.startedAt] in
                if case .snapshot(let snapshot) = $0.kind { snapshot.process.startedAt == id } else { false }
            }
            await agent.end(within: .seconds(2))
        }
        #expect(Self.story(recorder).prefix(3) == [name, "-", name])
    }

    @Test func `who watches alongside follows the same one, although a younger one is there by then`() async throws {
        let directory = try TemporaryDirectory()
        let parts = PrivateDirectory(parent: directory.path, name: "bgtop")
        try parts.create()
        let configuration = BackgroundTasks.Configuration(
            processName: "followed-\(directory.path.split(separator: "/").last ?? "")"
        )
        let isSnapshot = { @Sendable (event: TaskEvent) in if case .snapshot = event.kind { true } else { false } }
        let attached = try await withBackgroundTasks(configuration: configuration) { tasks in
            let agent = try await Self.agent(tasks, parts.path + "/1.sock")
            let found = try Discovery.process(at: agent.path, within: 240)
            await agent.end(within: .zero)
            return AttachedProcess(
                found,
                successor: .sameName,
                environment: Self.environment(directory),
                silence: .seconds(600)
            )
        }
        try await withBackgroundTasks(configuration: configuration) { second in
            let agent = try await Self.agent(second, parts.path + "/2.sock")
            let recorder = EventRecorder(attached)
            try await recorder.first(where: isSnapshot)
            try await withBackgroundTasks(configuration: configuration) { third in
                let younger = try await Self.agent(third, parts.path + "/3.sock")
                let other = EventRecorder(AttachedProcess(alongside: attached))
                let event = try await other.first(where: isSnapshot)
                guard case .snapshot(let snapshot) = event.kind else { return }
                #expect(snapshot.process.startedAt == second.snapshot().process.startedAt)
                await younger.end(within: .zero)
            }
            await agent.end(within: .zero)
        }
    }

    @Test func `a server that is none is told in a sentence, and not asked again`() async throws {
        let directory = try TemporaryDirectory()
        let found = try await withBackgroundTasks(configuration: .init(processName: "first")) { tasks in
            let agent = try await Self.agent(tasks, directory.path("s"))
            let found = try Discovery.process(at: directory.path("s"), within: 240)
            await agent.end(within: .zero)
            return found
        }
        let server = try UnixSocket.bound(to: directory.path("s"))
        let recorder = EventRecorder(AttachedProcess(found, successor: .samePath, environment: [:], silence: .seconds(600)))
        let connection = accept(server, nil, nil)
        let noise = [UInt8](repeating: 0xFF, count: 64)
        _ = unsafe noise.withUnsafeBytes { unsafe write(connection, $0.baseAddress, $0.count) }
        let event = try await recorder.first { if case .interrupted = $0.kind { true } else { false } }
        guard case .interrupted(let interruption) = event.kind else { return }
        #expect(interruption == Interruption(reason: "What the other side sent is not what bgtop speaks.", isRetrying: false))
        close(connection)
        close(server)
    }

    /// Says who it is, and either what it does or why it tells nobody; then it hangs up.
    private static func answer(_ server: CInt, as process: ProcessDescription, maximumRunning: Int = 1, refusal: String? = nil)
    {
        let connection = accept(server, nil, nil)
        defer { abandon(connection) }
        let snapshot = TaskSnapshot(
            process: process,
            anchor: TimeAnchor(instant: .monotonicNow, nanosecondsSince1970: 0),
            totals: TaskTotals(),
            capacity: Capacity(maximumRunning: maximumRunning, maximumQueued: 1),
            drain: DrainStatus(phase: .accepting, since: process.startedAt),
            live: []
        )
        let story =
            refusal.map { [FrameWriter.frame(refusal: $0)] }
            ?? FrameWriter.frames([TaskEvent(at: .monotonicNow, .snapshot(snapshot))])
        let bytes = ([FrameWriter.frame(Hello(software: Software.version, process: process))] + story).flatMap(\.self)
        _ = unsafe bytes.withUnsafeBytes { unsafe send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }

    /// Somebody who attaches at `path`, and has not been answered yet.
    private static func recorder(at path: String, of process: ProcessDescription) throws -> EventRecorder {
        let hello = Hello(software: Software.version, process: process)
        let found = try #require(FoundProcess(at: path, hello, from: Peer(user: geteuid(), processID: getpid())))
        return EventRecorder(AttachedProcess(found, successor: .samePath, environment: [:], silence: .seconds(600)))
    }

    @Test func `who was let in and finds no place when it comes back goes on trying, and hears of no end`() async throws {
        let directory = try TemporaryDirectory()
        let server = try UnixSocket.bound(to: directory.path("s"))
        defer { close(server) }
        listen(server, 4)
        let process = try await withBackgroundTasks { $0.snapshot().process }
        let recorder = try Self.recorder(at: directory.path("s"), of: process)
        Self.answer(server, as: process)
        for _ in 0..<2 { Self.answer(server, as: process, refusal: "32 viewers are attached.") }
        Self.answer(server, as: process, maximumRunning: 2)
        try await recorder.first {
            if case .snapshot(let snapshot) = $0.kind { snapshot.capacity.maximumRunning == 2 } else { false }
        }
        let interruptions = recorder.events.compactMap { event in
            if case .interrupted(let interruption) = event.kind { interruption } else { nil }
        }
        #expect(interruptions.dropFirst().first == Interruption(reason: "32 viewers are attached.", isRetrying: true))
        #expect(interruptions.allSatisfy { $0.isRetrying })
    }

    @Test func `who was never let in is told why, and does not try again`() async throws {
        let directory = try TemporaryDirectory()
        let server = try UnixSocket.bound(to: directory.path("s"))
        defer { close(server) }
        listen(server, 4)
        let process = try await withBackgroundTasks { $0.snapshot().process }
        let recorder = try Self.recorder(at: directory.path("s"), of: process)
        Self.answer(server, as: process, refusal: "32 viewers are attached.")
        let event = try await recorder.first { if case .interrupted = $0.kind { true } else { false } }
        guard case .interrupted(let interruption) = event.kind else { return }
        #expect(interruption == Interruption(reason: "32 viewers are attached.", isRetrying: false))
    }

    @Test func `that no process has the number that one states says nothing of one in another container`() async throws {
        let directory = try TemporaryDirectory()
        let server = try UnixSocket.bound(to: directory.path("s"))
        defer { close(server) }
        listen(server, 4)
        let process = try await withBackgroundTasks { tasks in
            let own = tasks.snapshot().process
            // As if it had been given where other numbers are given, on the same machine, to the same user.
            return ProcessDescription(
                name: own.name,
                processID: .max,
                host: own.host,
                user: own.user,
                startedAt: own.startedAt
            )
        }
        let found = try #require(
            FoundProcess(
                at: directory.path("s"),
                Hello(software: "test", process: process),
                from: Peer(user: geteuid(), processID: getpid())
            )
        )
        let recorder = EventRecorder(AttachedProcess(found, successor: .samePath, environment: [:], silence: .seconds(600)))
        abandon(accept(server, nil, nil))
        let event = try await recorder.first { if case .interrupted = $0.kind { true } else { false } }
        guard case .interrupted(let interruption) = event.kind else { return }
        #expect(interruption.isRetrying)
        #expect(interruption.reason.hasSuffix("was cut."))
    }

    @Test func `who listens and says nothing, or nonsense, is told apart from nobody`() throws {
        let directory = try TemporaryDirectory()
        let complaint = { (path: String) in
            #expect(throws: UnixSocket.Failure.self) { try Discovery.process(at: path, within: 1) }?.description ?? ""
        }
        try Data().write(to: URL(fileURLWithPath: directory.path("file")))
        #expect(complaint(directory.path("file")) == "\(directory.path("file")) is no socket.")
        #expect(complaint(directory.path("missing")).contains("No such file or directory"))
        abandon(try UnixSocket.bound(to: directory.path("s")))
        #expect(complaint(directory.path("s")).contains("Nobody answers"))
        let server = try UnixSocket.bound(to: directory.path("s"))
        #expect(complaint(directory.path("s")).contains("says nothing: it may be stopped"))
        close(server)
    }

    @Test func `where nobody can be reached it is told at once`() throws {
        let directory = try TemporaryDirectory()
        abandon(try UnixSocket.bound(to: directory.path("left")))
        for name in ["left", "missing"] {
            let start = ContinuousClock.now
            #expect(throws: UnixSocket.Failure.self) { try Discovery.process(at: directory.path(name), within: 240) }
            #expect(ContinuousClock.now - start < .seconds(120))
        }
    }

    @Test func `those who say nothing keep nobody waiting for longer than one of them would, and hide nobody`() async throws {
        let directory = try TemporaryDirectory()
        let parts = PrivateDirectory(parent: directory.path, name: "bgtop")
        try parts.create()
        let silent = try (10..<40).map { number in
            let server = try UnixSocket.bound(to: "\(parts.path)/\(number).sock")
            listen(server, 4)
            return server
        }
        defer { for server in silent { close(server) } }
        try await withBackgroundTasks(configuration: .init(processName: "listed")) { tasks in
            let agent = try await Self.agent(tasks, parts.path + "/7.sock")
            let start = ContinuousClock.now
            let discovery = try await onThreadOfItsOwn { Discovery.look(environment: Self.environment(directory), within: 20) }
            // One after the other they would take ten minutes.
            #expect(ContinuousClock.now - start < .seconds(240))
            #expect(discovery.processes.filter { $0.path.hasPrefix(parts.path) }.map(\.process.name) == ["listed"])
            #expect(discovery.complaints.count { $0.contains("says nothing: it may be stopped") } >= 30)
            await agent.end(within: .zero)
        }
    }

    @Test func `of a directory full of sockets not all are asked, which is told`() throws {
        let directory = try TemporaryDirectory()
        let parts = PrivateDirectory(parent: directory.path, name: "bgtop")
        try parts.create()
        for number in 100..<170 { abandon(try UnixSocket.bound(to: "\(parts.path)/\(number).sock")) }
        let discovery = Discovery.look(environment: Self.environment(directory))
        #expect(discovery.places.first?.result == "nobody there; of 70 sockets the first 64 were asked")
        #expect(discovery.places.first?.found == 0)
        #expect(discovery.places.first?.problem == "of 70 sockets the first 64 were asked")
        let complaints = discovery.complaints.filter { $0.contains(parts.path) }
        #expect(complaints == ["64 sockets of processes that are gone lie in \(parts.path)."], "Not one for each.")
    }

    @Test(.enabled(if: geteuid() != 0, "Root can reach every socket."))
    func `nobody is said to be away who only cannot be reached`() throws {
        let directory = try TemporaryDirectory()
        let server = try UnixSocket.bound(to: directory.path("s"))
        defer { close(server) }
        #expect(unsafe chmod(directory.path("s"), 0) == 0)
        let discovery = Discovery.look(environment: ["BGTOP_SOCKET": directory.path("s")])
        #expect(discovery.places.map(\.result) == ["$BGTOP_SOCKET, not reached"])
        #expect(discovery.complaints.map { $0.hasSuffix("Permission denied.") } == [true])
    }

    /// In which nothing can be found but what is in `directory`, save for what root sees of others.
    private static func environment(_ directory: TemporaryDirectory) -> [String: String] {
        ["XDG_RUNTIME_DIR": directory.path, "TMPDIR": directory.path("none")]
    }

    @Test func `for what can never be there nobody waits`() throws {
        let directory = try TemporaryDirectory()
        try Data().write(to: URL(fileURLWithPath: directory.path("file")))
        abandon(try UnixSocket.bound(to: directory.path("left")))
        let long = directory.path(String(repeating: "x", count: 200))
        #expect(Discovery.objection(to: directory.path("file"))?.hasSuffix("is no socket.") == true)
        #expect(Discovery.objection(to: directory.path)?.hasSuffix("is no socket.") == true)
        #expect(Discovery.objection(to: long)?.contains("is too long for a socket") == true)
        #expect(Discovery.objection(to: directory.path("missing")) == nil)
        #expect(Discovery.objection(to: directory.path("left")) == nil)
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/run"), "There is no /run."))
    func `a directory is looked at once, however it is spelled`() throws {
        let known = Discovery.others(besides: []).map { PrivateDirectory(parent: "\($0.parent)/", name: $0.name) }
        try #require(!known.isEmpty)
        // There may be others by now.
        let paths = Set(known.map(\.path))
        #expect(!Discovery.others(besides: known).contains { paths.contains($0.path) })
    }

    @Test func `what can be attached to is listed, with where was looked`() async throws {
        let directory = try TemporaryDirectory()
        let parts = PrivateDirectory(parent: directory.path, name: "bgtop")
        try parts.create()
        try await withBackgroundTasks(configuration: .init(processName: "listed")) { tasks in
            let agent = try await Self.agent(tasks, parts.path + "/7.sock")
            abandon(try UnixSocket.bound(to: parts.path + "/8.sock"))
            let discovery = try await onThreadOfItsOwn { Discovery.look(environment: Self.environment(directory), within: 30) }
            #expect(discovery.processes.filter { $0.path.hasPrefix(parts.path) }.map(\.process.name) == ["listed"])
            #expect(
                discovery.places.prefix(2) == [
                    .init(path: parts.path, found: 1, problem: nil, result: "1 found"),
                    .init(
                        path: directory.path("none") + "/bgtop-\(geteuid())",
                        found: 0,
                        problem: "not there",
                        result: "not there"
                    ),
                ]
            )
            #expect(discovery.complaints.contains("Nobody answers at \(parts.path)/8.sock: its process is gone."))
            await agent.end(within: .zero)
        }
    }
}
