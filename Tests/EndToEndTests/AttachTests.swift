import BackgroundWorkEvents
import BackgroundWorkWire
import Foundation
import TestSupport
import Testing

/// A server without a terminal, and `bgtop` in another one.
@Suite(.serialized, .onThreadOfItsOwn, .timeLimit(.minutes(30)))
struct `Another terminal` {
    /// A demo that can be found nowhere but at one socket.
    private struct Server {
        let directory: TemporaryDirectory
        let demo: RunningProgram
        let client: DemoClient

        var socket: String { self.directory.path("s") }
        /// What makes `bgtop` find it, and nobody else.
        var environment: String { "BGTOP_SOCKET=\(self.socket)" }

        init(_ arguments: String...) async throws {
            self.directory = try TemporaryDirectory()
            let port = ListeningSocket.freePort()
            self.client = DemoClient(port: port)
            self.demo = try RunningProgram(
                "/usr/bin/env",
                ["BGTOP_SOCKET=\(self.directory.path("s"))", Program.bgtop, "demo", "--headless", "--port", "\(port)"]
                    + ["--report", "json"] + arguments
            )
            try await self.client.wait(for: 200, from: "/ready")
            let deadline = Deadline()
            while try !self.demo.errors.contains("bgtop can attach to this process.") {
                try await deadline.pause(for: "the socket")
            }
        }

        func viewer(_ arguments: String = "", columns: Int = 120, rows: Int = 36) async throws -> Tmux {
            try await Tmux(
                columns: columns,
                rows: rows,
                command:
                    "\(self.environment) sh -c 'echo $$ > \(self.directory.path("viewer")); exec \(Program.bgtop) \(arguments)'; "
                    + "echo exit=$?"
            )
        }

        func signalViewer(_ signal: Int32) throws {
            let text = try self.directory.read("viewer").trimmingCharacters(in: .whitespacesAndNewlines)
            kill(try #require(pid_t(text)), signal)
        }
    }

    @Test(.enabled(if: Tmux.isInstalled, "tmux is not installed"))
    func `accuses a name of the scenario that the other process runs, and is in its report`() async throws {
        // Who it is with this seed; the report is held against it.
        let culprit = "render-invoice"
        let server = try await Server("--rate", "0", "--grace", "1", "--scenario", "orphans", "--seed", "2")
        let viewer = try await server.viewer()
        try await viewer.wait(for: " orphans  pid ")
        try await viewer.type("2")
        for (name, answer) in [("merge-carts", "no. "), (culprit, "right, found after ")] {
            try await viewer.wait(for: name)
            try await viewer.type("/")
            try await viewer.type(literally: name)
            try await viewer.type("Enter", "a")
            try await viewer.wait(for: "1  Accuse \(name)")
            try await viewer.type("1")
            try await viewer.wait(for: "You say that \(name) leaves work behind")
            try await viewer.answer("y")
            try await viewer.wait(for: "accuse \(name): \(answer)")
        }
        server.demo.signal(SIGTERM)
        let scenario = try #require(try Report(line: try await server.demo.result().output).scenario)
        #expect(scenario.culprit == culprit && scenario.wronglyAccused == ["merge-carts"])
        #expect(scenario.foundAfter ?? 0 > 0)
    }

    @Test(arguments: [(120, 36), (80, 24)])
    func `shows the other process, drains it to its end, and names who asked`(columns: Int, rows: Int) async throws {
        let server = try await Server("--rate", "60", "--grace", "2")
        let viewer = try await server.viewer(columns: columns, rows: rows)
        try await viewer.wait(for: "live tasks") { !$0.rows.isEmpty }
        try await viewer.type("D")
        try await viewer.wait(for: "Drain it?")
        try await viewer.answer("y")
        try await viewer.wait(for: "shutdown asked by D in bgtop")
        let result = try await server.demo.result()
        let report = try Report(line: result.output)
        #expect(report.isBalanced)
        #expect(report.requestedBy?.hasPrefix("D in bgtop (") == true)
        #expect(
            report.requestedBy?.contains("pid \(try server.directory.read("viewer").trimmingCharacters(in: .newlines))") == true
        )
        // What it came to stays, although there is nobody any more who tells it.
        try await viewer.wait(for: "ENDED")
        try await viewer.type("q")
        try await viewer.wait(for: "exit=0")
    }

    @Test(arguments: [(SIGTERM, "exit=143"), (SIGINT, "exit=130"), (SIGHUP, "exit=129"), (SIGKILL, "exit=137")])
    func `a viewer that a signal ends says which, and leaves the server alone`(signal: Int32, exit: String) async throws {
        let server = try await Server("--rate", "0")
        let viewer = try await server.viewer("attach")
        try await viewer.wait(for: "ACCEPTING")
        try server.signalViewer(signal)
        try await viewer.wait(for: exit)
        #expect(try await server.client.send("POST", "/signup").status == 202)
        server.demo.signal(SIGTERM)
        #expect(try await server.demo.result().exitCode == 0)
    }

    @Test func `a server whose threads are all blocked is shown, and its intake closed`() async throws {
        let server = try await Server("--rate", "0", "--grace", "1")
        let viewer = try await server.viewer("attach \(server.socket)")
        try await viewer.wait(for: "the first picture") { $0.text.contains("ACCEPTING") && $0.text.contains("  pid ") }
        // The answers may be late: whoever would write them needs a thread as well.
        let threads = max(2, ProcessInfo.processInfo.activeProcessorCount)
        async let _: Void = server.client.insist("POST", "/chaos/block?threads=\(threads)&seconds=30")
        async let _: Void = server.client.insist("POST", "/chaos/block-swift?threads=\(threads)&seconds=30")
        try await viewer.wait(for: "BLOCKED")
        try await viewer.type("D")
        try await viewer.wait(for: "Drain it?")
        try await viewer.answer("y")
        try await viewer.waitForShutdown()
        _ = try await server.demo.result()
        // What has not been answered by now never will be: the end of this scope gives it up.
    }

    @Test func `a server that is stopped is told in seconds, with its clock, and followed again when it goes on`() async throws
    {
        let server = try await Server("--rate", "0", "--grace", "0", "--seed", Program.seedOfLongReport)
        try await server.client.wait(for: 202, from: "/report")
        let environment = server.environment
        let events = try RunningProgram("/usr/bin/env", [environment, Program.bgtop, "events"])
        let wait = try RunningProgram("/usr/bin/env", [environment, Program.bgtop, "wait", "--until", "phase==stopped"])
        let viewer = try await server.viewer("attach")
        try await viewer.wait(for: "the first picture") { $0.text.contains("ACCEPTING") && $0.text.contains("  pid ") }
        // Whoever comes only now finds it stopped, and has not lost it.
        var deadline = Deadline()
        while try !events.output.contains("\"event\":\"snapshot\"") { try await deadline.pause(for: "the first snapshot") }
        while try server.demo.errors.components(separatedBy: "A viewer is attached.").count < 4 {
            try await deadline.pause(for: "who waits to be attached")
        }
        server.demo.signal(SIGSTOP)
        let stale = try await viewer.wait(for: "has said nothing for 5 s: it may be stopped")
        #expect(stale.text.contains("RECONNECTING") && !stale.text.contains("ACCEPTING"))
        try await viewer.type("D", toSee: "There is no connection to pid")
        deadline = Deadline()
        // Who has not missed it goes on as before, and gets no second snapshot.
        while try !wait.errors.contains("it may be stopped") || !events.output.contains("\"event\":\"interrupted\"") {
            try await deadline.pause(for: "who waits, and who prints, to be told")
        }
        server.demo.signal(SIGCONT)
        try await viewer.wait(for: "ACCEPTING")
        while try events.output.components(separatedBy: "\"event\":\"snapshot\"").count < 3 {
            try await deadline.pause(for: "the second snapshot")
        }
        while try server.demo.errors.components(separatedBy: "A viewer is attached.").count < 7 {
            try await deadline.pause(for: "all three to be attached again")
        }
        #expect(wait.isRunning)
        server.demo.signal(SIGTERM)
        _ = try await server.demo.result()
        #expect(try await wait.result().exitCode == 0)
        #expect(try await events.result().exitCode == 0)
        try await viewer.wait(for: "ENDED")
    }

    @Test func `one that was started with --read-only refuses what viewers ask, and its log is seen`() async throws {
        let server = try await Server("--rate", "0", "--read-only")
        let viewer = try await server.viewer("attach")
        try await viewer.wait(for: "ACCEPTING")
        try await viewer.type("D", toSee: "BackgroundWorkAgent(control: .allowed)")
        // It came before anything was told; of those who come later it hears.
        try await viewer.type("5")
        let other = try await RunningProgram("/usr/bin/env", [server.environment, Program.bgtop, "snapshot"]).result()
        #expect(other.exitCode == 0)
        try await viewer.wait(for: "A viewer is attached.")
        server.demo.signal(SIGTERM)
        let result = try await server.demo.result()
        #expect(result.errors.contains("A viewer is attached."))
    }

    @Test func `one that may only look says why it does nothing`() async throws {
        let server = try await Server("--rate", "0")
        let viewer = try await server.viewer("attach --read-only")
        try await viewer.wait(for: "ACCEPTING")
        try await viewer.type("D")
        try await viewer.wait(for: "read-only")
        try await viewer.type("q")
        try await viewer.wait(for: "exit=0")
        #expect(try await server.client.send("GET", "/ready").status == 200)
        server.demo.signal(SIGTERM)
        _ = try await server.demo.result()
    }

    @Test(.enabled(if: geteuid() == 0, "Only root can be somebody else."))
    func `another user cannot connect, even where the way to the socket is open`() async throws {
        let server = try await Server("--rate", "0")
        #expect(unsafe chmod(server.socket, 0o666) == 0)
        #expect(unsafe chmod(URL(fileURLWithPath: server.socket).deletingLastPathComponent().path, 0o755) == 0)
        let attempt = try await RunningProgram(
            "/usr/bin/setpriv",
            ["--reuid", "65534", "--regid", "65534", "--clear-groups", Program.bgtop, "attach", server.socket]
        ).result()
        #expect(attempt.exitCode == 69)
        #expect(
            attempt.errors.contains("refuses: Only user 0, whose process this is, and root may watch it: you are user 65534.")
        )
        server.demo.signal(SIGTERM)
        let result = try await server.demo.result()
        #expect(result.errors.contains("A process of user 65534 wanted to watch, and may not."))
        #expect(!FileManager.default.fileExists(atPath: server.socket))
    }

    @Test func `five look on at once, and one that is killed or stopped is none of the others' business`() async throws {
        let server = try await Server("--rate", "60", "--grace", "1")
        let viewers = try (0..<5).map { _ in
            try RunningProgram("/usr/bin/env", [server.environment, Program.bgtop, "events"])
        }
        let deadline = Deadline()
        for viewer in viewers {
            while try !viewer.output.contains("\"event\":\"finished\"") { try await deadline.pause(for: "an event") }
        }
        viewers[0].signal(SIGKILL)
        viewers[1].signal(SIGSTOP)
        server.demo.signal(SIGTERM)
        #expect(try Report(line: try await server.demo.result().output).isBalanced)
        for viewer in viewers[2...] {
            let result = try await viewer.result()
            #expect(result.exitCode == 0)
            #expect(result.output.contains("\"event\":\"stopped\""))
            #expect(!result.output.contains("\"event\":\"gap\""))
        }
        // It has an end as well, whatever it has missed.
        viewers[1].signal(SIGCONT)
        #expect(try await viewers[1].result().output.contains("\"event\":\"interrupted\""))
    }

    @Test func `is told which processes there are, and where they were looked for`() async throws {
        let server = try await Server("--rate", "0")
        let list = try await RunningProgram("/usr/bin/env", [server.environment, Program.bgtop, "list"]).result()
        #expect(list.exitCode == 0)
        #expect(list.output.hasPrefix("demo"))
        #expect(list.output.contains(server.socket))
        let json = try await RunningProgram("/usr/bin/env", [server.environment, Program.bgtop, "list", "--json"]).result()
        #expect(json.exitCode == 0)
        let document = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        #expect(document["list"] as? Int == 1)
        let processes = try #require(document["processes"] as? [[String: Any]])
        #expect(processes.map { $0["path"] as? String } == [server.socket])
        #expect((processes.first?["name"] as? String)?.hasPrefix("demo") == true)
        #expect(processes.map { $0["allowsControl"] as? Bool } == [true])
        #expect((document["places"] as? [[String: Any]])?.map { $0["path"] as? String } == [server.socket])
        server.demo.signal(SIGTERM)
        _ = try await server.demo.result()
        let none = try await RunningProgram("/usr/bin/env", [server.environment, Program.bgtop, "list"]).result()
        #expect(none.exitCode == 1)
        #expect(none.output.hasPrefix("No process that could be watched."))
        let nothing = try await RunningProgram("/usr/bin/env", [server.environment, Program.bgtop, "list", "--json"]).result()
        #expect(nothing.exitCode == 1)
        #expect(nothing.output.contains("\"processes\":[]"))
    }

    @Test func `prints a snapshot as a table, as JSON and as a picture, without a terminal`() async throws {
        // A task that is there for as long as it is looked at.
        let server = try await Server("--rate", "0", "--grace", "0")
        #expect(try await server.client.send("POST", "/chaos/hang").status == 202)
        let run = { (arguments: [String]) in
            try await RunningProgram("/usr/bin/env", [server.environment, Program.bgtop, "snapshot"] + arguments).result()
        }
        let table = try await run([])
        #expect(table.exitCode == 0)
        #expect(table.output.contains("sync-ledger"))
        #expect(!table.output.contains("\u{1B}"))
        let ascii = try await run(["--ascii"])
        #expect(ascii.output.contains("sync-ledger") && ascii.output.utf8.allSatisfy { $0 < 0x80 })
        let json = try await run(["--json"])
        let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        #expect(object?["snapshot"] as? Int == 1)
        #expect((object?["tasks"] as? [[String: Any]])?.map { $0["name"] as? String } == ["sync-ledger"])
        let picture = try await run(["--svg"])
        #expect(picture.output.hasPrefix("<svg") && picture.output.contains("sync-ledger"))
        let both = try await run(["--json", "--svg"])
        #expect(both.exitCode == 64)
        server.demo.signal(SIGTERM)
        _ = try await server.demo.result()
        let gone = try await run([])
        #expect(gone.exitCode == 69)
    }

    @Test func `tells what the shutdown came to before the end, and ends with the process where nobody can type`() async throws
    {
        let server = try await Server("--rate", "0")
        // With nothing at its standard input.
        let plain = try RunningProgram("/usr/bin/env", [server.environment, Program.bgtop, "attach", "--plain"])
        let deadline = Deadline()
        while try !plain.output.contains("line by line") { try await deadline.pause(for: "the first line") }
        #expect(try await server.client.send("POST", "/signup").status == 202)
        server.demo.signal(SIGTERM)
        _ = try await server.demo.result()
        let result = try await plain.result()
        #expect(result.exitCode == 0)
        let lines = result.output.split(separator: "\n")
        let places = ["Stopped: ", "shutdown asked by SIGTERM", "  submitted 1 = succeeded", "Process pid "].map { beginning in
            lines.firstIndex { $0.hasPrefix(beginning) } ?? -1
        }
        #expect(places == places.sorted() && !places.contains(-1), "\(result.output)")
    }

    @Test(.enabled(if: Tmux.isInstalled, "tmux is not installed"))
    func `who is not let in is told why, in one sentence, and ends with 69`() async throws {
        let refusal = "32 viewers are attached to this process, and it takes no more: close one of them."
        let server = try FakeServer([FakeServer.hello(), FrameWriter.frame(refusal: refusal)])
        let plain = try await RunningProgram(Program.bgtop, ["attach", "--plain", server.path]).result()
        #expect(plain.exitCode == 69 && plain.output.isEmpty && plain.errors == "bgtop: \(refusal)\n")
        let dashboard = try await Tmux(
            columns: 120,
            rows: 36,
            command: "echo before; \(Program.bgtop) attach \(server.path); echo exit=$?"
        )
        let screen = try await dashboard.wait(for: "exit=69")
        #expect(screen.lines.prefix(3) == ["before", "bgtop: \(refusal)", "exit=69"])
        withExtendedLifetime(server) {}
    }

    @Test func `of the events no more are printed than somebody takes, which is no failure`() async throws {
        let server = try await Server("--rate", "60")
        let command = "\(server.environment) \(Program.bgtop) events | head -1; echo ${PIPESTATUS[0]}"
        let result = try await RunningProgram("/bin/bash", ["-c", command]).result()
        #expect(result.output.hasSuffix("}\n0\n") && result.errors.isEmpty)
        server.demo.signal(SIGTERM)
        _ = try await server.demo.result()
    }

    @Test func `prints what happens until the end, a line each`() async throws {
        let server = try await Server("--rate", "0")
        let events = try RunningProgram("/usr/bin/env", [server.environment, Program.bgtop, "events"])
        let deadline = Deadline()
        while try !events.output.contains("\"event\":\"snapshot\"") { try await deadline.pause(for: "the snapshot") }
        #expect(try await server.client.send("POST", "/signup").status == 202)
        server.demo.signal(SIGTERM)
        _ = try await server.demo.result()
        let result = try await events.result()
        #expect(result.exitCode == 0)
        let kinds = try result.output.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])["event"] as? String ?? ""
        }
        for kind in ["submitted", "started", "finished", "phaseChanged", "stopped"] { #expect(kinds.contains(kind)) }
        #expect(kinds.last == "interrupted")
    }

    @Test func `waits until something is true, and says if it was not in time`() async throws {
        let server = try await Server("--rate", "0", "--grace", "0")
        let wait = { (arguments: [String]) in
            try RunningProgram("/usr/bin/env", [server.environment, Program.bgtop, "wait", "--until"] + arguments)
        }
        #expect(try await wait(["running==0"]).result().exitCode == 0)
        #expect(try await wait(["running==0", "--timeout", "0"]).result().exitCode == 0)
        #expect(try await wait(["running > 0", "--timeout", "0"]).result().exitCode == 1)
        #expect(try await wait(["running > 0", "--timeout", "0.2"]).result().exitCode == 1)
        try await server.client.wait(for: 202, from: "/report")
        #expect(try await wait(["submitted>=1"]).result().exitCode == 0)
        let stopped = try wait(["phase==stopped"])
        let deadline = Deadline()
        while try server.demo.errors.components(separatedBy: "A viewer is attached").count < 7 {
            try await deadline.pause(for: "the viewer")
        }
        server.demo.signal(SIGTERM)
        _ = try await server.demo.result()
        #expect(try await stopped.result().exitCode == 0)
        #expect(try await wait(["phase==accepting"]).result().exitCode == 69)
        for (text, words) in [("running", "it must compare"), ("busy==1", "it can be about"), ("running==x", "whole number")] {
            let wrong = try await wait([text]).result()
            #expect(wrong.exitCode == 64)
            #expect(wrong.errors.contains(words))
        }
    }

    @Test func `waits for what comes with time alone, while nothing is told`() async throws {
        let now = TaskInstant.monotonicNow
        let task = TaskDescription(id: 7, name: "late", location: .init(fileID: "Shop/Late.swift", line: 1), submittedAt: now)
        // It could go on and has no thread: that is worth a warning once it has lasted.
        let activity = TaskActivity(
            state: .ready,
            since: now,
            wakes: 1,
            polls: 1,
            tasklessJobs: 0,
            busy: .zero,
            scheduled: .zero,
            onThread: .zero,
            ready: .zero,
            waiting: .zero,
            longestPoll: .zero,
            pollLengths: .init(),
            children: nil
        )
        let live = LiveTask(
            task: task,
            state: .running,
            rank: 1,
            startedAt: now,
            cancellation: nil,
            sample: TaskSample(id: 7, progress: nil, annotations: [], activity: activity)
        )
        // One that has nothing to say for seconds is given up where it does not say that it is there.
        let server = try FakeServer([FakeServer.hello(), FakeServer.snapshot(at: now, live: [live])], isAlive: true)
        let wait = try await RunningProgram(
            Program.bgtop,
            ["wait", "--until", "warnings>0", "--timeout", "110", server.path]
        ).result()
        #expect(wait.exitCode == 0)
        withExtendedLifetime(server) {}
    }
}
