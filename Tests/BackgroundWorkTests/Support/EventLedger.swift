import BackgroundWorkEvents

/// Folds a stream of events as a viewer does, and notes everything in it that cannot be true.
///
/// What it demands of every stream: a snapshot comes first and after every gap, time does not go back, IDs grow, a task is
/// submitted once, started at most once and finished once, and its rank grows with each change. Of a stream that began before the
/// first task was accepted it demands more, because it knows everything then: limits are kept, the most urgent and oldest task
/// starts next, and nothing is accepted while intake is held or after it was closed.
struct EventLedger {
    struct Row {
        var state: BackgroundTaskState
        var rank: UInt32
        let task: TaskDescription
        /// Whether the row came with a snapshot, which may be ahead of the events that follow it.
        let isFromSnapshot: Bool
        var raisedWarnings: Set<TaskWarning.Kind> = []
    }

    private(set) var live: [BackgroundTaskID: Row] = [:]
    private(set) var ended: [BackgroundTaskID: TaskEnd] = [:]
    private(set) var totals = TaskTotals()
    private(set) var report: DrainReport?
    private(set) var phase = DrainStatus.Phase.accepting
    private(set) var gaps: [UInt64] = []
    private(set) var snapshots = 0
    private(set) var audits: [AuditEntry] = []
    private(set) var violations: [String] = []

    private var capacity = Capacity(maximumRunning: .max, maximumQueued: .max)
    private var lastID = BackgroundTaskID(rawValue: 0)
    private var lastInstant = TaskInstant(nanoseconds: .min)
    private var needsSnapshot = true
    /// Whether the stream tells of every task from its acceptance on.
    private var isComplete = false

    init() {}

    init(_ events: [TaskEvent]) {
        for event in events { self.fold(event) }
    }

    mutating func fold(_ event: TaskEvent) {
        if event.at < self.lastInstant { self.violations.append("time went back at \(event.kind)") }
        self.lastInstant = event.at
        switch event.kind {
        case .snapshot(let snapshot): self.replace(with: snapshot)
        case .gap(let lost):
            self.gaps.append(lost)
            self.needsSnapshot = true
            if lost == 0 { self.violations.append("a gap in which nothing was lost") }
        default:
            if self.needsSnapshot { self.violations.append("\(event.kind) came where a snapshot has to") }
            self.foldChange(event.kind, at: event.at)
        }
    }

    private mutating func foldChange(_ kind: TaskEvent.Kind, at now: TaskInstant) {
        switch kind {
        case .snapshot, .gap: break
        case .submitted(let task): self.submit(task)
        case .started(let id, let rank): self.start(id, rank: rank)
        case .cancelRequested(let id, let rank, let request): self.cancel(id, rank: rank, request)
        case .finished(let end): self.finish(end, at: now)
        case .rejected(let name, let reason):
            self.totals.countRejection(reason)
            let fits = reason != .shuttingDown || self.phase != .accepting
            if !fits { self.violations.append("\(name) was refused for a shutdown that had not begun") }
        case .sampled(let samples):
            for sample in samples where self.live[sample.id] == nil {
                self.violations.append("task \(sample.id) was sampled and is not alive")
            }
        case .capacityChanged(let capacity): self.capacity = capacity
        case .phaseChanged(let status): self.change(to: status.phase)
        case .stopped(let report): self.stop(report)
        case .warning(let warning): self.note(warning)
        case .audit(let entry): self.audits.append(entry)
        case .pools, .log, .lateReport: break
        case .interrupted: self.violations.append("the library says that it cannot be reached")
        case .rewound: self.violations.append("the library says that it tells the past")
        }
    }

    private mutating func replace(with snapshot: TaskSnapshot) {
        self.isComplete = self.snapshots == 0 && snapshot.live.isEmpty
        self.snapshots += 1
        self.needsSnapshot = false
        if !snapshot.totals.isBalanced(alive: snapshot.live.count) {
            self.violations.append("a snapshot with \(snapshot.live.count) rows and \(snapshot.totals)")
        }
        self.totals = snapshot.totals
        self.capacity = snapshot.capacity
        self.phase = snapshot.drain.phase
        self.report = snapshot.report
        for row in snapshot.live where self.ended[row.task.id] != nil {
            self.violations.append("task \(row.task.id) came back after it had ended")
        }
        self.live = Dictionary(
            snapshot.live.map {
                let warnings = Set($0.warnings.map(\.kind))
                let row = Row(state: $0.state, rank: $0.rank, task: $0.task, isFromSnapshot: true, raisedWarnings: warnings)
                return ($0.task.id, row)
            },
            uniquingKeysWith: { row, _ in row }
        )
        if self.live.count != snapshot.live.count { self.violations.append("a snapshot with a task twice") }
        self.lastID = max(self.lastID, self.live.keys.max() ?? self.lastID)
    }

    private mutating func submit(_ task: TaskDescription) {
        if task.id <= self.lastID { self.violations.append("task \(task.id) was submitted after \(self.lastID)") }
        self.lastID = max(self.lastID, task.id)
        if self.phase != .accepting { self.violations.append("task \(task.id) was accepted while \(self.phase)") }
        if self.isComplete {
            if self.capacity.isIntakeHeld { self.violations.append("task \(task.id) was accepted while intake was held") }
            let isFull = self.running >= self.capacity.maximumRunning && self.queued >= self.capacity.maximumQueued
            if isFull { self.violations.append("task \(task.id) was accepted although there was no room") }
        }
        self.totals.countSubmission()
        self.live[task.id] = Row(state: .queued, rank: 0, task: task, isFromSnapshot: false)
    }

    private mutating func start(_ id: BackgroundTaskID, rank: UInt32) {
        guard let row = self.advance(id, to: rank, "started") else { return }
        guard row.state == .queued else { return self.violations.append("task \(id) was started while \(row.state)") }
        if self.isComplete {
            if self.running >= self.capacity.maximumRunning {
                self.violations.append("task \(id) was started with \(self.running) running")
            }
            if let overtaken = self.firstQueued(before: row) {
                self.violations.append("task \(id) was started before \(overtaken)")
            }
        }
        self.live[id]?.state = .running
    }

    private mutating func cancel(_ id: BackgroundTaskID, rank: UInt32, _ request: CancellationRequest) {
        guard let row = self.advance(id, to: rank, "asked to stop") else { return }
        if row.state == .cancelling { self.violations.append("task \(id) was asked to stop twice") }
        if row.state == .running { self.live[id]?.state = .cancelling }
    }

    private mutating func finish(_ end: TaskEnd, at now: TaskInstant) {
        guard let row = self.advance(end.id, to: end.rank, "finished") else {
            return self.violations.append("task \(end.id) was finished with a rank that it had")
        }
        self.violations += self.contradictions(in: end, of: row, at: now)
        self.totals.countEnd(end.outcome)
        self.live[end.id] = nil
        self.ended[end.id] = end
    }

    private func contradictions(in end: TaskEnd, of row: Row, at now: TaskInstant) -> [String] {
        var found: [String] = []
        func demand(_ holds: Bool, _ what: String) {
            if !holds { found.append("task \(end.id) \(end.outcome): \(what)") }
        }
        let wasStarted = row.state != .queued
        demand((end.startedAt != nil) == wasStarted, "startedAt is \(String(describing: end.startedAt))")
        demand(end.endedAt == now, "ended at another time than it was told")
        if let startedAt = end.startedAt {
            demand(row.task.submittedAt <= startedAt && startedAt <= end.endedAt, "its times are out of order")
        }
        switch end.outcome {
        case .succeeded:
            demand(wasStarted && end.errorText == nil, "never started, or with an error")
        case .failed:
            demand(wasStarted && end.errorText != nil && end.cancellation == nil, "no error, or a request to stop")
        case .discarded:
            demand(!wasStarted && end.cancellation == nil && self.phase != .accepting, "not discarded from the queue")
        case .cancelled, .timedOut:
            let isTimeout = if case .timeout = end.cancellation?.cause { true } else { false }
            demand(end.cancellation != nil, "nobody asked")
            demand(isTimeout == (end.outcome == .timedOut), "the first cause was \(String(describing: end.cancellation))")
        }
        return found
    }

    private mutating func change(to phase: DrainStatus.Phase) {
        let order = DrainStatus.Phase.allCases
        if order.firstIndex(of: phase)! <= order.firstIndex(of: self.phase)! {
            self.violations.append("\(phase) follows \(self.phase)")
        }
        self.phase = phase
        if phase != .accepting, self.capacity.callersWaiting > 0, phase != .draining {
            self.violations.append("callers wait while \(phase)")
        }
    }

    private mutating func stop(_ report: DrainReport) {
        self.report = report
        if report.totals != self.totals { self.violations.append("the report says \(report.totals), not \(self.totals)") }
        if self.live.count != report.alive.count {
            self.violations.append("\(self.live.count) alive, and the report says \(report.alive.count)")
        }
    }

    private mutating func note(_ warning: TaskWarning) {
        guard self.live[warning.id] != nil else {
            return self.violations.append("a warning about task \(warning.id), which is not alive: \(warning)")
        }
        let wasRaised = self.live[warning.id]?.raisedWarnings.contains(warning.kind) == true
        let isFromSnapshot = self.live[warning.id]?.isFromSnapshot == true
        if wasRaised == warning.isRaised, !isFromSnapshot {
            self.violations.append("task \(warning.id): \(warning.kind) was \(warning.isRaised ? "raised" : "lowered") twice")
        }
        if warning.isRaised {
            self.live[warning.id]?.raisedWarnings.insert(warning.kind)
        } else {
            self.live[warning.id]?.raisedWarnings.remove(warning.kind)
        }
    }

    /// The row as it was before the change with this rank; nil if it had seen the change already.
    private mutating func advance(_ id: BackgroundTaskID, to rank: UInt32, _ change: String) -> Row? {
        guard let row = self.live[id] else {
            self.violations.append("task \(id) was \(change) and is not alive")
            return nil
        }
        guard rank > row.rank else {
            if !row.isFromSnapshot { self.violations.append("task \(id) was \(change) with rank \(rank), having \(row.rank)") }
            return nil
        }
        self.live[id]?.rank = rank
        return row
    }

    /// A queued task that has to start before `row` does.
    private func firstQueued(before row: Row) -> BackgroundTaskID? {
        let earlier = self.live.values.first { other in
            guard other.state == .queued, other.task.id != row.task.id else { return false }
            guard other.task.priority == row.task.priority else { return other.task.priority > row.task.priority }
            return other.task.id < row.task.id
        }
        return earlier?.task.id
    }

    var running: Int { self.live.values.count { $0.state != .queued } }
    var queued: Int { self.live.values.count { $0.state == .queued } }
}
