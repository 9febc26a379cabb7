import BGTopCommandLine
import BGTopDashboard
import BackgroundWorkEvents
import Synchronization

/// What the process says at its end, once, whoever finds out first that it is over.
final class Farewell: Sendable {
    private let options: DemoOptions
    private let hasDashboard: Bool
    private let investigation: Investigation?
    private let state = Mutex(State())
    private let said = Handoff<Void>()
    /// Nil until something is being said. Apart from the rest, which is locked for as long as that takes.
    private let begun = Mutex<ContinuousClock.Instant?>(nil)

    private struct State {
        /// What went wrong besides the tasks.
        var failure: String?
        /// Nil until it has been said.
        var exitCode: Int32?
    }

    /// - Parameters:
    ///   - options: How the process was started.
    ///   - hasDashboard: Whether it shows one.
    ///   - investigation: The scenario that runs; nil for none.
    init(options: DemoOptions, hasDashboard: Bool, investigation: Investigation? = nil) {
        self.options = options
        self.hasDashboard = hasDashboard
        self.investigation = investigation
    }

    /// Something went wrong that no report tells of. It will be said with the rest; what follows from it, and so comes later, will
    /// not.
    func add(_ failure: any Error) {
        self.state.withLock { state in
            if state.failure == nil { state.failure = DisplayText("\(failure)").string }
        }
    }

    /// Whether what is being said takes long already, because nobody takes it.
    var isHeldUp: Bool {
        guard let begun = self.begun.withLock({ $0 }) else { return false }
        return ContinuousClock.now - begun > .seconds(1)
    }

    /// Says on standard error what goes before the rest.
    func open(with sentence: String) {
        self.begin()
        StandardStream.error.print(sentence)
    }

    private func begin() {
        self.begun.withLock { begun in
            if begun == nil { begun = .now }
        }
    }

    /// Says it, unless it has been said. Returns when it has been said, so that nobody ends the process in the middle of it.
    ///
    /// - Parameters:
    ///   - lastFrame: What the dashboard showed last, as text that is safe to print; nil or empty where there was none.
    ///   - load: What became of the load's requests.
    /// - Returns: The exit code that agrees with what has been said.
    @discardableResult
    func say(_ report: DrainReport, lastFrame: String?, load: LoadTally) -> Int32 {
        self.begin()
        return self.state.withLock { state in
            if let exitCode = state.exitCode { return exitCode }
            var parts: [String] = []
            if let lastFrame, !lastFrame.isEmpty { parts += [lastFrame, ""] }
            parts.append(report.text)
            if load.sent > 0 { parts.append(load.text) }
            let result = self.investigation?.result
            if let result { parts.append(result.text) }
            let isWritten = self.write(parts, of: report, result)
            if let failure = state.failure { Program.complain("The server failed: \(failure).") }
            let exitCode = DemoExit.code(for: report, isWritten: isWritten, hasFailed: state.failure != nil)
            state.exitCode = exitCode
            self.said.give(())
            return exitCode
        }
    }

    /// - Returns: Whether the report has been written; what keeps it from that has been said then.
    private func write(_ parts: [String], of report: DrainReport, _ result: ScenarioResult?) -> Bool {
        let output: String
        switch self.options.report {
        case .text:
            let tries = NextTries(after: self.options, hasDashboard: self.hasDashboard, code: DemoExit.code(for: report))
            output = self.printed(parts + (tries.text.map { ["", $0] } ?? []), on: .output)
        case .json:
            StandardStream.error.print(self.printed(parts, on: .error))
            output = report.json(scenario: result)
        }
        do {
            try StandardStream.output.write(output)
            return true
        } catch {
            error.say()
            return false
        }
    }

    /// Blocks the thread until it has been said, or for as long as that.
    func hasBeenSaid(within limit: Duration) -> Bool {
        self.said.wait(atMost: limit) != nil
    }

    /// The parts, as lines for whatever is behind the stream.
    private func printed(_ parts: [String], on stream: StandardStream) -> String {
        // Task names are the application's: this also takes out of them what a terminal would take for a command.
        PrintedText(for: stream.rawValue, isASCII: self.options.viewing.isASCII).lines(parts.joined(separator: "\n"))
    }
}
