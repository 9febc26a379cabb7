import Foundation
import TestSupport
import Testing

/// `bgtop learn worlds`, with real processes that are sent real signals.
@Suite(.serialized, .onThreadOfItsOwn, .timeLimit(.minutes(30)))
struct WorldsTests {
    @Test func `the structured one loses nothing, the other one does, by their own ledgers`() async throws {
        let home = try TemporaryDirectory()
        let result = try await RunningProgram("/usr/bin/env", Self.command(in: home) + ["--plain"]).result()
        #expect(result.exitCode == 0)
        #expect(result.errors.isEmpty, "\(result.errors)")
        let figure = { (name: String) throws in
            let line = try #require(
                result.output.split(separator: "\n").first { $0.hasPrefix("    \(name) ") },
                "\(result.output)"
            )
            return line.split(separator: " ").compactMap { Int($0) }
        }
        let (came, refused, taken) = (try figure("came"), try figure("refused"), try figure("taken"))
        let (done, lost) = (try figure("done"), try figure("lost"))
        for side in 0...1 {
            #expect(came[side] == refused[side] + taken[side])
            #expect(taken[side] == done[side] + lost[side])
        }
        #expect(lost[0] == 0)
        #expect(lost[1] >= 1)
        #expect(refused[0] >= 1, "Its intake is closed while it drains, and orders come in all the same.")
        #expect(result.output.contains("ORPHANS of Task { }:\n    "))
        let exit = try #require(result.output.split(separator: "\n").first { $0.hasPrefix("  exit code") })
        #expect(exit.split(separator: " ").suffix(2) == ["0", "0"], "Both returned from main.")
        #expect(try Self.processes(in: result.output).allSatisfy { !Self.isAlive($0) })
    }

    @Test(arguments: [SIGTERM, SIGKILL, SIGINT])
    func `no process is left behind when the one that started them is ended`(signal: Int32) async throws {
        let home = try TemporaryDirectory()
        let learning = try RunningProgram("/usr/bin/env", Self.command(in: home) + ["--plain"])
        let deadline = Deadline()
        while try !learning.output.contains("SIGTERM") { try await deadline.pause(for: "the two processes") }
        let processes = try Self.processes(in: learning.output)
        #expect(processes.count == 2)
        #expect(processes.allSatisfy(Self.isAlive))
        learning.signal(signal)
        #expect(try await learning.result().exitCode == -signal)
        try await Self.waitUntilGone(processes)
    }

    @Test(.enabled(if: Tmux.isInstalled, "tmux is not installed"))
    func `both are asked by one key, counted when they are gone, and run again`() async throws {
        let home = try TemporaryDirectory()
        let terminal = try await Self.terminal("\(Self.command(in: home).joined(separator: " ")); echo exit=$?")
        try await terminal.wait(for: "RUNNING")
        try await terminal.type("D")
        try await terminal.wait(for: "Shut both down?")
        try await terminal.answer("y")
        let over = try await terminal.wait(for: "OVER")
        #expect(over.text.contains("ORPHANS 0"))
        #expect(over.text.firstMatch(of: /ORPHANS [1-9]/) != nil)
        #expect(over.text.contains("LOST"))
        #expect(over.text.count(of: "exit code 0") == 2)
        let former = Self.shownProcesses(over.text)
        try await Self.waitUntilGone(former)
        try await terminal.type("r")
        let again = try await terminal.wait(for: "RUNNING")
        let processes = Self.shownProcesses(again.text)
        #expect(processes.count == 2)
        #expect(Set(processes).isDisjoint(with: former))
        try await terminal.type("l")
        try await terminal.wait(for: "Read the code")
        try await Self.waitUntilGone(processes)
        try await terminal.type("G", "Enter")
        let last = Self.shownProcesses(try await terminal.wait(for: "RUNNING").text)
        try await terminal.type("q")
        try await terminal.wait(for: "exit=0")
        try await Self.waitUntilGone(last)
    }

    @Test(.enabled(if: Tmux.isInstalled, "tmux is not installed"), arguments: [SIGTERM, SIGKILL, SIGHUP])
    func `no process is left behind when the screen is ended`(signal: Int32) async throws {
        let home = try TemporaryDirectory()
        let command = Self.command(in: home).joined(separator: " ")
        let terminal = try await Self.terminal("sh -c 'echo $$ > \(home.path("pid")); exec env \(command)'; echo exit=$?")
        let processes = Self.shownProcesses(try await terminal.wait(for: "RUNNING").text)
        #expect(processes.count == 2)
        let pid = try #require(pid_t(try home.text("pid").trimmingCharacters(in: .whitespacesAndNewlines)))
        kill(pid, signal)
        try await terminal.wait(for: "exit=\(128 + signal)")
        try await Self.waitUntilGone(processes)
    }

    @Test func `they are among the lessons, and refused with others`() async throws {
        let home = try TemporaryDirectory()
        let list = try await RunningProgram("/usr/bin/env", Self.command(in: home, "--plain")).result()
        #expect(list.output.contains("\n    worlds\n    Two worlds\n"))
        let both = try await RunningProgram("/usr/bin/env", Self.command(in: home) + ["--all", "--plain"]).result()
        #expect(both.exitCode == 64)
        #expect(both.errors.contains("--all and a lesson exclude each other"))
        let unknown = try await RunningProgram("/usr/bin/env", Self.command(in: home, "no-such")).result()
        #expect(unknown.errors.contains("15 forgotten-continuation, worlds."))
        let help = try await RunningProgram(Program.bgtop, ["--help"]).result()
        #expect(!help.output.contains("  world "), "Nobody types that one.")
    }

    // MARK: -

    private static func command(in home: TemporaryDirectory, _ lesson: String = "worlds") -> [String] {
        ["XDG_STATE_HOME=\(home.path("state"))", Program.bgtop, "learn", lesson]
    }

    private static func terminal(_ command: String) async throws -> Tmux {
        try await Tmux(columns: 80, rows: 24, command: command)
    }

    /// The processes that it says it has started, where there is no terminal.
    private static func processes(in output: String) throws -> [pid_t] {
        let words = try #require(output.firstMatch(of: /two processes, (\d+) and\s+(\d+)/), "\(output)")
        return [words.1, words.2].compactMap { pid_t($0) }
    }

    /// The processes that are named on the screen.
    private static func shownProcesses(_ text: String) -> [pid_t] {
        text.matches(of: /pid (\d+)/).compactMap { pid_t($0.1) }
    }

    private static func waitUntilGone(_ processes: [pid_t]) async throws {
        let deadline = Deadline()
        while processes.contains(where: Self.isAlive) { try await deadline.pause(for: "the end of \(processes)") }
    }

    /// Whether it runs. One that has ended and that nobody has asked for yet does not.
    private static func isAlive(_ process: pid_t) -> Bool {
        guard kill(process, 0) == 0 else { return false }
        // Behind the name, which may have anything in it but is in parentheses.
        guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let state = status.split(separator: ")").last?.split(separator: " ").first
        else { return false }
        return state != "Z" && state != "X"
    }
}

extension String {
    fileprivate func count(of text: String) -> Int { self.ranges(of: text).count }
}
