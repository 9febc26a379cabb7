public import BackgroundWorkEvents

/// One event as one line of JSON: `at` in nanoseconds since 1970, `event` with its kind, and what there is to say of it.
///
/// Lines of one kind have the same keys; those that say nothing are left out. Kinds and keys may be added.
public struct EventDocument: Encodable {
    /// A task that a report names.
    private struct Named: Encodable {
        let id: UInt64
        let name: String
    }

    private let at: Int64
    private let event: String
    private var id: UInt64?
    private var name: String?
    private var fields: [String: String]?
    private var outcome: String?
    private var error: String?
    /// Seconds.
    private var ran: Double?
    private var by: String?
    private var reason: String?
    private var phase: String?
    private var message: String?
    private var level: String?
    private var lost: UInt64?
    private var live: Int?
    private var process: String?
    private var pid: Int32?
    private var limits: LimitsDocument?
    private var totals: TotalsDocument?
    /// What still ran when a shutdown was given up: as many as a report names, and ``live`` counts all of them.
    private var left: [Named]?

    /// - Parameter anchor: Of the snapshot before it, which turns instants into times of day.
    /// - Returns: Nil for what comes ten times a second and says how things are, rather than what happened.
    public init?(_ event: TaskEvent, anchor: TimeAnchor) {
        self.at = anchor.nanosecondsSince1970(at: event.at)
        switch event.kind {
        case .snapshot(let snapshot):
            self.event = "snapshot"
            (self.live, self.process, self.pid) = (snapshot.live.count, snapshot.process.name, snapshot.process.processID)
            self.phase = snapshot.drain.phase.rawValue
        case .gap(let lost): (self.event, self.lost) = ("gap", lost)
        case .submitted(let task):
            (self.event, self.id, self.name) = ("submitted", task.id.rawValue, task.name)
            self.fields = TaskDocument.dictionary(task.fields)
        case .started(let id, _): (self.event, self.id) = ("started", id.rawValue)
        case .cancelRequested(let id, _, let request):
            (self.event, self.id, self.by) = ("cancelRequested", id.rawValue, request.cause.description)
        case .finished(let end):
            (self.event, self.id, self.outcome) = ("finished", end.id.rawValue, end.outcome.rawValue)
            self.error = end.errorText
            self.ran = end.startedAt.map { (end.endedAt - $0).inSeconds }
        case .rejected(let name, let reason): (self.event, self.name, self.reason) = ("rejected", name, reason.rawValue)
        case .lateReport(let id): (self.event, self.id) = ("lateReport", id.rawValue)
        case .phaseChanged(let drain):
            (self.event, self.phase, self.by) = ("phaseChanged", drain.phase.rawValue, drain.requestedBy?.description)
        case .stopped(let report):
            (self.event, self.by) = ("stopped", report.requestedBy?.description)
            (self.totals, self.live) = (TotalsDocument(report.totals), Int(clamping: report.alive.count))
            self.left = report.alive.named.map { Named(id: $0.id.rawValue, name: $0.name) }
        case .capacityChanged(let capacity): (self.event, self.limits) = ("capacityChanged", LimitsDocument(capacity))
        case .warning(let warning):
            self.event = warning.isRaised ? "warning" : "warningOver"
            (self.id, self.message) = (warning.id.rawValue, warning.message)
        case .audit(let entry):
            (self.event, self.by, self.message) = ("audit", entry.requester.description, entry.sentence)
        case .log(let line): (self.event, self.level, self.message) = ("log", line.level.rawValue, line.message)
        case .interrupted(let interruption): (self.event, self.reason) = ("interrupted", interruption.reason)
        case .sampled, .pools, .rewound: return nil
        }
    }

    /// As one line, safe to print.
    public var json: String { JSONLine.text(self) }
}
