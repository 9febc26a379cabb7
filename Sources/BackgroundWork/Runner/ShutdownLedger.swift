import BackgroundWorkEvents

/// What a report needs to know of a shutdown, written down as it happens.
struct ShutdownLedger {
    /// Who asked; nil if the tasks were never run.
    let requestedBy: Requester?
    let requestedAt: TaskInstant
    var cancellingSince: TaskInstant?
    /// Whether the time at which the shutdown is given up has been set.
    var isAbandonDue = false
    var failed = DrainReport.Names()
    var cancelled = DrainReport.Names()
    var discarded = DrainReport.Names()
    var uncooperative = DrainReport.Names()
    private(set) var slowest: [DrainReport.TimedEntry] = []

    init(requestedBy: Requester?, at now: TaskInstant) {
        self.requestedBy = requestedBy
        self.requestedAt = now
    }

    mutating func note(_ entry: DrainReport.Entry, _ outcome: TaskOutcome, ran: Duration?) {
        switch outcome {
        case .succeeded: break
        case .failed, .timedOut: self.failed.append(entry)
        case .cancelled: self.cancelled.append(entry)
        case .discarded: self.discarded.append(entry)
        }
        if let ran { self.noteDuration(of: entry, ran) }
    }

    /// The report as it stands at `now`, with `alive` still running.
    func report(totals: TaskTotals, alive: [TaskRecord], eventsLost: UInt64, at now: TaskInstant) -> DrainReport {
        var ledger = self
        var names = DrainReport.Names()
        for record in alive {
            names.append(record.entry)
            if let startedAt = unsafe record.life.startedAt { ledger.noteDuration(of: record.entry, now - startedAt) }
        }
        return DrainReport(
            totals: totals,
            draining: (self.cancellingSince ?? now) - self.requestedAt,
            cancelling: self.cancellingSince.map { now - $0 } ?? .zero,
            requestedBy: self.requestedBy,
            failed: self.failed,
            cancelled: self.cancelled,
            discarded: self.discarded,
            uncooperative: self.uncooperative,
            slowest: ledger.slowest,
            alive: names,
            eventsLost: eventsLost
        )
    }

    private mutating func noteDuration(of entry: DrainReport.Entry, _ ran: Duration) {
        let seconds = ran.inSeconds
        let index = self.slowest.firstIndex { $0.seconds < seconds } ?? self.slowest.endIndex
        guard index < 5 else { return }
        self.slowest.insert(DrainReport.TimedEntry(id: entry.id, name: entry.name, seconds: seconds), at: index)
        if self.slowest.count > 5 { self.slowest.removeLast() }
    }
}
