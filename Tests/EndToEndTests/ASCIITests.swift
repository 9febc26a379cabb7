import Foundation
import TestSupport
import Testing

@Suite(.serialized, .onThreadOfItsOwn, .timeLimit(.minutes(30)), .enabled(if: Tmux.isInstalled, "tmux is not installed"))
struct `The demo in ASCII` {
    @Test(arguments: [
        ("--ascii", "", 80, 24),
        ("--ascii", "", 200, 50),
        ("", "env LC_ALL=C", 120, 36),
    ])
    func `sends the terminal no byte above 0x7F, from the first to the last`(
        option: String,
        environment: String,
        columns: Int,
        rows: Int
    ) async throws {
        let demo = try await RecordedDemo(
            "--rate 60 --grace 1 \(option)",
            environment: environment,
            columns: columns,
            rows: rows
        )
        let terminal = demo.terminal
        try await terminal.wait(for: "live tasks") { !$0.rows.isEmpty }
        for (key, shown) in [("2", "RUN p50"), ("3", "`- "), ("5", "following (F)"), ("?", "HELP")] {
            try await terminal.type(key)
            try await terminal.wait(for: shown)
        }
        try await terminal.type("Escape")
        try await terminal.wait(for: "the log") { !$0.text.contains("HELP") }
        try await terminal.type("1", "a")
        try await terminal.wait(for: "Act on the server")
        try await terminal.type("Escape")
        try await terminal.wait(for: "the tasks") { !$0.text.contains("Act on the server") }
        try await terminal.type("Enter")
        try await terminal.wait(for: "since submission")
        try await terminal.type("D")
        try await terminal.wait(for: "Drain it?")
        try await terminal.answer("y")
        try await terminal.waitForShutdown()
        let (code, bytes) = try await demo.end()
        #expect((0...2).contains(code))
        #expect(bytes.contains(0x1B) && String(decoding: bytes, as: UTF8.self).contains("HELP"))
        #expect(bytes.filter { $0 >= 0x80 }.isEmpty)
    }
}
