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

    /// Brings up to date what is summed up once a second only.
    mutating func refresh() {
        self.waits.refresh()
    }

    /// Makes the next ``refresh()`` sum up anew, although no second has passed.
    mutating func refreshOnceMore() {
        self.waits.refreshOnceMore()
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
        self.forEachGrowth(between: old, and: new) { count, window in
            window.add(UInt32(clamping: count), in: instant.second)
        }
        for reason in RejectionReason.allCases {
            let (before, after) = (old.rejected[reason], new.rejected[reason])
            if after > before { self.refusals.add(UInt32(clamping: after - before), of: reason, in: instant.second) }
        }
    }

    /// Counts what happened while the process could not be seen, as far as totals tell: when, nobody knows, so it is as if it had
    /// been at an even rate. Of what was refused it is not told as of something that goes on (``refusals``).
    mutating func countUnseen(between old: TaskTotals, and new: TaskTotals, from start: TaskInstant, to end: TaskInstant) {
        self.forEachGrowth(between: old, and: new) { count, window in
            window.spread(count, from: start.second, to: end.second)
        }
    }

    private mutating func forEachGrowth(
        between old: TaskTotals,
        and new: TaskTotals,
        _ body: (UInt64, inout SecondsWindow) -> Void
    ) {
        func grow(_ count: (TaskTotals) -> UInt64, _ window: inout SecondsWindow) {
            let (before, after) = (count(old), count(new))
            if after > before { body(after - before, &window) }
        }
        grow(\.submitted, &self.submitted)
        grow(\.ended, &self.finished)
        grow(\.failures, &self.failed)
        grow(\.rejected.total, &self.refused)
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
