import Foundation
import TestSupport
import Testing

/// A demo is recorded, and looked at again.
@Suite(.serialized, .onThreadOfItsOwn, .timeLimit(.minutes(30)))
struct `A recording` {
    private let directory: TemporaryDirectory

    init() throws {
        self.directory = try TemporaryDirectory()
    }

    private var tape: String { self.directory.path("tape") }

    /// A demo without a terminal, which records.
    private func demo(_ arguments: String...) throws -> RunningProgram {
        try RunningProgram(
            "/usr/bin/env",
            ["BGTOP_SOCKET=\(self.directory.path("s"))", Program.bgtop, "demo", "--headless", "--port", "0"]
                + ["--record", self.tape, "--report", "json"] + arguments
        )
    }

    private func replay(_ arguments: String = "", columns: Int = 120, rows: Int = 36) async throws -> Tmux {
        try await Tmux(
            columns: columns,
            rows: rows,
            command: "\(Program.bgtop) replay \(arguments) \(self.tape); echo exit=$?"
        )
    }

    /// The first whole second that the top line shows.
    private func position(_ screen: Screen) -> Int? {
        guard let match = screen.text.firstMatch(of: #/(\d+):(\d\d)(?:\.\d+)? of /#) else { return nil }
        return (Int(match.1) ?? 0) * 60 + (Int(match.2) ?? 0)
    }

    private func exactPosition(_ screen: Screen) -> String? {
        screen.text.firstMatch(of: #/\d+:\d\d\.\d+/#).map { String($0.0) }
    }

    /// Presses `key` until the position that is shown is another one: much can happen within a thousandth of a second.
    private func step(_ key: String, in viewer: Tmux, until isThere: (String) -> Bool) async throws -> String {
        let deadline = Deadline()
        while true {
            if let position = self.exactPosition(try await viewer.screen()), isThere(position) { return position }
            try await viewer.type(key)
            try await deadline.pause(for: "a step with \(key)")
        }
    }

    @Test(arguments: [(120, 36), (80, 24)])
    func `of a demo that was drained ends with the same report, and with every task`(columns: Int, rows: Int) async throws {
        let result = try await self.demo("--rate", "40", "--grace", "1", "--duration", "3").result()
        let report = try Report(line: result.output)
        #expect(result.errors.contains("Recorded in \(self.tape); bgtop replay \(self.tape) plays it."))
        let viewer = try await self.replay("--speed 64", columns: columns, rows: rows)
        try await viewer.wait(for: "RECORDED")
        let end = try await viewer.wait(for: "The recording ends here.")
        #expect(end.text.contains("STOPPED"))
        #expect(end.text.contains("shutdown asked by --duration"))
        try await viewer.type("Escape")
        try await viewer.type("f")
        let ended = report.succeeded + report.failed + report.cancelled + report.timedOut + report.discarded
        // Where there are warnings, they leave no room for the last word.
        try await viewer.wait(for: "0 live, \(ended) of \(ended) ")
        // Pauses: at this speed the end would come again before anybody could look.
        try await viewer.type(",")
        try await viewer.wait(for: "paused")
        try await viewer.type("b")
        try await viewer.wait(for: "the beginning") { $0.text.contains("ACCEPTING") && !$0.text.contains("STOPPED") }
        try await viewer.type("e")
        try await viewer.wait(for: "shutdown asked by --duration")
        try await viewer.type("q")
        try await viewer.wait(for: "exit=0")
    }

    @Test func `can be paused, gone through step by step, sought and played at another speed`() async throws {
        _ = try await self.demo("--rate", "20", "--grace", "0", "--duration", "15").result()
        // So slow that it is not over before anybody has come to pause it.
        let viewer = try await self.replay("--speed 0.25")
        try await viewer.wait(for: "0.25x")
        try await viewer.type("p")
        try await viewer.wait(for: "paused")
        try await viewer.type("b")
        try await viewer.wait(for: "0:00.000 of")
        try await viewer.type(")")
        let there = try await viewer.wait(for: "10 s later") { self.position($0).map { $0 >= 10 } ?? false }
        let before = try #require(self.exactPosition(there))
        let after = try await self.step(".", in: viewer) { $0 > before }
        _ = try await self.step(",", in: viewer) { $0 < after }
        for speed in ["0.5x", "1x", "2x"] {
            try await viewer.type("S")
            try await viewer.wait(for: speed)
        }
        try await viewer.type("s", "s")
        try await viewer.wait(for: "0.5x")
        try await viewer.type(":")
        try await viewer.type(literally: "0:05")
        try await viewer.type("Enter")
        try await viewer.wait(for: "0:05.000 of")
        try await viewer.type("D", toSee: "This is a recording: what happened cannot be changed.")
        try await viewer.type("p")
        try await viewer.wait(for: "that it goes on") { screen in
            !screen.text.contains("paused") && (self.position(screen).map { $0 > 5 } ?? false)
        }
        try await viewer.type("C-c")
        try await viewer.wait(for: "exit=0")
    }

    @Test func `of a process that was killed is played as far as it was written`() async throws {
        let demo = try self.demo("--rate", "40")
        let deadline = Deadline()
        while try self.directory.read("tape").utf8.count < 20_000 {
            try await deadline.pause(for: "something that is recorded")
        }
        demo.signal(SIGKILL)
        #expect(try await demo.result().exitCode == -SIGKILL)
        // In the middle of a frame, as where the machine goes down with it.
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: self.tape))
        try file.truncate(atOffset: try file.seekToEnd() - 1)
        let viewer = try await self.replay("--speed 64")
        let end = try await viewer.wait(for: "The recording ends here, cut off")
        #expect(end.text.contains("The end of the process is not in it."))
        #expect(!end.rows.isEmpty && end.text.contains("ACCEPTING"))
        try await viewer.type("q")
        try await viewer.wait(for: "exit=0")
    }

    @Test func `is made of another process as well, and what goes wrong with it ends nothing`() async throws {
        let socket = self.directory.path("s")
        let server = try RunningProgram(
            "/usr/bin/env",
            ["BGTOP_SOCKET=\(socket)", Program.bgtop, "demo", "--headless", "--port", "0", "--rate", "40", "--grace", "1"]
        )
        let deadline = Deadline()
        while !FileManager.default.fileExists(atPath: socket) { try await deadline.pause(for: "the socket") }
        let viewer = try await Tmux(
            columns: 120,
            rows: 36,
            command: "\(Program.bgtop) attach --record \(self.tape) \(socket); echo exit=$?"
        )
        try await viewer.wait(for: "live tasks") { !$0.rows.isEmpty && $0.text.contains("recording") }
        // Where it cannot be found any more there is no use in writing it.
        try FileManager.default.moveItem(atPath: self.tape, toPath: self.directory.path("kept"))
        try FileManager.default.removeItem(atPath: self.directory.path("kept"))
        let told = try await viewer.wait(for: "no longer recording")
        #expect(told.text.contains("The recording has ended.") && told.text.contains("It was removed."))
        #expect(told.text.contains("ACCEPTING"))
        try await viewer.type("q")
        try await viewer.wait(for: "exit=74")
        #expect(try await viewer.screen().text.contains("The recording has ended."))
        server.signal(SIGTERM)
        _ = try await server.result()
    }

    @Test func `that fails is a failure of the demo that made it, unless there is a worse one`() async throws {
        let demo = try self.demo("--rate", "0")
        let deadline = Deadline()
        while (try? self.directory.bytes("tape"))?.isEmpty != false { try await deadline.pause(for: "the recording") }
        try FileManager.default.removeItem(atPath: self.tape)
        demo.signal(SIGTERM)
        let result = try await demo.result()
        let own = try Report(line: result.output).exitCode
        #expect(result.exitCode == (own == 0 ? 74 : own))
        #expect(result.errors.contains("The recording has ended. \(self.tape): It was removed."))
    }

    @Test(arguments: [["demo", "--headless"], ["attach"]])
    func `is not made to standard output`(command: [String]) async throws {
        let result = try await RunningProgram(Program.bgtop, command + ["--record", "-"]).result()
        #expect(result.exitCode == 64)
        #expect(result.errors.contains("nothing is recorded to standard output"))
    }

    @Test func `is told in lines where that is wanted, to its end`() async throws {
        _ = try await self.demo("--rate", "20", "--grace", "1", "--duration", "2").result()
        let result = try await RunningProgram(Program.bgtop, ["replay", "--plain", "--speed", "64", self.tape]).result()
        #expect(result.exitCode == 0)
        let lines = result.output.split(separator: "\n")
        #expect(lines.first?.hasPrefix("A recording of demo") == true)
        #expect(lines.contains { $0.contains("shutdown asked by --duration") })
        #expect(lines.last == "The recording ends here.")
    }

    @Test func `is not made over something else, nor where nothing can be written`() async throws {
        try "a diary".write(toFile: self.tape, atomically: true, encoding: .utf8)
        let taken = try await self.demo().result()
        #expect(taken.exitCode == 64)
        #expect(
            taken.errors
                == "bgtop: Nothing can be recorded there. \(self.tape): It exists, and nothing is recorded over what may be of use. "
                + "Remove it, or choose another name.\n"
        )
        #expect(try self.directory.read("tape") == "a diary")
        let nowhere = try await RunningProgram(
            Program.bgtop,
            ["demo", "--headless", "--port", "0", "--record", self.directory.path("none/tape")]
        ).result()
        #expect(nowhere.exitCode == 64)
        #expect(nowhere.errors.hasSuffix("none/tape: No such file or directory.\n"))
    }

    @Test func `that is none is refused in one sentence`() async throws {
        let refuse = { (name: String, sentence: String) in
            let result = try await RunningProgram(Program.bgtop, ["replay", self.directory.path(name)]).result()
            #expect(result.exitCode == 66)
            #expect(result.output.isEmpty)
            #expect(result.errors == "bgtop: \(self.directory.path(name)): \(sentence)\n")
        }
        try await refuse("nowhere", "No such file or directory.")
        try "".write(toFile: self.directory.path("empty"), atomically: true, encoding: .utf8)
        try await refuse("empty", "It is empty: nothing has been recorded in it.")
        try "a diary".write(toFile: self.directory.path("diary"), atomically: true, encoding: .utf8)
        try await refuse("diary", "It is not a recording of bgtop.")
        let terminal = try await RunningProgram(Program.bgtop, ["replay", "--speed", "0", self.tape]).result()
        #expect(terminal.exitCode == 64)
        #expect(terminal.errors.contains("it must be a number from 0.25 to 64."))
    }
}
