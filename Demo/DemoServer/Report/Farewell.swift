import BackgroundWorkEvents
import Synchronization

/// What the process says at its end, once, whoever finds out first that it is over.
final class Farewell: Sendable {
    private let format: ReportFormat
    private let hasBeenSaid = Mutex(false)

    init(format: ReportFormat) {
        self.format = format
    }

    /// - Parameters:
    ///   - lastFrame: What the dashboard showed last, as text.
    ///   - load: What became of the load's requests.
    func say(_ report: DrainReport, lastFrame: String?, load: LoadTally) {
        // Held while it is said, so that nobody ends the process in the middle of it.
        self.hasBeenSaid.withLock { hasBeenSaid in
            guard !hasBeenSaid else { return }
            hasBeenSaid = true
            let text = [lastFrame, report.text, load.sent > 0 ? load.text : nil].compactMap(\.self).joined(separator: "\n")
            switch self.format {
            case .text:
                StandardStream.output.print(text + "\n\n" + Self.hint(after: report))
            case .json:
                StandardStream.error.print(text)
                StandardStream.output.print(report.json)
            }
        }
    }

    /// What to try next.
    private static func hint(after report: DrainReport) -> String {
        let hang = "POST /chaos/hang before the shutdown: one task that ignores cancellation holds the exit"
        let grace = "--grace 3: what does not finish in time is cancelled, and the exit code says so"
        let full = "--max-running 16: the queue fills up, and clients are told to come back later"
        let patience = "--grace 40: leave everybody enough time"
        let tips =
            switch DemoExit.code(for: report) {
            case DemoExit.clean: [grace, hang, full]
            case DemoExit.cutShort: [patience, hang, full]
            default: [grace, full]
            }
        return "Try next:\n" + tips.map { "  \($0)" }.joined(separator: "\n")
    }
}
