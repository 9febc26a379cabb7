import Foundation
import TestSupport
import Testing

/// The demo with its dashboard in a terminal. When it has ended the screen says `exit=` and its code.
struct DemoInTerminal {
    let terminal: Tmux
    let client: DemoClient
    private let directory: TemporaryDirectory

    /// - Parameter environment: A command that runs the demo in another environment, such as `env -u TERM`.
    init(_ arguments: String, environment: String = "", columns: Int = 120, rows: Int = 36) async throws {
        let port = ListeningSocket.freePort()
        self.client = DemoClient(port: port)
        self.directory = try TemporaryDirectory()
        let pidFile = self.directory.path("pid")
        // The terminal's settings before and after must be the same line twice.
        self.terminal = try await Tmux(
            columns: columns,
            rows: rows,
            command: """
                echo before; tty > \(self.directory.path("tty")); stty -g > \(self.directory.path("before")); \
                sh -c 'echo $$ > \(pidFile); exec \(environment) \(Program.bgtop) demo --port \(port) \(arguments)'; \
                code=$?; stty -g > \(self.directory.path("after")); \
                echo $code > \(self.directory.path("code")); echo exit=$code
                """
        )
    }

    func signal(_ signal: Int32) throws {
        kill(try self.pid, signal)
    }

    private var pid: pid_t {
        get throws {
            try #require(pid_t(try self.directory.read("pid").trimmingCharacters(in: .whitespacesAndNewlines)))
        }
    }

    /// Suspends until the process is gone, whose terminal may be gone too.
    func waitUntilGone() async throws {
        let pid = try self.pid
        let deadline = Deadline()
        while kill(pid, 0) == 0 { try await deadline.pause(for: "the end of the process") }
    }

    /// Makes the terminal take nothing from now on, as Ctrl-S does and a connection that hangs.
    func stall() throws {
        let path = try self.directory.read("tty").trimmingCharacters(in: .whitespacesAndNewlines)
        let descriptor = unsafe open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        try #require(tcflow(descriptor, TCOOFF) == 0)
    }

    /// Suspends until the demo has ended, in a terminal that may show nothing of it.
    ///
    /// - Returns: The exit code.
    func code() async throws -> Int {
        let deadline = Deadline()
        while try !self.directory.read("code").hasSuffix("\n") { try await deadline.pause(for: "the end") }
        let settings = [try self.directory.read("before"), try self.directory.read("after")]
        #expect(settings[0] == settings[1], "The terminal's settings are what they were.")
        return try #require(Int(try self.directory.read("code").dropLast()))
    }

    /// Suspends until the demo has ended and the terminal is a shell's again.
    ///
    /// - Returns: The exit code, and everything that stands in the terminal.
    func end() async throws -> (code: Int, history: Screen) {
        try await self.terminal.wait(for: "exit=")
        let history = try await self.terminal.history()
        let code = try await self.code()
        #expect(history.text.hasPrefix("before\n"), "The alternate screen is left, and what was there before is back.")
        #expect(try await !self.terminal.hasMouse, "Clicks are the terminal's own again.")
        return (code, history)
    }
}
