import BGTopExport
import BackgroundWorkEvents

extension DrainReport {
    /// The report as one line of JSON, for programs. What it consists of is a promise: `"report"` counts up when that changes.
    ///
    /// It may be printed to a terminal: what a name has in it that one would obey, or nobody would see, is escaped.
    ///
    /// - Parameter scenario: What the scenario came to that was run. Without one there is no `"scenario"`.
    func json(scenario: ScenarioResult? = nil) -> String { JSONLine.text(JSONReport(self, scenario)) }
}

private struct JSONReport: Encodable {
    struct Phases: Encodable {
        let draining: Double
        let cancelling: Double
    }

    /// Written as `null` where there is none; an optional would leave the key out.
    struct Nullable: Encodable {
        let value: String?

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(self.value)
        }
    }

    let report = 1
    let submitted, succeeded, failed, cancelled, timedOut, discarded, alive: UInt64
    let rejected: TaskTotals.Rejections
    let phases: Phases
    let requestedBy: Nullable
    /// The names of the first of them, and how many there are.
    let uncooperative: [String]
    let uncooperativeCount: UInt64
    let discardedNames: [String]
    let slowest: [DrainReport.TimedEntry]
    let eventsLost: UInt64
    let scenario: ScenarioResult?

    init(_ report: DrainReport, _ scenario: ScenarioResult?) {
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
        self.requestedBy = Nullable(value: report.requestedBy?.description)
        self.uncooperative = report.uncooperative.named.map(\.name)
        self.uncooperativeCount = report.uncooperative.count
        self.discardedNames = report.discarded.named.map(\.name)
        self.slowest = report.slowest
        self.eventsLost = report.eventsLost
        self.scenario = scenario
    }
}
