import Foundation
import Testing

/// The scenarios of which a process dies, or its threads are blocked, from outside of it.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct `A scenario of the demo` {
    /// The seeds are one for each fault, as those of the next test are: the demo's own tests hold them to that.
    @Test(arguments: [1, 2, 5])
    func `blocked-exit holds the exit by the culprit and by nobody else`(seed: Int) async throws {
        let demo = try RunningProgram(
            Program.bgtopDemo,
            [
                "--scenario", "blocked-exit", "--seed", "\(seed)", "--port", "0", "--rate", "20", "--duration", "4",
                "--grace", "0.2", "--report", "json",
            ]
        )
        let result = try await demo.result()
        #expect(result.exitCode == 2)
        #expect(result.errors.contains("Which name's tasks will hold the exit?"))
        let report = try Report(line: result.output)
        let scenario = try #require(report.scenario)
        #expect(scenario.name == "blocked-exit" && scenario.foundAfter == nil && scenario.wronglyAccused.isEmpty)
        #expect(report.uncooperative.contains(scenario.culprit))
        // The text says by whom it was held to the end: a busy machine may be late to stop others.
        let alive = try #require(result.errors.firstMatch(of: /still running: \d+: (.+)/))
        #expect(alive.1.split(separator: ", ").allSatisfy { $0.hasPrefix("\(scenario.culprit) ") }, "\(alive.1)")
        #expect(result.errors.contains("not found: \(scenario.culprit)"))
    }

    @Test(.enabled(if: Tmux.isInstalled, "tmux is not installed"), arguments: [1, 2, 3])
    func `blocked-pool is solved by what the dashboard says, and the accusation answered`(seed: Int) async throws {
        let demo = try await DemoInTerminal(
            "--scenario blocked-pool --seed \(seed) --rate 20 --grace 1",
            columns: seed == 1 ? 80 : 120,
            rows: seed == 1 ? 24 : 36
        )
        let terminal = demo.terminal
        try await terminal.wait(for: "Which name's tasks block the threads?")
        // The library's own warning names it.
        try await terminal.type("4")
        let long = /polls of ([a-z-]+) took 100 ms/
        let warnings = try await terminal.wait(for: "long polls") { $0.text.contains(long) }
        let name = try #require(warnings.text.firstMatch(of: long)).1
        try await terminal.type("2")
        try await terminal.wait(for: "names") { $0.text.contains("RUNNING") }
        try await terminal.type("/")
        try await terminal.type(literally: String(name))
        try await terminal.type("Enter", "a")
        let menu = try await terminal.wait(for: "Accuse \(name)")
        #expect(menu.text.contains("1  Accuse \(name)"))
        try await terminal.type("1")
        try await terminal.wait(for: "You say that \(name) keeps threads")
        try await terminal.answer("y")
        let answer = try await terminal.wait(for: "right, found after")
        // In as many lines as it takes.
        let words = answer.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("accuse \(name): right, found after "))
        #expect(words.contains("bgtop learn 13 shows it."), "\(answer.text)")
        #expect(!answer.text.contains("Which name's tasks"), "What was asked has been answered.")
        try demo.signal(SIGTERM)
        let (_, history) = try await demo.end()
        #expect(history.text.contains("scenario blocked-pool: Which name's tasks block the threads?"))
        #expect(history.text.contains(": \(name)\n") && history.text.contains("  found after "))
        #expect(history.text.contains("--scenario small-queue:"))
    }

    @Test func `that there is none of is said in a sentence that lists them`() async throws {
        let result = try await RunningProgram(Program.bgtop, ["demo", "--scenario", "haunted-house"]).result()
        #expect(result.exitCode == 64)
        #expect(result.errors.contains("it must be blocked-exit, blocked-pool, small-queue or orphans."))
    }
}
