import BGTopLessons
import BGTopTeaching
import Foundation
import TestSupport
import Testing

/// `bgtop learn`, as somebody who learns and as a pipe.
@Suite(.serialized, .onThreadOfItsOwn, .timeLimit(.minutes(30)))
struct LearnTests {
    @Test func `prints a lesson as text: the code, its time line, and why`() async throws {
        let home = try TemporaryDirectory()
        for name in ["3", "one-child-throws", "ONE CHILD"] {
            let result = try await Self.learn([name, "--plain"], in: home)
            #expect(result.exitCode == 0)
            let lesson = try #require(Curriculum.lesson("3"))
            for line in lesson.main.listing.lines { #expect(result.output.contains(line), "\(result.output)") }
            #expect(result.output.contains("the call"))
            #expect(result.output.contains("waitForAll() lets every child end"))
            #expect(result.output.count { $0 == "x" } > 3, "Lanes end where something is thrown.")
        }
    }

    @Test func `runs all lessons, one after the other, and the two worlds`() async throws {
        let home = try TemporaryDirectory()
        let result = try await Self.learn(["--all", "--plain"], in: home)
        #expect(result.exitCode == 0)
        #expect(result.errors.isEmpty, "\(result.errors)")
        let headings = Curriculum.lessons.map { "\($0.number)  \($0.title)" } + ["Two worlds"]
        let lines = result.output.split(separator: "\n").map(String.init)
        #expect(lines.filter(headings.contains) == headings)
    }

    @Test func `lists the lessons where there is no terminal to show them`() async throws {
        let home = try TemporaryDirectory()
        let result = try await Self.learn(["--plain"], in: home)
        #expect(result.exitCode == 0)
        for lesson in Curriculum.lessons { #expect(result.output.contains(lesson.name)) }
    }

    @Test(arguments: [
        (["no-such-lesson"], "There is no lesson \"no-such-lesson\""),
        (["99", "--plain"], "There is no lesson \"99\""),
        (["child"], "Several lessons have \"child\" in their titles: 1 "),
        (["--all"], "--all goes with --plain"),
        (["3", "--all", "--plain"], "--all and a lesson exclude each other"),
        ([], "needs a terminal"),
    ])
    func `what cannot be learned is refused in one sentence`(arguments: [String], sentence: String) async throws {
        let home = try TemporaryDirectory()
        let result = try await Self.learn(arguments, in: home)
        #expect(result.exitCode == 64)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains(sentence), "\(result.errors)")
    }

    @Test(.enabled(if: Tmux.isInstalled, "tmux is not installed"))
    func `is predicted, run, compared and remembered in a terminal`() async throws {
        let home = try TemporaryDirectory()
        let command = "XDG_STATE_HOME=\(home.path("state")) \(Program.bgtop) learn 3; echo exit=$?"
        let terminal = try await Tmux(columns: 80, rows: 24, command: command)
        try await terminal.wait(for: "PREDICT")
        try await terminal.type("Enter")
        try await terminal.wait(for: "Predict first")
        try await terminal.type("Right", "Right", "Down", "Left", "Enter")
        // The second of three, and the last of two: as it comes.
        var compared = try await terminal.wait(for: "COMPARE")
        // A busy machine may stretch a run so much that its moments cannot be told apart. Then it is run again; the prediction stays.
        let deadline = Deadline()
        while !compared.text.contains("throws when ship has ended") || compared.text.ranges(of: "as you said").count < 2 {
            try await deadline.pause(for: "a run that nothing disturbed", seen: compared.text)
            try await terminal.type("r")
            await rest(for: .seconds(3))
            compared = try await terminal.wait(for: "COMPARE")
        }
        try await terminal.type(",")
        try await terminal.wait(for: "RECORDED")
        try await terminal.type("l")
        try await terminal.wait(for: "1 of 4 right")
        try await terminal.type("q")
        try await terminal.wait(for: "exit=0")
        let again = try await Tmux(columns: 80, rows: 24, command: command.replacingOccurrences(of: "learn 3", with: "learn"))
        try await again.wait(for: "1 of 4 right")
        try await again.type("q")
        try await again.wait(for: "exit=0")
    }

    @Test func `what it cannot understand of former learning it leaves as it is`() async throws {
        let home = try TemporaryDirectory()
        let file = home.path("state/bgtop/lessons.json")
        try FileManager.default.createDirectory(atPath: home.path("state/bgtop"), withIntermediateDirectories: true)
        try "not JSON".write(toFile: file, atomically: true, encoding: .utf8)
        let result = try await Self.learn(["--plain"], in: home)
        #expect(result.exitCode == 0)
        #expect(result.errors.contains("cannot be understood"))
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "not JSON")
    }

    @Test(.enabled(if: Tmux.isInstalled, "tmux is not installed"))
    func `says in the terminal, too, that nothing is kept`() async throws {
        let home = try TemporaryDirectory()
        try FileManager.default.createDirectory(atPath: home.path("state/bgtop"), withIntermediateDirectories: true)
        try "not JSON".write(toFile: home.path("state/bgtop/lessons.json"), atomically: true, encoding: .utf8)
        let command = "XDG_STATE_HOME=\(home.path("state")) \(Program.bgtop) learn; echo exit=$?"
        let terminal = try await Tmux(columns: 80, rows: 24, command: command)
        try await terminal.wait(for: "so nothing is kept")
        try await terminal.type("q")
        try await terminal.wait(for: "exit=0")
    }

    private static func learn(_ arguments: [String], in home: TemporaryDirectory) async throws -> RunningProgram.Result {
        try await RunningProgram(
            "/usr/bin/env",
            ["XDG_STATE_HOME=\(home.path("state"))", Program.bgtop, "learn"] + arguments
        ).result()
    }
}
