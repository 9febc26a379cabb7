import Foundation
import TestSupport
import Testing

/// The dashboard under a person's hands, in a real terminal.
@Suite(.serialized, .onThreadOfItsOwn, .timeLimit(.minutes(30)), .enabled(if: Tmux.isInstalled, "tmux is not installed"))
struct `The demo in somebody's hands` {
    @Test(arguments: [(120, 36), (80, 24)])
    func `is used with the mouse alone: sorted, looked into, drained`(columns: Int, rows: Int) async throws {
        let demo = try await DemoInTerminal("--grace 2 --rate 60", columns: columns, rows: rows)
        let terminal = demo.terminal
        try await terminal.wait(for: "live tasks") { $0.rows.count > 3 }
        try await terminal.click("STATE")
        try await terminal.wait(for: "by STATE")
        // What was seen when a click is made is what it hits, so each waits for what came of the one before.
        try await terminal.click("3 Tree")
        try await terminal.wait(for: "the tree") { !$0.text.contains("by STATE") }
        try await terminal.click("1 Tasks")
        try await terminal.wait(for: "by STATE")
        try await terminal.click("Enter look")
        try await terminal.wait(for: "since submission")
        try await terminal.click("Esc back")
        try await terminal.wait(for: "by STATE")
        try await terminal.click("D drain")
        try await terminal.click("y  Yes")
        try await terminal.waitForShutdown()
        let (code, history) = try await demo.end()
        #expect((0...2).contains(code))
        #expect(history.text.contains("shutdown asked by D at the server"))
    }

    @Test func `shows after a hundred resizes what a fresh drawing shows`() async throws {
        let demo = try await DemoInTerminal("--rate 0")
        let terminal = demo.terminal
        try await terminal.wait(for: "ACCEPTING")
        try await terminal.type("?")
        try await terminal.wait(for: "HELP")
        // Of every kind, those among them in which nothing can be shown.
        for step in 1...100 { try await terminal.resize(columns: 1 + step * 37 % 200, rows: 1 + step * 17 % 60) }
        try await terminal.resize(columns: 93, rows: 27)
        // All but the first line, in which time goes on.
        let shown = try await terminal.wait(for: "the last size") { screen in
            screen.lines.dropFirst(26).first?.hasSuffix("Ctrl-C drain") == true
        }.lines.dropFirst()
        // Once m has been dealt with, so has been what was pressed before it.
        try await terminal.type("C-l", "m")
        try await terminal.wait(for: "mouse free")
        try await terminal.type("m")
        let fresh = try await terminal.wait(for: "the keys") { !$0.text.contains("mouse free") }.lines.dropFirst()
        #expect(shown == fresh)
        try demo.signal(SIGTERM)
        let (code, _) = try await demo.end()
        #expect(code == 0)
    }

    @Test func `warns before it is suspended, leaves a shell that can be used, and goes on at the size that there is then`()
        async throws
    {
        let port = ListeningSocket.freePort()
        let terminal = try await Tmux(columns: 120, rows: 36, command: "PS1='ready> ' exec sh -i")
        try await terminal.wait(for: "ready>")
        try await terminal.type(literally: "\(Program.bgtop) demo --rate 20 --port \(port)")
        try await terminal.type("Enter")
        try await terminal.wait(for: "live tasks") { !$0.rows.isEmpty }
        try await terminal.type("C-z")
        let question = try await terminal.wait(for: "Suspend it?")
        #expect(question.text.contains("its tasks and its"))
        try await terminal.answer("y")
        try await terminal.wait(for: "the shell") { $0.text.contains("ready>") && !$0.text.contains("ACCEPTING") }
        #expect(try await !terminal.hasMouse)
        try await terminal.type(literally: "echo be''tween")
        try await terminal.type("Enter")
        try await terminal.wait(for: "between")
        try await terminal.resize(columns: 80, rows: 24)
        try await terminal.type(literally: "fg")
        try await terminal.type("Enter")
        let screen = try await terminal.wait(for: "the dashboard") { $0.text.contains("ACCEPTING") && !$0.rows.isEmpty }
        #expect(screen.lines.allSatisfy { $0.count <= 80 } && !screen.text.contains("between"))
        #expect(try await terminal.hasMouse)
        // Of the tabs on its left none moves because a warning is over.
        try await terminal.click("2 Names")
        try await terminal.wait(for: "the names") { $0.text.contains("RUN p50") }
        try await terminal.type("C-c", "C-c")
        try await terminal.wait(for: "the shell again") { $0.text.contains("ready>") && !$0.text.contains("ACCEPTING") }
        #expect(try await !terminal.hasMouse)
    }

    @Test func `ends when its terminal is gone`() async throws {
        let demo = try await DemoInTerminal("--grace 1 --rate 0")
        try await demo.terminal.wait(for: "ACCEPTING")
        try await demo.terminal.close()
        try await demo.waitUntilGone()
    }

    @Test func `leaves the mouse to the terminal if asked to, and takes it when it is wanted`() async throws {
        let demo = try await DemoInTerminal("--no-mouse --rate 0")
        let terminal = demo.terminal
        try await terminal.wait(for: "ACCEPTING")
        #expect(try await !terminal.hasMouse)
        try await terminal.type("m")
        let deadline = Deadline()
        while try await !terminal.hasMouse { try await deadline.pause(for: "the mouse") }
        try demo.signal(SIGTERM)
        let (code, _) = try await demo.end()
        #expect(code == 0)
    }
}
