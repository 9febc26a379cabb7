import BackgroundWorkEvents

/// What the ``Rates`` of a store are computed from.
struct RateWindows: Sendable {
    private var submitted = SecondsWindow()
    private var started = SecondsWindow()
    private var finished = SecondsWindow()
    private var failed = SecondsWindow()
    private var refused = SecondsWindow()
    private(set) var refusals = RefusalWindows()
    private var waits = RecentDurations()

    mutating func advance(to second: Int64) {
        self.submitted.advance(to: second)
        self.started.advance(to: second)
        self.finished.advance(to: second)
        self.failed.advance(to: second)
        self.refused.advance(to: second)
        self.refusals.advance(to: second)
        self.waits.advance(to: second)
    }

    mutating func countSubmission(at instant: TaskInstant) {
        self.submitted.add(in: instant.second)
    }

    mutating func countStart(at instant: TaskInstant, submittedAt: TaskInstant) {
        self.started.add(in: instant.second)
        self.waits.record(from: submittedAt, to: instant)
    }

    mutating func countEnd(_ outcome: TaskOutcome, at instant: TaskInstant) {
        self.finished.add(in: instant.second)
        if outcome.isFailure { self.failed.add(in: instant.second) }
    }

    mutating func countRefusal(_ reason: RejectionReason, at instant: TaskInstant) {
        self.refused.add(in: instant.second)
        self.refusals.add(of: reason, in: instant.second)
    }

    /// Counts what happened while events were lost, as far as totals tell, in the second in which it became known.
    mutating func countLost(between old: TaskTotals, and new: TaskTotals, at instant: TaskInstant) {
        func add(_ count: (TaskTotals) -> UInt64, to window: inout SecondsWindow) {
            let (before, after) = (count(old), count(new))
            if after > before { window.add(UInt32(clamping: after - before), in: instant.second) }
        }
        add(\.submitted, to: &self.submitted)
        add(\.ended, to: &self.finished)
        add({ $0.failed + $0.timedOut }, to: &self.failed)
        add(\.rejected.total, to: &self.refused)
        for reason in RejectionReason.allCases {
            let (before, after) = (old.rejected[reason], new.rejected[reason])
            if after > before { self.refusals.add(UInt32(clamping: after - before), of: reason, in: instant.second) }
        }
    }

    /// Starts over about the last minute; what tells how fast a queue moves.
    func startsPerSecond(over span: WatchedSpan) -> Double {
        span.perSecond(self.started.sum)
    }

    func rates(over span: WatchedSpan, oldestWait: Duration?) -> Rates {
        func rate(_ window: SecondsWindow) -> Rates.Rate {
            Rates.Rate(perSecond: span.perSecond(window.sum), series: window.complete, count: window.sum)
        }
        return Rates(
            span: span.duration,
            submitted: rate(self.submitted),
            started: rate(self.started),
            finished: rate(self.finished),
            failed: rate(self.failed),
            refused: rate(self.refused),
            failedShare: self.finished.sum > 0 ? Double(self.failed.sum) / Double(self.finished.sum) : nil,
            waited: self.waits.summary,
            oldestWait: oldestWait
        )
    }
}
