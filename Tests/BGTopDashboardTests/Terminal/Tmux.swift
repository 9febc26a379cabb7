import BGTopDashboard
import Foundation

/// A terminal that can be asked what it shows.
final class Tmux {
    static let isInstalled = Tmux.path != nil

    private static let path = ["/usr/bin/tmux", "/usr/local/bin/tmux", "/opt/homebrew/bin/tmux"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// A server of its own, so that nothing of the person who runs the tests is touched.
    private let server = "bgtop-test-\(UUID().uuidString)"
    private let directory: URL

    /// Starts a terminal to which `bytes` were written.
    init(showing bytes: [UInt8], size: Size) throws {
        self.directory = FileManager.default.temporaryDirectory.appendingPathComponent(self.server)
        try FileManager.default.createDirectory(at: self.directory, withIntermediateDirectories: true)
        let output = self.directory.appendingPathComponent("output")
        let settings = self.directory.appendingPathComponent("settings")
        try Data(bytes).write(to: output)
        try Data("set -g status off\nset -g default-terminal tmux-256color\n".utf8).write(to: settings)
        try self.run(
            ["-f", settings.path, "new-session", "-d", "-x", "\(size.columns)", "-y", "\(size.rows)"]
                + ["stty raw -echo; cat '\(output.path)'; exec sleep 600"]
        )
    }

    deinit {
        _ = try? self.run(["kill-server"])
        try? FileManager.default.removeItem(at: self.directory)
    }

    /// Waits until the terminal shows `rows`, for as long as a busy machine may take.
    ///
    /// - Returns: What it shows then.
    func wait(toShow rows: [String]) throws -> [String] {
        let limit = Date(timeIntervalSinceNow: 120)
        while true {
            let shown = try self.run(["capture-pane", "-p"]).split(separator: "\n", omittingEmptySubsequences: false).prefix(
                rows.count
            ).map { row in
                String(row.reversed().drop { $0 == " " }.reversed())
            }
            if Array(shown) == rows || Date() > limit { return Array(shown) }
        }
    }

    /// Runs a command of tmux.
    ///
    /// - Returns: What it prints.
    @discardableResult
    private func run(_ arguments: [String]) throws -> String {
        let command = try Probe(
            program: Self.path ?? "tmux",
            ["-u", "-L", self.server] + arguments,
            environment: ["TMUX_TMPDIR": self.directory.path]
        )
        _ = try command.end()
        return command.shown.replacing("\r\n", with: "\n")
    }
}
