import Foundation
import TestSupport
import Testing

@Suite(.serialized, .onThreadOfItsOwn, .timeLimit(.minutes(30)), .enabled(if: Tmux.isInstalled, "tmux is not installed"))
struct `The demo in a terminal` {
    @Test(arguments: [(120, 36), (80, 24)])
    func `shows live tasks, sorts them, looks into one, drains, and leaves the terminal as it was`(
        columns: Int,
        rows: Int
    ) async throws {
        let demo = try await DemoInTerminal("--grace 60 --rate 60", columns: columns, rows: rows)
        let terminal = demo.terminal
        try await terminal.wait(for: "live tasks") {
            $0.text.contains("ACCEPTING") && $0.rows.contains { $0.contains("send-email") }
        }

        try await terminal.type(">")
        try await terminal.wait(for: "another order") { !$0.text.contains("oldest first") }
        try await terminal.type("Enter")
        // In the first lines of a task's own view, whatever there is to be said of it.
        try await terminal.wait(for: "since submission")
        try await terminal.type("Escape")
        try await terminal.wait(for: "Tasks") { !$0.text.contains("since submission") && $0.text.contains("1 Tasks") }
        try await terminal.type("?")
        try await terminal.wait(for: "HELP")
        try await terminal.type("Escape")
        try await terminal.wait(for: "1 Tasks")

        try await terminal.type("D")
        try await terminal.wait(for: "Drain it?")
        try await terminal.answer("y")
        try await terminal.waitForShutdown()
        let (code, history) = try await demo.end()
        #expect(code == 0)
        #expect(history.text.contains("STOPPED"), "The last picture of the cockpit.")
        #expect(history.text.contains("shutdown asked by D at the server"))
        #expect(history.text.contains("+ alive 0\n"))
    }

    @Test func `makes exactly one row of one request`() async throws {
        let demo = try await DemoInTerminal("--rate 0 --grace 60 --seed \(Program.seedOfTenSecondReport)")
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
        try await demo.terminal.waitForShutdown()
        let (code, history) = try await demo.end()
        #expect((0...2).contains(code))
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
        try await terminal.waitForShutdown()
        let (code, history) = try await demo.end()
        #expect(code == 2)
        #expect(history.text.contains("still running: 1: sync-ledger 1"))
    }

    @Test func `is left with 130 on the third Ctrl-C`() async throws {
        let demo = try await DemoInTerminal("--grace 3600 --rate 0")
        try await demo.terminal.wait(for: "ACCEPTING")
        try await demo.client.send("POST", "/chaos/hang")
        try await demo.terminal.type("C-c")
        try await demo.terminal.wait(for: "DRAINING")
        // Both at once: when the tasks have been asked to stop, the demo gives up by itself in seconds.
        try await demo.terminal.type("C-c", "C-c")
        let (code, history) = try await demo.end()
        #expect(code == 130)
        #expect(history.text.contains("Left before the shutdown was over, with 1 task alive."))
        #expect(history.text.contains("still running: 1: sync-ledger"))
    }

    @Test(arguments: [
        ("--port 99999", "", "--port must be a number from 0 (any free port) to 65535."),
        ("--rate -1", "", "--rate must be 0 (no requests) or a number from 0.001 to 100000 requests a second."),
        ("--max-running 0", "", "--max-running must be a number from 1 to 1000000 tasks."),
        ("--grace -3", "", "--grace must be a number from 0 (cancel at once) to 86400 seconds."),
        (
            "", "env -u TERM",
            "TERM is not set, so the dashboard cannot know what terminal this is; set it, or use --headless."
        ),
        (
            "", "env TERM=dumb",
            "A terminal of type \"dumb\" cannot show a full screen; set TERM to what it really is. "
                + "Use --headless to go without the dashboard."
        ),
        (
            "</dev/null", "",
            "Standard input is not a terminal, so the dashboard would hear no keys; use --headless to go without it."
        ),
    ])
    func `that cannot be shown as asked is refused in one sentence, and the terminal stays as it is`(
        arguments: String,
        environment: String,
        sentence: String
    ) async throws {
        let demo = try await DemoInTerminal(arguments, environment: environment, columns: 160)
        let (code, history) = try await demo.end()
        #expect(code == 64)
        #expect(history.lines.prefix(3) == ["before", "bgtop: \(sentence)", "exit=64"])
    }

    @Test func `whose port is taken is refused in one sentence, and the terminal stays as it is`() async throws {
        let taken = try ListeningSocket()
        let demo = try await DemoInTerminal("--port \(taken.port)")
        let (code, history) = try await demo.end()
        let sentence = "Port \(taken.port) on 127.0.0.1 cannot be had: it is taken or not allowed; choose another one."
        #expect(code == 64)
        #expect(history.lines.prefix(3) == ["before", "bgtop: \(sentence)", "exit=64"])
        withExtendedLifetime(taken) {}
    }

    @Test func `is shown as in the commonest terminal where nothing is known about this one, and says so`() async throws {
        let demo = try await DemoInTerminal("--rate 0", environment: "env TERM=no-such-terminal")
        try await demo.terminal.wait(for: "TERM \"no-such-terminal\" is not known here: drawn as for xterm-256color.")
        try await demo.terminal.wait(for: "ACCEPTING")
        try demo.signal(SIGTERM)
        let (code, _) = try await demo.end()
        #expect(code == 0)
    }

    @Test func `gives the terminal back when a signal ends it that it knows nothing of`() async throws {
        let demo = try await DemoInTerminal("--rate 0")
        try await demo.terminal.wait(for: "ACCEPTING")
        try demo.signal(SIGUSR1)
        let (code, _) = try await demo.end()
        #expect(code == 128 + Int(SIGUSR1))
    }

    @Test func `ends with 74 after a drain in a terminal that takes nothing any more, whose settings it puts back`()
        async throws
    {
        let demo = try await DemoInTerminal("--grace 1 --rate 20")
        try await demo.terminal.wait(for: "live tasks") { !$0.rows.isEmpty }
        try demo.stall()
        try demo.signal(SIGTERM)
        #expect(try await demo.code() == 74)
    }

    @Test(.enabled(if: geteuid() == 0, "only root can become somebody else"))
    func `ends as well after su, where the terminal that takes nothing is another user's`() async throws {
        let demo = try await DemoInTerminal(
            "--grace 1 --rate 60",
            environment: "setpriv --reuid=65534 --regid=65534 --clear-groups"
        )
        try await demo.terminal.wait(for: "live tasks") { !$0.rows.isEmpty }
        try demo.stall()
        try demo.signal(SIGTERM)
        #expect(try await demo.code() == 74)
    }

    @Test func `offers nothing in a terminal of which nobody says what it is`() async throws {
        let terminal = try await Tmux(
            columns: 120,
            rows: 24,
            command: "env -u TERM BGTOP_SOCKET=/nowhere \(Program.bgtop); echo exit=$?"
        )
        let screen = try await terminal.wait(for: "exit=64")
        #expect(
            screen.lines.first == "bgtop: TERM is not set, so the dashboard cannot know what terminal this is; set it."
        )
    }

    @Test func `names the address that the system chose`() async throws {
        let demo = try await DemoInTerminal("--rate 0 --port 0")
        let header = try await demo.terminal.wait(for: "ACCEPTING")
        let port = try #require(header.text.firstMatch(of: /demo :(\d+)/).flatMap { Int($0.1) })
        try await DemoClient(port: port).wait(for: 200, from: "/ready")
        try demo.signal(SIGTERM)
        let (code, history) = try await demo.end()
        #expect(code == 0)
        #expect(history.text.contains("http://127.0.0.1:\(port)"))
    }

    @Test func `has the columns again that somebody has chosen, and not where it is to start clean`() async throws {
        let directory = try TemporaryDirectory()
        let environment = "env XDG_CONFIG_HOME=\(directory.path("config"))"
        let first = try await DemoInTerminal("--rate 0", environment: environment)
        try await first.terminal.wait(for: " STATE ")
        try await first.terminal.type("C")
        try await first.terminal.wait(for: "Columns of the tasks")
        try await first.terminal.type("Home", "Down", "Space", "Escape")
        try await first.terminal.wait(for: "no states") { $0.text.contains("NAME") && !$0.text.contains("STATE") }
        try first.signal(SIGTERM)
        _ = try await first.end()
        #expect(try directory.read("config/bgtop/settings.json").contains("\"hide\": [\"STATE\"]"))
        for (arguments, isHidden) in [("", true), ("--settings none", false)] {
            let next = try await DemoInTerminal("--rate 0 \(arguments)", environment: environment)
            let screen = try await next.terminal.wait(for: " NAME ")
            #expect(screen.text.contains(" STATE ") == !isHidden)
            try next.signal(SIGTERM)
            _ = try await next.end()
        }
    }

    @Test func `offers the demo when it is asked for nothing`() async throws {
        // The demo listens where it was looked for it.
        let directory = try TemporaryDirectory()
        let environment = "BGTOP_SOCKET=\(directory.path("s"))"
        let terminal = try await Tmux(columns: 80, rows: 24, command: "\(environment) \(Program.bgtop); echo exit=$?")
        try await terminal.wait(for: "bgtop demo")
        try await terminal.type("i")
        try await terminal.wait(for: "import BackgroundWork")
        try await terminal.type("Escape")
        try await terminal.wait(for: "bgtop demo")
        try await terminal.type("Enter")
        try await terminal.wait(for: "live tasks") { !$0.rows.isEmpty }
        try await terminal.type("C-c", "C-c")
        try await terminal.wait(for: "exit=")
        withExtendedLifetime(directory) {}
    }

    @Test func `starts the demo from there with the options that were given`() async throws {
        let directory = try TemporaryDirectory()
        let terminal = try await Tmux(
            columns: 80,
            rows: 24,
            command: """
                BGTOP_SOCKET=\(directory.path("s")) XDG_CONFIG_HOME=\(directory.path("config")) \
                \(Program.bgtop) --read-only --settings none; echo exit=$?
                """
        )
        try await terminal.wait(for: "bgtop demo")
        try await terminal.type("Enter")
        try await terminal.wait(for: " STATE ")
        try await terminal.type("D", toSee: "This view is read-only")
        try await terminal.type("C")
        try await terminal.wait(for: "Columns of the tasks")
        try await terminal.type("Home", "Down", "Space", "Escape")
        try await terminal.wait(for: "no states") { $0.text.contains("NAME") && !$0.text.contains("STATE") }
        try await terminal.type("C-c", "C-c")
        try await terminal.wait(for: "exit=")
        #expect(try !directory.names.contains("config"))
    }

    @Test func `takes no screen of who wants plain lines`() async throws {
        let terminal = try await Tmux(
            columns: 80,
            rows: 24,
            command: "BGTOP_SOCKET=/nowhere \(Program.bgtop) --plain; echo exit=$?"
        )
        let screen = try await terminal.wait(for: "exit=69")
        #expect(screen.lines.first == "bgtop: No process that could be watched. Looked for its socket in:")
    }
}
