import BackgroundWorkEvents
import Foundation
import TestSupport
import Testing

@Suite(.serialized, .onThreadOfItsOwn, .timeLimit(.minutes(30)))
struct `The command line` {
    @Test(arguments: [
        (["--port", "99999"], "--port must be a number from 0 (any free port) to 65535."),
        (["--rate", "-1"], "--rate must be 0 (no requests) or a number from 0.001 to 100000 requests a second."),
        (["--max-running", "0"], "--max-running must be a number from 1 to 1000000 tasks."),
        (["--grace", "-3"], "--grace must be a number from 0 (cancel at once) to 86400 seconds."),
    ])
    func `answers a bad value with one sentence and exit code 64`(arguments: [String], sentence: String) async throws {
        for program in [(Program.bgtop, ["demo"]), (Program.bgtopDemo, [])] {
            let result = try await RunningProgram(program.0, program.1 + arguments).result()
            #expect(result.exitCode == 64)
            #expect(result.output.isEmpty)
            #expect(result.errors == "bgtop: \(sentence)\n")
        }
    }

    @Test func `says so when the port that was asked for is taken`() async throws {
        let taken = try ListeningSocket()
        let result = try await RunningProgram(Program.bgtop, ["demo", "--port", "\(taken.port)"]).result()
        #expect(result.exitCode == 64)
        #expect(result.output.isEmpty)
        #expect(
            result.errors
                == "bgtop: Port \(taken.port) on 127.0.0.1 cannot be had: it is taken or not allowed; choose another one.\n"
        )
        withExtendedLifetime(taken) {}
    }

    @Test(arguments: ["/dev/null", "/tmp/" + String(repeating: "x", count: 200)])
    func `does not wait where nobody can ever be`(path: String) async throws {
        let result = try await RunningProgram(Program.bgtop, ["attach", "--wait", "--plain", path]).result()
        #expect(result.exitCode == 69)
        #expect(result.errors.contains(path == "/dev/null" ? "is no socket." : "is too long for a socket"))
    }

    @Test func `says once what it waits for`() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.path("s")
        let waiting = try RunningProgram(Program.bgtop, ["attach", "--wait", "--plain", path])
        let deadline = Deadline()
        // By then it has looked in vain.
        while try !waiting.errors.contains("Waiting for") { try await deadline.pause(for: "a word") }
        waiting.signal(SIGTERM)
        #expect(try await waiting.result().errors == "bgtop: Waiting for somebody at \(path); Ctrl-C ends it.\n")
    }

    @Test(arguments: [
        (["wait", "--until", "running==0", "--timeout", "-1"], "--timeout must be a number of seconds from 0."),
        (["events", "--count", "-1"], "--count must be a number from 1."),
        (["help", "frob"], "There is no command frob; bgtop --help lists those that there are."),
    ])
    func `says what is wrong with a word that looks like another one`(arguments: [String], sentence: String) async throws {
        let result = try await RunningProgram(Program.bgtop, arguments).result()
        #expect(result.exitCode == 64)
        #expect(result.output.isEmpty)
        #expect(result.errors == "bgtop: \(sentence)\n")
    }

    @Test(arguments: [("/nowhere", "No such file or directory."), ("/etc", "/etc is no socket."), ("", "this one is empty.")])
    func `cannot be attached to where nobody is, named or found`(path: String, words: String) async throws {
        let named = try await RunningProgram(Program.bgtop, ["snapshot", path]).result()
        #expect(named.exitCode == 69)
        #expect(named.errors.hasSuffix("\(words)\n"))
        guard !path.isEmpty else { return }
        let found = try await RunningProgram("/usr/bin/env", ["BGTOP_SOCKET=\(path)", Program.bgtop, "snapshot"]).result()
        #expect(found.exitCode == 69)
        #expect(found.errors.hasSuffix("\(words)\n"))
    }

    @Test func `is told by what a process is named, where it is named by its number`() async throws {
        let result = try await RunningProgram(Program.bgtop, ["snapshot", "4242"]).result()
        #expect(result.exitCode == 69)
        #expect(result.errors.hasSuffix("A process is named by its socket, which bgtop list shows.\n"))
    }

    @Test func `finds nothing to attach to, and says so where there is no terminal to ask`() async throws {
        let result = try await RunningProgram("/usr/bin/env", ["BGTOP_SOCKET=/nowhere", Program.bgtop]).result()
        #expect(result.exitCode == 69)
        #expect(result.output.isEmpty)
        #expect(result.errors.hasPrefix("bgtop: No process that could be watched. Looked for its socket in:\n"))
        #expect(result.errors.contains("  /nowhere: $BGTOP_SOCKET, nobody there\n"))
    }

    static let texts = [
        ["instrument"], ["--help"], ["demo", "--help"], ["help", "demo"], ["--version"],
        ["--generate-completion-script", "zsh"],
    ]

    @Test(arguments: Self.texts)
    func `says so when what was asked for cannot be written`(arguments: [String]) async throws {
        let result = try await RunningProgram(Program.bgtop, arguments, output: "/dev/full").result()
        #expect(result.exitCode == 74)
        #expect(result.errors == "bgtop: The output cannot be written: No space left on device.\n")
    }

    @Test(arguments: Self.texts)
    func `says so when standard output is closed`(arguments: [String]) async throws {
        let command = ["-c", "exec \"$0\" \"$@\" >&-", Program.bgtop] + arguments
        let result = try await RunningProgram("/bin/bash", command).result()
        #expect(result.exitCode == 74)
        #expect(result.errors == "bgtop: The output cannot be written: Bad file descriptor.\n")
    }

    @Test func `waits for who reads what it was asked for, for longer than for who takes no last word`() async throws {
        let server = try FakeServer([FakeServer.hello(), FakeServer.snapshot(at: .monotonicNow, live: [])])
        let environment = "BGTOP_SOCKET=\(server.path)"
        let commands = [["events", "--count", "1"], ["snapshot", "--json"], ["list"], ["learn", "--plain"]]
        let runs = try commands.map { command in
            let pipe = try FullPipe()
            return (pipe, try RunningProgram("/usr/bin/env", [environment, Program.bgtop] + command, output: pipe.path))
        }
        let end = ContinuousClock.now + .seconds(8)
        let deadline = Deadline()
        while ContinuousClock.now < end, runs.allSatisfy(\.1.isRunning) { try await deadline.pause(for: "a reader") }
        for ((pipe, program), command) in zip(runs, commands) {
            #expect(program.isRunning, "\(command)")
            let beginning = pipe.take()
            let result = try await program.result()
            #expect(result.exitCode == 0 && result.errors.isEmpty, "\(command): \(result.errors)")
            #expect((beginning + pipe.take()).hasSuffix("\n"), "\(command)")
        }
        withExtendedLifetime(server) {}
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `has completions for every shell`(shell: String) async throws {
        let script = try await RunningProgram(Program.bgtop, ["--generate-completion-script", shell]).result()
        #expect(script.exitCode == 0)
        #expect(script.errors.isEmpty)
        for word in ["bgtop", "snapshot", "export", "read-only"] { #expect(script.output.contains(word)) }
        guard shell == "bash" else { return }
        let directory = try TemporaryDirectory()
        try script.output.write(toFile: directory.path("script"), atomically: true, encoding: .utf8)
        let check = ["-c", "source \"$0\" && complete -p bgtop", directory.path("script")]
        let checked = try await RunningProgram("/bin/bash", check).result()
        #expect(checked.exitCode == 0)
        #expect(checked.errors.isEmpty)
    }

    @Test func `has help, a version, and instructions for one's own server`() async throws {
        let help = try await RunningProgram(Program.bgtop, ["--help"]).result()
        #expect(help.exitCode == 0)
        #expect(help.output.contains("demo"))
        let version = try await RunningProgram(Program.bgtop, ["--version"]).result()
        #expect(version.exitCode == 0)
        #expect(version.output.split(separator: ".").count == 3)
        for arguments in [["instrument"], ["help", "instrument"]] {
            let instructions = try await RunningProgram(Program.bgtop, arguments).result()
            #expect(instructions.exitCode == 0)
            #expect(instructions.output.contains("import BackgroundWork"))
        }
    }
}
