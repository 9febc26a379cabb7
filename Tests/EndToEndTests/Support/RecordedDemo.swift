import Foundation
import TestSupport

/// The demo in a terminal, and every byte that the terminal is sent by it.
struct RecordedDemo {
    let demo: DemoInTerminal
    private let directory: TemporaryDirectory

    var terminal: Tmux { self.demo.terminal }

    /// As ``DemoInTerminal``. Returns when the demo has been started, and nothing was sent before it was known that all of it is
    /// recorded.
    init(_ arguments: String, environment: String = "", columns: Int = 120, rows: Int = 36) async throws {
        self.directory = try TemporaryDirectory()
        let gate = self.directory.path("gate")
        // To be read and not executed: that fails as long as a program that another test starts has inherited the file.
        try "read line\nexec \"$@\"\n".write(toFile: gate, atomically: true, encoding: .utf8)
        self.demo = try await DemoInTerminal(
            arguments,
            environment: "sh \(gate) \(environment)",
            columns: columns,
            rows: rows
        )
        try await self.terminal.wait(for: "before")
        try await self.terminal.record(to: self.directory.path("bytes"))
        try await self.terminal.type("Enter")
    }

    /// Suspends until the demo has ended.
    ///
    /// - Returns: The exit code, and all that was sent, from the first byte to the report.
    func end() async throws -> (code: Int, bytes: Data) {
        // Not every terminal has another screen that could be left.
        let code = try await self.demo.code()
        let deadline = Deadline()
        while try !self.directory.read("bytes").contains("exit=") { try await deadline.pause(for: "what was recorded") }
        return (code, try Data(contentsOf: URL(fileURLWithPath: self.directory.path("bytes"))))
    }
}
