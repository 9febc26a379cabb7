import ArgumentParser
import BGTopCommandLine
import BGTopDashboard
import BGTopTeaching
import BackgroundWorkEvents
import Foundation

/// The two worlds without a terminal: some load, a signal to both, and what their ledgers say then.
struct PlainWorlds {
    /// How long both take orders.
    private static let load = Duration.seconds(3)
    /// Longer than anything takes that goes as it should.
    private static let patience = Duration.seconds(40)

    private let processes: any RunningWorlds
    private let output: OutputFile
    private var worlds: TwoWorlds

    /// Runs it to its end, and prints it. Blocks the calling thread.
    static func run(_ launcher: WorldsLauncher, to output: OutputFile) throws {
        let processes: any RunningWorlds
        do {
            processes = try launcher.start(1)
        } catch {
            Program.complain("\(error)")
            throw ExitCode.failure
        }
        defer { processes.end() }
        let worlds = TwoWorlds(structured: launcher.structured, unstructured: launcher.unstructured, at: .monotonicNow)
        var run = Self(processes: processes, output: output, worlds: worlds)
        try run.run()
    }

    private mutating func run() throws {
        self.read()
        // First, so that it is seen that something goes on.
        try self.print(WorldsText.introduction(to: self.worlds, load: Self.load))
        self.watch(for: Self.patience) { $0.areAtWork || $0.areOver }
        self.watch(for: Self.load) { $0.areOver }
        self.processes.askToEnd()
        self.watch(for: Self.patience) { $0.areOver }
        // What has not ended by now never will; that is then what there is to say.
        self.processes.end()
        self.read()
        try self.print(WorldsText.account(of: self.worlds))
    }

    private func print(_ lines: [String]) throws {
        try self.output.write(lines.map { $0 + "\n" }.joined())
    }

    /// Takes in what is heard of them, until it is so, but not longer than `limit`.
    private mutating func watch(for limit: Duration, until isSo: (TwoWorlds) -> Bool) {
        let deadline = ContinuousClock.now + limit
        while !isSo(self.worlds), ContinuousClock.now < deadline {
            Thread.sleep(forTimeInterval: 0.02)
            self.read()
        }
    }

    private mutating func read() {
        for (kind, news) in self.processes.news() { self.worlds.take(news, of: kind) }
        self.worlds.pass(to: .monotonicNow)
    }
}
