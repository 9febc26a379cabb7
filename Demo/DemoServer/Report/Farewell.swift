import BGTopDashboard
import BackgroundWorkEvents
import Synchronization

/// What the process says at its end, once, whoever finds out first that it is over.
final class Farewell: Sendable {
    private let format: ReportFormat
    private let isBegun = Mutex(false)
    private let said = Handoff<Void>()

    init(format: ReportFormat) {
        self.format = format
    }

    /// Says it, unless it has been said. Returns when it has been said, so that nobody ends the process in the middle of it.
    ///
    /// - Parameters:
    ///   - lastFrame: What the dashboard showed last, as text that is safe to print; nil or empty where there was none.
    ///   - load: What became of the load's requests.
    func say(_ report: DrainReport, lastFrame: String?, load: LoadTally) {
        self.isBegun.withLock { isBegun in
            guard !isBegun else { return }
            isBegun = true
            var parts: [String] = []
            if let lastFrame, !lastFrame.isEmpty { parts += [lastFrame, ""] }
            parts.append(report.text)
            if load.sent > 0 { parts.append(load.text) }
            switch self.format {
            case .text:
                Self.print(parts + ["", Self.hint(after: report)], to: .output)
            case .json:
                Self.print(parts, to: .error)
                StandardStream.output.print(report.json)
            }
            self.said.give(())
        }
    }

    /// Blocks the thread until it has been said, or for as long as that.
    func hasBeenSaid(within limit: Duration) -> Bool {
        self.said.wait(atMost: limit) != nil
    }

    private static func print(_ parts: [String], to stream: StandardStream) {
        // Task names are the application's: this also takes out of them what a terminal would take for a command.
        stream.print(PrintedText(for: stream.rawValue).lines(parts.joined(separator: "\n")))
    }

    /// What to try next.
    private static func hint(after report: DrainReport) -> String {
        let hang = "press a and hang something before you drain: a task that ignores cancellation holds the exit"
        let grace = "--grace 3: what does not finish in time is cancelled, and the exit code says so"
        let full = "--max-running 16: the queue fills up, and clients are told to come back later"
        let patience = "--grace 40: everybody has the time to finish"
        let tips =
            switch DemoExit.code(for: report) {
            case DemoExit.clean: [grace, hang, full]
            case DemoExit.cutShort: [patience, hang, full]
            default: [grace, full]
            }
        return "Try next:\n" + tips.map { "  \($0)" }.joined(separator: "\n")
    }
}
