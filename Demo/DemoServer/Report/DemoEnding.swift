import BGTopDashboard
import BackgroundWorkEvents
import Foundation
import Synchronization

/// What the process says at its end, once, whoever finds out first that it is over; and the end itself where a task does not let
/// the process end.
final class DemoEnding: Sendable {
    private struct State {
        var dashboard: Dashboard?
        var ledger: LoadLedger?
        var hasBeenSaid = false
    }

    private let format: ReportFormat
    private let state = Mutex(State())
    /// Given when everything has been said.
    private let said = Handoff<Void>()

    init(format: ReportFormat) {
        self.format = format
    }

    /// - Parameters:
    ///   - dashboard: What has the terminal; nil if nothing has.
    ///   - ledger: What knows what became of the load's requests.
    func configure(dashboard: Dashboard?, ledger: LoadLedger) {
        self.state.withLock { state in
            state.dashboard = dashboard
            state.ledger = ledger
        }
    }

    /// - Parameter lastFrame: What the dashboard showed last, as text.
    func say(_ report: DrainReport, lastFrame: String?) {
        // Held while it is said, so that nobody ends the process in the middle of it.
        self.state.withLock { state in
            guard !state.hasBeenSaid else { return }
            state.hasBeenSaid = true
            let tally = state.ledger?.tally
            let load = tally.flatMap { $0.sent > 0 ? $0.text : nil }
            let text = [lastFrame, report.text, load].compactMap(\.self).joined(separator: "\n")
            switch self.format {
            case .text:
                StandardStream.output.print(text + "\n\n" + Self.hint(after: report))
            case .json:
                StandardStream.error.print(text)
                StandardStream.output.print(report.json)
            }
        }
        self.said.give(())
    }

    /// Ends the process although tasks still run. Called on the thread that keeps the tasks' deadlines.
    ///
    /// The dashboard has heard of it too, leaves, and has the last picture; it is given a second to do so, because its thread may
    /// be stuck in a terminal that does not read.
    func abandon(_ report: DrainReport) -> Never {
        if let dashboard = self.state.withLock(\.dashboard), self.said.wait(atMost: .seconds(1)) == nil {
            dashboard.stop()
            dashboard.waitUntilRestored(atMost: .milliseconds(500))
        }
        self.say(report, lastFrame: nil)
        _exit(DemoExit.code(for: report))
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
