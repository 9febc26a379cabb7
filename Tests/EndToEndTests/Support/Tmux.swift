import Foundation
import TestSupport

/// A real terminal with a person in front of it who types and reads: a window of tmux that nobody else sees.
final class Tmux: Sendable {
    static let isInstalled = (ProcessInfo.processInfo.environment["PATH"] ?? "")
        .split(separator: ":")
        .contains { FileManager.default.isExecutableFile(atPath: "\($0)/tmux") }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let directory: TemporaryDirectory
    /// In the foreground, so that it ends with this object; the terminal is hung up then.
    private let server: RunningProgram

    /// - Parameter command: What a shell in the terminal runs; afterwards the screen stays as it is.
    init(columns: Int, rows: Int, command: String) async throws {
        self.directory = try TemporaryDirectory()
        let socket = self.directory.path("tmux")
        self.server = try RunningProgram("/usr/bin/env", ["tmux", "-S", socket, "-f", "/dev/null", "-D"])
        let session = ["new-session", "-d", "-x", "\(columns)", "-y", "\(rows)"]
        // An interrupt that comes when the command is over ends neither the shell nor the wait: whoever presses keys until it is over may
        // press one too many.
        let script =
            "LC_ALL=C.UTF-8 TERM=tmux-256color; export LC_ALL TERM; trap : INT; \(command); trap '' INT; exec sleep 1000"
        // Until the server listens there is nobody to ask.
        let deadline = Deadline()
        while (try? await self.tmux(session + [script])) == nil { try await deadline.pause(for: "tmux") }
    }

    /// Presses keys, by the names that tmux has for them: `D`, `Enter`, `C-c`.
    func type(_ keys: String...) async throws {
        try await self.tmux(["send-keys"] + keys)
    }

    /// Presses a key until `text` is on the screen: what is said in answer stands there for some seconds, in which nobody may have
    /// looked.
    func type(_ key: String, toSee text: String) async throws {
        let deadline = Deadline()
        while true {
            try await self.type(key)
            let end = ContinuousClock.now + .seconds(3)
            repeat {
                let screen = try await self.screen()
                if screen.text.contains(text) { return }
                try await deadline.pause(for: "\"\(text)\"", seen: screen.text)
            } while ContinuousClock.now < end
        }
    }

    /// Answers the question that is on the screen: none takes an answer sooner than somebody could have read it.
    func answer(_ key: String) async throws {
        await rest(for: .milliseconds(250))
        try await self.type(key)
    }

    /// Types characters as they are, whatever they are called.
    func type(literally text: String) async throws {
        try await self.tmux("send-keys", "-l", text)
    }

    /// Clicks with the mouse on the first letter of `text`, where it stands first on the screen.
    func click(_ text: String) async throws {
        let lines = try await self.wait(for: text).lines
        guard let row = lines.firstIndex(where: { $0.contains(text) }), let range = lines[row].firstRange(of: text) else {
            throw Failure(description: "\(text) is not on the screen.")
        }
        let place = "\(lines[row].distance(from: lines[row].startIndex, to: range.lowerBound) + 1);\(row + 1)"
        try await self.type(literally: "\u{1B}[<0;\(place)M")
        try await self.type(literally: "\u{1B}[<0;\(place)m")
    }

    func resize(columns: Int, rows: Int) async throws {
        try await self.tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)")
    }

    /// Hangs up.
    func close() async throws {
        _ = try? await self.tmux("kill-server")
    }

    /// Whether the program in it has clicks reported.
    var hasMouse: Bool {
        get async throws { try await self.tmux("display-message", "-p", "#{mouse_any_flag}").hasPrefix("1") }
    }

    /// Writes to a file whatever the terminal is sent from now on.
    func record(to path: String) async throws {
        try await self.tmux("pipe-pane", "-O", "cat > '\(path)'")
    }

    /// What the terminal shows.
    func screen() async throws -> Screen {
        Screen(text: try await self.tmux("capture-pane", "-p"))
    }

    /// What the terminal has shown, with what has been scrolled away.
    func history() async throws -> Screen {
        Screen(text: try await self.tmux("capture-pane", "-p", "-J", "-S", "-"))
    }

    /// Looks again and again until the screen is as expected.
    ///
    /// - Returns: What it shows a moment later, if that is as expected as well: the first look may have come in the middle of a picture.
    @discardableResult
    func wait(for what: String, until condition: (Screen) -> Bool) async throws -> Screen {
        let deadline = Deadline()
        while true {
            let screen = try await self.screen()
            if condition(screen) {
                let whole = try await self.screen()
                return condition(whole) ? whole : screen
            }
            try await deadline.pause(for: what, seen: screen.text)
        }
    }

    @discardableResult
    func wait(for text: String) async throws -> Screen {
        try await self.wait(for: "\"\(text)\"") { $0.text.contains(text) }
    }

    /// Looks until the shutdown is on the screen, however far it has come, or over: without much to wait for it takes a tenth of a
    /// second.
    func waitForShutdown() async throws {
        try await self.wait(for: "the shutdown") { screen in
            ["DRAINING", "CANCELLING", "STOPPED", "exit="].contains { screen.text.contains($0) }
        }
    }

    @discardableResult
    private func tmux(_ arguments: String...) async throws -> String {
        try await self.tmux(arguments)
    }

    @discardableResult
    private func tmux(_ arguments: [String]) async throws -> String {
        let socket = self.directory.path("tmux")
        let program = try RunningProgram("/usr/bin/env", ["tmux", "-S", socket, "-u", "-N"] + arguments)
        let result = try await program.result()
        guard result.exitCode == 0 else { throw Failure(description: "tmux \(arguments): \(result.errors)") }
        return result.output
    }
}

/// What stands on a terminal's screen.
struct Screen {
    let text: String

    var lines: [Substring] { self.text.split(separator: "\n", omittingEmptySubsequences: false) }

    /// The lines that are rows of the table: they begin with a task's ID, behind a marker perhaps, and a state.
    var rows: [Substring] {
        self.lines.filter { $0.contains(/^[ !>]*\d+ +[a-z]/) }
    }
}
