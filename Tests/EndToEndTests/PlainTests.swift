import Foundation
import TestSupport
import Testing

/// `--plain`: the demo for those who do not see a screen.
@Suite(.serialized, .onThreadOfItsOwn, .timeLimit(.minutes(30)))
struct `The demo in plain lines` {
    private static let arguments = ["demo", "--plain", "--rate", "0"]

    /// Whether it is lines of text and nothing else: nothing that moves a cursor, or is in colour.
    private func isPlain(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && !(0x7F...0x9F).contains($0.value)) }
    }

    @Test func `answers what comes through a pipe, and is drained through it`() async throws {
        let port = ListeningSocket.freePort()
        let command = "printf '\\nt\\nw\\nd\\ny\\n' | \"$0\" \"$@\""
        let shell = try RunningProgram(
            "/bin/bash",
            ["-c", command, Program.bgtop] + Self.arguments + ["--port", "\(port)"]
        )
        let result = try await shell.result()
        #expect(result.exitCode == 0, "\(result.errors)")
        #expect(self.isPlain(result.output))
        #expect(result.output.hasPrefix("demo :\(port), pid "))
        for line in [
            "No task lives.",
            "Drain it? Type y and Enter for yes, Enter alone for no.",
            "Draining: no new work is accepted.",
            "Stopped: nothing runs any more.",
            "  submitted 0 = succeeded 0 + failed 0 + cancelled 0 + timed out 0 + discarded 0 + alive 0",
        ] {
            #expect(result.output.contains("\n\(line)\n"), "\(line)")
        }
        // On a busy machine something may be wrong, and so much time have passed that it is known what happens in a second.
        let state =
            #/
            \n0\ of\ 64\ running,\ 0\ of\ 128\ queued(,\ 0\ a\ second\ finished)?\.
            \ (Nothing\ is\ wrong|1\ warning\ stands:\ Swift's\ pool\ held\ up)\.\n
            /#
        #expect(result.output.contains(state), "\(result.output)")
        #expect(result.output.contains(/\n(Nothing is wrong\.|.*Swift's pool held up: .+)\n/), "\(result.output)")
        #expect(result.output.contains("shutdown asked by D at the server"))
    }

    @Test func `tells of a drain by signal, whom it gives up, and exits with 2 as ever`() async throws {
        let port = ListeningSocket.freePort()
        let demo = try RunningProgram(
            Program.bgtop,
            Self.arguments + ["--port", "\(port)", "--grace", "0.5"]
        )
        let client = DemoClient(port: port)
        try await client.wait(for: 200, from: "/ready")
        try await client.send("POST", "/chaos/hang")
        demo.signal(SIGTERM)
        let result = try await demo.result()
        #expect(result.exitCode == 2)
        #expect(self.isPlain(result.output))
        #expect(result.output.contains("\nDraining: no new work is accepted.\n"))
        #expect(result.output.contains("\nCancelling: "))
        #expect(result.output.contains("still running: 1: sync-ledger 1"))
    }

    @Test func `says what is wrong with the settings, and does without`() async throws {
        let directory = try TemporaryDirectory()
        let file = directory.path("settings.json")
        try "{\"warnings\": {\"stuckAfter\": \"soon\"}}".write(toFile: file, atomically: true, encoding: .utf8)
        let demo = try RunningProgram(
            Program.bgtop,
            Self.arguments + ["--port", "0", "--duration", "0.2", "--settings", file]
        )
        let result = try await demo.result()
        #expect(result.exitCode == 0)
        #expect(self.isPlain(result.output))
        #expect(result.output.contains("settings.json: warnings.stuckAfter is \"soon\""), "\(result.output)")
    }

    @Test func `leaves standard output to a report for a program`() async throws {
        let demo = try RunningProgram(
            Program.bgtop,
            Self.arguments + ["--port", "0", "--duration", "3", "--report", "json"]
        )
        let result = try await demo.result()
        #expect(result.exitCode == 0)
        #expect(try Report(line: result.output).submitted == 0)
        #expect(result.errors.contains("\nDraining: no new work is accepted.\n"))
    }

    @Test func `drains in good order when nobody listens any more`() async throws {
        let command = "\"$0\" \"$@\" | head -1; echo ${PIPESTATUS[0]}"
        let arguments = ["demo", "--plain", "--port", "0", "--rate", "60", "--grace", "1"]
        let shell = try RunningProgram("/bin/bash", ["-c", command, Program.bgtop] + arguments)
        let result = try await shell.result()
        #expect(result.output.hasSuffix("\n74\n"), "The report finds nobody either.")
    }

    @Test func `is refused together with --headless`() async throws {
        let result = try await RunningProgram(Program.bgtop, Self.arguments + ["--headless"]).result()
        #expect(result.exitCode == 64)
        #expect(result.output.isEmpty)
        #expect(result.errors.hasPrefix("bgtop: --headless and --plain exclude each other"))
    }

    @Test(.enabled(if: Tmux.isInstalled, "tmux is not installed"), arguments: [["d", "Enter", "y", "Enter"], ["C-c"]])
    func `speaks and listens in a terminal, and leaves there what it said`(keys: [String]) async throws {
        // What is asked for below tells of the oldest tasks: there is no other.
        let demo = try await DemoInTerminal("--plain --rate 0 --grace 1")
        try await demo.terminal.wait(for: "line by line")
        try await demo.client.wait(for: 200, from: "/ready")
        try await demo.client.send("POST", "/chaos/hang")
        try await demo.terminal.type("t", "Enter")
        try await demo.terminal.wait(for: "sync-ledger")
        for key in keys { try await demo.terminal.type(key) }
        let (code, history) = try await demo.end()
        #expect((0...2).contains(code))
        #expect(history.text.contains("line by line"), "There was no other screen.")
        #expect(history.text.contains("Draining: no new work is accepted."))
    }
}
