import Foundation
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
                echo before; stty -g > \(self.directory.path("before")); \
                sh -c 'echo $$ > \(pidFile); exec \(environment) \(Program.bgtop) demo --port \(port) \(arguments)'; \
                echo exit=$?; stty -g > \(self.directory.path("after"))
                """
        )
    }

    func signal(_ signal: Int32) throws {
        let pid = try #require(pid_t(try self.directory.read("pid").trimmingCharacters(in: .whitespacesAndNewlines)))
        kill(pid, signal)
    }

    /// Suspends until the demo has ended and the terminal is a shell's again.
    ///
    /// - Returns: The exit code, and everything that stands in the terminal.
    func end() async throws -> (code: Int, history: Screen) {
        try await self.terminal.wait(for: "exit=")
        let history = try await self.terminal.history()
        let code = try #require(history.text.firstMatch(of: /exit=(\d+)/).flatMap { Int($0.1) })
        #expect(history.text.hasPrefix("before\n"), "The alternate screen is left, and what was there before is back.")
        let deadline = Deadline()
        while (try? self.directory.read("after")).map(\.isEmpty) ?? true { try await deadline.pause(for: "stty") }
        let settings = [try self.directory.read("before"), try self.directory.read("after")]
        #expect(settings[0] == settings[1], "The terminal's settings are what they were.")
        return (code, history)
    }
}
