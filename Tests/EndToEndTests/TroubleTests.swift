import Foundation
import TestSupport
import Testing

/// Each kind of trouble that the demo makes on request, as somebody meets it who knows nothing but what the screen says.
@Suite(.serialized, .onThreadOfItsOwn, .timeLimit(.minutes(30)), .enabled(if: Tmux.isInstalled, "tmux is not installed"))
struct `The demo in trouble` {
    /// The small screen: what is said there is said on a large one.
    @Test func `says who the culprit is and what to do, and in the drain who holds the exit`() async throws {
        let demo = try await DemoInTerminal("--grace 1 --rate 0", columns: 80, rows: 24)
        try await demo.terminal.wait(for: "ACCEPTING")
        try await demo.client.wait(for: 200, from: "/ready")

        try await demo.send("flood")
        try await demo.waitToHear("import-row had", advice: "Submit less")
        // Until then there would be no room for all that is to fail.
        try await demo.terminal.wait(for: "an empty queue") { $0.text.contains(" 0/128") }
        try await demo.send("throw")
        try await demo.waitToHear("send-push failed", advice: "Read its errors")
        try await demo.send("block?seconds=12")
        try await demo.waitToHear("pack-archive", "has held a pool thread", advice: "Await, yield")
        // At last, because it takes ten seconds until that is worth a word, and then it stays the worst that there is.
        try await demo.choose("1", "ignores cancellation")
        try await demo.waitToHear("sync-ledger", "has run for", advice: "Look inside")

        try await demo.terminal.type("D")
        try await demo.terminal.wait(for: "Drain it?")
        try await demo.terminal.answer("y")
        // It is on the screen for two seconds, until the demo gives up: who looks later sees the end.
        try await demo.terminal.wait(for: "who holds the exit") { screen in
            screen.lines.contains { $0.contains("sync-ledger") && $0.contains("ignores cancellation") }
                || screen.text.contains("exit=")
        }
        let (code, history) = try await demo.end()
        #expect(code == 2)
        #expect(history.text.contains("still running: 1: sync-ledger "))
    }
}

extension DemoInTerminal {
    /// Chooses an entry of the menu, and says yes.
    fileprivate func choose(_ key: String, _ title: String) async throws {
        try await self.terminal.type("a")
        try await self.terminal.wait(for: title)
        try await self.terminal.type(key)
        try await self.terminal.wait(for: "Do it?")
        try await self.terminal.answer("y")
        try await self.terminal.wait(for: "what came of it") { !$0.text.contains("Do it?") }
    }

    fileprivate func send(_ chaos: String) async throws {
        let answer = try await self.client.send("POST", "/chaos/\(chaos)")
        #expect(answer.status == 202)
    }

    /// Suspends until the headline has all of `words`, and the line below begins to say what to do.
    fileprivate func waitToHear(_ words: String..., advice: String) async throws {
        try await self.terminal.wait(for: "\(words), \(advice)") { screen in
            screen.lines.count > 2 && words.allSatisfy(screen.lines[1].contains) && screen.lines[2].contains(advice)
        }
    }
}
