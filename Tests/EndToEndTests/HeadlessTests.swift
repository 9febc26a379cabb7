import Foundation
import TestSupport
import Testing

@Suite(.serialized, .onThreadOfItsOwn, .timeLimit(.minutes(30)))
struct `The demo without a terminal` {
    @Test func `ends by itself, and its one line of JSON agrees with what the load saw`() async throws {
        let demo = try RunningProgram(
            Program.bgtopDemo,
            ["--port", "0", "--rate", "10", "--duration", "6", "--grace", "1", "--report", "json"]
        )
        let result = try await demo.result()
        let report = try Report(line: result.output)
        #expect(report.report == 1)
        #expect(report.submitted > 0)
        #expect(report.isBalanced)
        #expect(report.requestedBy == "--duration")
        #expect(result.exitCode == report.exitCode)
        let load = try #require(result.errors.split(separator: "\n").last { $0.hasPrefix("load: ") })
        let sent = try #require(Int(load.split(separator: " ")[1]))
        #expect(sent == report.submitted + report.rejected.total)
        #expect(load.contains("\(report.submitted) accepted"))
    }

    @Test func `accounts for everything when SIGTERM comes in the middle of the load`() async throws {
        let port = ListeningSocket.freePort()
        let demo = try RunningProgram(
            Program.bgtop,
            [
                "demo", "--port", "\(port)", "--rate", "100", "--grace", "0.5", "--seed", Program.seedOfLongReport, "--report",
                "json",
            ]
        )
        let client = DemoClient(port: port)
        try await client.wait(for: 202, from: "/report")
        demo.signal(SIGTERM)
        let result = try await demo.result()
        let report = try Report(line: result.output)
        #expect(report.isBalanced)
        #expect(report.alive == 0)
        #expect(report.requestedBy == "SIGTERM")
        #expect(result.exitCode == report.exitCode && report.exitCode > 0, "The report takes longer than the grace period.")
    }

    @Test func `refuses work with 503 while it drains, and a second interrupt skips ahead`() async throws {
        let port = ListeningSocket.freePort()
        let demo = try RunningProgram(
            Program.bgtop,
            [
                "demo", "--port", "\(port)", "--rate", "0", "--grace", "3600", "--seed", Program.seedOfLongReport,
                "--report", "json",
            ]
        )
        let client = DemoClient(port: port)
        try await client.wait(for: 202, from: "/report")
        demo.signal(SIGINT)
        try await client.wait(for: 503, from: "/ready")
        let refused = try await client.send("POST", "/signup")
        #expect(refused.status == 503)
        #expect(refused.retryAfter == "5")
        demo.signal(SIGINT)
        let result = try await demo.result()
        let report = try Report(line: result.output)
        #expect(result.exitCode == report.exitCode)
        #expect(report.cancelled == 1)
        #expect(report.rejected.shuttingDown >= 1)
        #expect(report.requestedBy == "SIGINT")
    }

    @Test func `leaves tasks their time however often SIGTERM is repeated`() async throws {
        let port = ListeningSocket.freePort()
        let demo = try RunningProgram(
            Program.bgtop,
            [
                "demo", "--port", "\(port)", "--rate", "0", "--grace", "3600", "--seed", Program.seedOfTenSecondReport,
                "--report", "json",
            ]
        )
        let client = DemoClient(port: port)
        try await client.wait(for: 202, from: "/report")
        demo.signal(SIGTERM)
        try await client.wait(for: 503, from: "/ready")
        demo.signal(SIGTERM)
        demo.signal(SIGHUP)
        let result = try await demo.result()
        let report = try Report(line: result.output)
        #expect(result.exitCode == 0)
        #expect(report.succeeded == 1)
        #expect(report.phases.cancelling == 0)
    }

    @Test func `hears no signal that it was started to ignore, as nohup starts it`() async throws {
        let port = ListeningSocket.freePort()
        let demo = try RunningProgram(
            "/bin/sh",
            [
                "-c", #"trap '' HUP; exec "$0" "$@""#, Program.bgtop,
                "demo", "--port", "\(port)", "--rate", "0", "--report", "json",
            ]
        )
        try await DemoClient(port: port).wait(for: 200, from: "/ready")
        demo.signal(SIGHUP)
        // If both were heard, the other would be the first.
        demo.signal(SIGTERM)
        let result = try await demo.result()
        #expect(result.exitCode == 0)
        #expect(try Report(line: result.output).requestedBy == "SIGTERM")
    }

    @Test func `gives up on a task that ignores cancellation, names it and exits with 2`() async throws {
        let port = ListeningSocket.freePort()
        let demo = try RunningProgram(
            Program.bgtop,
            ["demo", "--port", "\(port)", "--rate", "0", "--grace", "0.2", "--report", "json"]
        )
        let client = DemoClient(port: port)
        try await client.wait(for: 200, from: "/ready")
        let answer = try await client.send("POST", "/chaos/hang")
        #expect(answer.body == "Task 1 sync-ledger will not stop when asked.\n")
        demo.signal(SIGTERM)
        let result = try await demo.result()
        let report = try Report(line: result.output)
        #expect(result.exitCode == 2)
        #expect(report.uncooperative == ["sync-ledger"])
        #expect(report.alive == 1)
        #expect(report.isBalanced)
    }

    @Test func `is left at once on the third interrupt`() async throws {
        let port = ListeningSocket.freePort()
        let demo = try RunningProgram(Program.bgtop, ["demo", "--port", "\(port)", "--rate", "0", "--grace", "3600"])
        let client = DemoClient(port: port)
        try await client.wait(for: 200, from: "/ready")
        try await client.send("POST", "/chaos/hang")
        demo.signal(SIGINT)
        try await client.wait(for: 503, from: "/ready")
        // The second and the third may arrive as one, so one is sent until it has been heard.
        let deadline = Deadline()
        while demo.isRunning {
            // One that finds it leaving, and held up, ends it without its last lines.
            if try !demo.errors.contains("Left before") { demo.signal(SIGINT) }
            try await deadline.pause(for: "the end")
        }
        let result = try await demo.result()
        #expect(result.exitCode == 130)
        #expect(result.errors.contains("Left before the shutdown was over, with 1 task alive.\n"))
        #expect(result.output.contains("still running: 1: sync-ledger"))
    }

    static let briefly = ["demo", "--port", "0", "--rate", "0", "--duration", "0.1"]

    @Test(arguments: ["text", "json"])
    func `says that its report cannot be written, and exits with 74`(format: String) async throws {
        let full = try RunningProgram(Program.bgtop, Self.briefly + ["--report", format], output: "/dev/full")
        let result = try await full.result()
        #expect(result.exitCode == 74)
        #expect(result.errors.contains("bgtop: The output cannot be written: No space left on device.\n"))
    }

    @Test func `says that its report cannot be written when standard output is closed, and writes it to nothing else`()
        async throws
    {
        let shell = try RunningProgram("/bin/bash", ["-c", "exec \"$0\" \"$@\" >&-", Program.bgtop] + Self.briefly)
        let result = try await shell.result()
        #expect(result.exitCode == 74)
        #expect(result.errors.contains("bgtop: The output cannot be written: Bad file descriptor.\n"))
    }

    @Test func `ends in good order and with 74, but says nothing of it, when nobody reads its report`() async throws {
        // Its reader has ended before it begins.
        let command = "exec 3> >(true); wait $!; \"$0\" \"$@\" >&3; echo $?"
        let shell = try RunningProgram("/bin/bash", ["-c", command, Program.bgtop] + Self.briefly)
        let result = try await shell.result()
        #expect(result.output == "74\n")
        #expect(!result.errors.contains("bgtop:"))
    }

    @Test func `gives up its report, and exits with 74, when its reader takes nothing`() async throws {
        let pipe = try FullPipe()
        let result = try await RunningProgram(Program.bgtop, Self.briefly, output: pipe.path).result()
        #expect(result.exitCode == 74)
        #expect(result.errors.contains("bgtop: The output is given up: nobody takes it.\n"))
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func `is left at once by a signal while nobody takes its report`(signal: Int32) async throws {
        let pipe = try FullPipe()
        let demo = try RunningProgram(Program.bgtop, Self.briefly, output: pipe.path)
        _ = try await demo.listeningPort()
        let deadline = Deadline()
        while demo.isRunning {
            demo.signal(signal)
            try await deadline.pause(for: "the end")
        }
        #expect(try await demo.result().exitCode == 130)
    }

    @Test func `finds a port for each of many that are started at once`() async throws {
        let demos = try (0..<4).map { _ in
            try RunningProgram(Program.bgtop, ["demo", "--headless", "--rate", "0", "--report", "json"])
        }
        var ports: Set<Int> = []
        for demo in demos { ports.insert(try await demo.listeningPort()) }
        #expect(ports.count == demos.count)
        for port in ports { try await DemoClient(port: port).wait(for: 200, from: "/ready") }
        for demo in demos {
            demo.signal(SIGTERM)
            let result = try await demo.result()
            #expect(result.exitCode == 0, "\(result.errors)")
            #expect(try Report(line: result.output).submitted == 0)
            #expect(!result.errors.contains("cancellation of run()"), "Nothing is said of ports that were lost to another one.")
        }
    }

    @Test func `ends in good order although a client keeps its connection open`() async throws {
        let port = ListeningSocket.freePort()
        let demo = try RunningProgram(Program.bgtop, ["demo", "--port", "\(port)", "--rate", "0"])
        try await DemoClient(port: port).wait(for: 200, from: "/ready")
        let command = "exec 3<>/dev/tcp/127.0.0.1/\(port); printf 'GET /health HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n' >&3; cat <&3"
        let client = try RunningProgram("/bin/bash", ["-c", command])
        let deadline = Deadline()
        while try !client.output.contains("200 OK") { try await deadline.pause(for: "an answer") }
        demo.signal(SIGTERM)
        let result = try await demo.result()
        #expect(result.exitCode == 0, "\(result.errors)")
    }
}

extension RunningProgram {
    /// Suspends until the demo says which port it listens on.
    fileprivate func listeningPort() async throws -> Int {
        let deadline = Deadline()
        while true {
            let isRunning = self.isRunning
            let errors = try self.errors
            if let match = errors.firstMatch(of: /listens on http:\/\/127\.0\.0\.1:(\d+)\./) {
                return try #require(Int(match.1))
            }
            try #require(isRunning, "\(errors)")
            try await deadline.pause(for: "a port", seen: errors)
        }
    }
}
