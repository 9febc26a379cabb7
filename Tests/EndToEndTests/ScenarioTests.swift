import Foundation
import TestSupport
import Testing

/// The scenarios of which a process dies, or its threads are blocked, from outside of it.
@Suite(.serialized, .onThreadOfItsOwn, .timeLimit(.minutes(30)))
struct `A scenario of the demo` {
    /// The seeds are one for each fault, as those of the next test are: the demo's own tests hold them to that.
    @Test(arguments: [1, 2, 5])
    func `blocked-exit holds the exit by the culprit and by nobody else`(seed: Int) async throws {
        let demo = try RunningProgram(
            Program.bgtopDemo,
            [
                "--scenario", "blocked-exit", "--seed", "\(seed)", "--port", "0", "--rate", "20", "--duration", "10",
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
        // The library's own warning names it. On a machine that is busy itself others have kept threads as well, and who says so is told no.
        var (accused, answer): ([String], Screen) = ([], Screen(text: ""))
        repeat {
            try await terminal.type("4")
            let named = try await terminal.wait(for: "long polls") { screen in
                Self.namesOfLongPolls(in: screen).contains { !accused.contains($0) }
            }
            let name = try #require(Self.namesOfLongPolls(in: named).first { !accused.contains($0) })
            accused.append(name)
            answer = try await Self.accuse(name, in: terminal)
            #expect(answer.words.contains("accuse \(name): \(answer.isRight ? "right, found after" : "no. Its longest time") "))
        } while !answer.isRight
        #expect(answer.words.contains("bgtop learn 13 shows it."), "\(answer.text)")
        #expect(!answer.text.contains("Which name's tasks"), "What was asked has been answered.")
        try demo.signal(SIGTERM)
        let (_, history) = try await demo.end()
        #expect(history.text.contains("scenario blocked-pool: Which name's tasks block the threads?"))
        #expect(history.text.contains(": \(try #require(accused.last))\n") && history.text.contains("  found after "))
        #expect(history.text.contains("--scenario small-queue:"))
    }

    /// Whom the warnings blame for long polls, the worst first.
    private static func namesOfLongPolls(in screen: Screen) -> [String] {
        screen.text.matches(of: /polls of ([a-z-]+) took 100 ms/).map { String($0.1) }
    }

    /// - Returns: The screen with the answer.
    private static func accuse(_ name: String, in terminal: Tmux) async throws -> Screen {
        try await terminal.type("2")
        try await terminal.wait(for: "names") { $0.text.contains("RUNNING") }
        try await terminal.type("/")
        try await terminal.type(literally: name)
        try await terminal.type("Enter", "a")
        let menu = try await terminal.wait(for: "Accuse \(name)")
        #expect(menu.text.contains("1  Accuse \(name)"))
        try await terminal.type("1")
        try await terminal.wait(for: "You say that \(name) keeps threads")
        try await terminal.answer("y")
        return try await terminal.wait(for: "an answer about \(name)") { screen in
            screen.words.contains("accuse \(name): ") && (screen.isRight || screen.words.contains("no. Its longest time"))
        }
    }

    @Test func `that there is none of is said in a sentence that lists them`() async throws {
        let result = try await RunningProgram(Program.bgtop, ["demo", "--scenario", "haunted-house"]).result()
        #expect(result.exitCode == 64)
        #expect(result.errors.contains("it must be blocked-exit, blocked-pool, small-queue or orphans."))
    }
}

extension Screen {
    /// All that it says, in as many lines as it takes.
    fileprivate var words: String { self.text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

    /// Whether an accusation was answered, and was right.
    fileprivate var isRight: Bool { self.words.contains("right, found after") }
}
