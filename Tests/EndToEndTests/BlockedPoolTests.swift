import Foundation
import TestSupport
import Testing

/// The dashboard while the process around it is sick. The process is another one, so that these tests are not.
@Suite(.serialized, .onThreadOfItsOwn, .timeLimit(.minutes(30)), .enabled(if: Tmux.isInstalled, "tmux is not installed"))
struct `The dashboard of a process whose threads are all blocked` {
    @Test(arguments: [
        ("block-swift", ["Swift's global pool", "has not taken new work"]),
        ("block", ["pack-archive", "held the pool of background tasks for"]),
    ])
    func `draws, sorts, helps, names what is blocked and closes the intake at once`(
        chaos: String,
        words: [String]
    ) async throws {
        let demo = try await DemoInTerminal("--grace 60 --rate 20")
        let terminal = demo.terminal
        try await terminal.wait(for: "live tasks") { !$0.rows.isEmpty }
        // Something that the shutdown has to wait for.
        try await demo.client.wait(for: 202, from: "/report")
        // The answer may be late: whoever would write it needs a thread as well.
        let threads = max(2, ProcessInfo.processInfo.activeProcessorCount)
        async let answer: Void = demo.client.insist("POST", "/chaos/\(chaos)?threads=\(threads)&seconds=30")
        try await terminal.wait(for: "a blocked pool") {
            words.allSatisfy($0.lines[1].contains)
        }
        let frame = try await terminal.screen()
        try await terminal.wait(for: "a new frame") { $0.lines.first != frame.lines.first }
        try await terminal.type(">")
        try await terminal.wait(for: "another order") { !$0.text.contains("oldest first") }
        try await terminal.type("?")
        try await terminal.wait(for: "HELP")
        try await terminal.type("Escape")
        try await terminal.wait(for: "1 Tasks")
        try await terminal.type("D")
        try await terminal.wait(for: "Drain it?")
        try await terminal.answer("y")
        // On a busy machine the drain may be over before anybody looks; then it is told at the end.
        try await terminal.wait(for: "a closed intake") { screen in
            ["DRAINING", "shutdown asked by D"].contains { screen.text.contains($0) }
        }
        await answer
        let (code, history) = try await demo.end()
        // What was asked to stop in vain while it had no thread may count as uncooperative, but it did end.
        #expect((0...2).contains(code))
        #expect(history.text.contains("+ alive 0\n"))
    }
}
