import BackgroundWorkEvents
import Foundation

extension DrainReport {
    /// The report as one line of JSON, for programs. What it consists of is a promise: `"report"` counts up when that changes.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(JSONReport(self)), as: UTF8.self)
    }
}

private struct JSONReport: Encodable {
    struct Phases: Encodable {
        let draining: Double
        let cancelling: Double
    }

    let report = 1
    let submitted, succeeded, failed, cancelled, timedOut, discarded, alive: UInt64
    let rejected: TaskTotals.Rejections
    let phases: Phases
    let requestedBy: String?
    let uncooperative: [String]
    let discardedNames: [String]
    let slowest: [DrainReport.TimedEntry]
    let eventsLost: UInt64

    init(_ report: DrainReport) {
        let totals = report.totals
        self.submitted = totals.submitted
        self.succeeded = totals.succeeded
        self.failed = totals.failed
        self.cancelled = totals.cancelled
        self.timedOut = totals.timedOut
        self.discarded = totals.discarded
        self.alive = totals.alive
        self.rejected = totals.rejected
        self.phases = Phases(draining: report.draining.inSeconds, cancelling: report.cancelling.inSeconds)
        self.requestedBy = report.requestedBy?.description
        self.uncooperative = report.uncooperative.named.map(\.name)
        self.discardedNames = report.discarded.named.map(\.name)
        self.slowest = report.slowest
        self.eventsLost = report.eventsLost
    }
}
