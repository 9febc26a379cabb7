import Foundation
import Testing

@Suite(.serialized, .timeLimit(.minutes(3)), .enabled(if: Tmux.isInstalled, "tmux is not installed"))
struct `The demo in a terminal` {
    @Test(arguments: [(120, 36), (80, 24)])
    func `shows live tasks, sorts them, looks into one, drains, and leaves the terminal as it was`(
        columns: Int,
        rows: Int
    ) async throws {
        let demo = try await DemoInTerminal("--grace 2 --rate 60", columns: columns, rows: rows)
        let terminal = demo.terminal
        try await terminal.wait(for: "live tasks") {
            $0.text.contains("ACCEPTING") && $0.rows.contains { $0.contains("send-email") }
        }

        try await terminal.type(">")
        try await terminal.wait(for: "another order") { !$0.text.contains("oldest first") }
        try await terminal.type("Enter")
        try await terminal.wait(for: "WHAT HAPPENED")
        try await terminal.type("Escape")
        try await terminal.wait(for: "Tasks") { !$0.text.contains("WHAT HAPPENED") && $0.text.contains("1 Tasks") }
        try await terminal.type("?")
        try await terminal.wait(for: "HELP")
        try await terminal.type("Escape")
        try await terminal.wait(for: "1 Tasks")

        try await terminal.type("D")
        try await terminal.wait(for: "Drain it?")
        try await terminal.type("y")
        try await terminal.wait(for: "DRAINING")
        let (code, history) = try await demo.end()
        #expect([0, 1].contains(code))
        #expect(history.text.contains("STOPPED"), "The last picture of the cockpit.")
        #expect(history.text.contains("shutdown asked by D at this terminal"))
        #expect(history.text.contains("+ alive 0\n"))
    }

    @Test func `makes exactly one row of one request`() async throws {
        let demo = try await DemoInTerminal("--rate 0")
        let empty = try await demo.terminal.wait(for: "ACCEPTING")
        #expect(empty.rows.isEmpty)
        try await demo.client.wait(for: 202, from: "/report")
        let screen = try await demo.terminal.wait(for: "a row") { !$0.rows.isEmpty }
        #expect(screen.rows.count == 1)
        #expect(screen.rows.first?.contains("export-report") == true)
        try demo.signal(SIGTERM)
        let (code, history) = try await demo.end()
        #expect(code == 0)
        #expect(history.text.contains("submitted 1 = succeeded 1"))
    }

    @Test(arguments: [(SIGTERM, "SIGTERM"), (SIGHUP, "SIGHUP")])
    func `drains without questions on a signal, and restores the terminal`(signal: Int32, name: String) async throws {
        let demo = try await DemoInTerminal("--grace 1 --rate 60")
        try await demo.terminal.wait(for: "live tasks") { !$0.rows.isEmpty }
        try demo.signal(signal)
        try await demo.terminal.wait(for: "DRAINING")
        let (code, history) = try await demo.end()
        #expect([0, 1].contains(code))
        #expect(history.text.contains("shutdown asked by \(name)"))
    }

    @Test func `gives up on what hangs, from the menu to exit code 2`() async throws {
        let demo = try await DemoInTerminal("--grace 1 --rate 0")
        let terminal = demo.terminal
        try await terminal.wait(for: "ACCEPTING")
        try await demo.client.wait(for: 200, from: "/ready")
        let hung = try await demo.client.send("POST", "/chaos/hang")
        #expect(hung.status == 202)
        try await terminal.wait(for: "sync-ledger")
        try await terminal.type("C-c")
        try await terminal.wait(for: "DRAINING")
        let (code, history) = try await demo.end()
        #expect(code == 2)
        #expect(history.text.contains("still running: 1: sync-ledger 1"))
    }

    @Test func `is left with 130 on the third Ctrl-C`() async throws {
        let demo = try await DemoInTerminal("--grace 3600 --rate 0")
        try await demo.terminal.wait(for: "ACCEPTING")
        try await demo.client.send("POST", "/chaos/hang")
        for phase in ["DRAINING", "CANCELLING"] {
            try await demo.terminal.type("C-c")
            try await demo.terminal.wait(for: phase)
        }
        try await demo.terminal.type("C-c")
        let (code, history) = try await demo.end()
        #expect(code == 130)
        #expect(history.text.contains("Left before the shutdown was over, with 1 task alive."))
        #expect(history.text.contains("still running: 1: sync-ledger"))
    }

    @Test func `needs to know what terminal it is in`() async throws {
        let terminal = try await Tmux(
            columns: 80,
            rows: 24,
            command: "echo before; env -u TERM \(Program.bgtop) demo; echo exit=$?"
        )
        try await terminal.wait(for: "exit=")
        let lines = try await terminal.history().lines
        let sentence = "TERM is not set, so the dashboard cannot know what terminal this is; set it, or use --headless."
        #expect(lines.prefix(3) == ["before", "bgtop: \(sentence)", "exit=64"])
    }

    @Test func `offers the demo when it is asked for nothing`() async throws {
        let terminal = try await Tmux(columns: 80, rows: 24, command: "\(Program.bgtop); echo exit=$?")
        try await terminal.wait(for: "bgtop demo")
        try await terminal.type("i")
        try await terminal.wait(for: "import BackgroundWork")
        try await terminal.type("Escape")
        try await terminal.wait(for: "bgtop demo")
        try await terminal.type("Enter")
        try await terminal.wait(for: "live tasks") { !$0.rows.isEmpty }
        try await terminal.type("C-c", "C-c")
        try await terminal.wait(for: "exit=")
    }
}
