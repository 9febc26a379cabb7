import BGTopStore
public import BackgroundWorkEvents

/// Everything that is true of a process at one moment, as one line of JSON. What it consists of is a promise: `"snapshot"` counts up
/// when a key goes or changes its meaning; keys may be added.
///
/// Times are seconds, but for `at`, which is nanoseconds since 1970.
public struct SnapshotDocument: Encodable {
    private struct Process: Encodable {
        let name: String
        let pid: Int32
        let host: String
        let user: String
        let up: Double
    }

    private struct Drain: Encodable {
        let phase: String
        let timeLeft: Double?
        let requestedBy: String?
    }

    private struct Pool: Encodable {
        let name: String
        let width: Int?
        let busy: Int?
        let lag: Double
        let blockedFor: Double?
        let blockedThreads: Int
    }

    /// What a rule of the dashboard's has found, as far as one moment shows it.
    private struct Warning: Encodable {
        let rule: String
        let severity: String
        let summary: String
        let advice: String
        /// How many cases there are, of which the sentences are about the worst.
        let count: Int
        let task: UInt64?
        let name: String?

        init(_ warning: RowWarning) {
            self.rule = warning.rule
            self.severity = Self.word(for: warning.severity)
            self.summary = warning.summary
            self.advice = warning.advice
            self.count = warning.count
            self.task = warning.task?.rawValue
            self.name = warning.name
        }

        /// Words that are promised, whatever the cases are called.
        private static func word(for severity: RowWarning.Severity) -> String {
            switch severity {
            case .notice: "notice"
            case .warning: "warning"
            case .critical: "critical"
            }
        }
    }

    private let snapshot = 1
    private let at: Int64
    private let process: Process
    private let drain: Drain
    private let limits: LimitsDocument
    private let totals: TotalsDocument
    private let running: Int
    private let queued: Int
    private let pools: [Pool]
    private let warnings: [Warning]
    private let tasks: [TaskDocument]

    /// - Parameter now: When it was taken.
    public init(_ snapshot: TaskSnapshot, at now: TaskInstant) {
        let process = snapshot.process
        self.at = snapshot.anchor.nanosecondsSince1970(at: now)
        self.process = Process(
            name: process.name,
            pid: process.processID,
            host: process.host,
            user: process.user,
            up: (now - process.startedAt).inSeconds
        )
        self.drain = Drain(
            phase: snapshot.drain.phase.rawValue,
            timeLeft: snapshot.drain.deadline.map { ($0 - now).inSeconds },
            requestedBy: snapshot.drain.requestedBy?.description
        )
        self.limits = LimitsDocument(snapshot.capacity)
        self.totals = TotalsDocument(snapshot.totals)
        self.queued = snapshot.live.count { $0.state == .queued }
        self.running = snapshot.live.count - self.queued
        self.pools = snapshot.pools.map { pool in
            let name =
                switch pool.pool {
                case .library: "library"
                case .global(let priority): "global \(priority)"
                }
            return Pool(
                name: name,
                width: pool.width,
                busy: pool.busy,
                lag: pool.lag.inSeconds,
                blockedFor: pool.blockedSince.map { (now - $0).inSeconds },
                blockedThreads: pool.blockedThreads.count
            )
        }
        var store = TaskStore()
        store.fold(TaskEvent(at: now, .snapshot(snapshot)))
        self.warnings = store.warnings.map(Warning.init)
        self.tasks = snapshot.live.map { TaskDocument($0, at: now) }
    }

    /// As one line, safe to print.
    public var json: String { JSONLine.text(self) }
}
