import BackgroundWorkEvents

/// What the ``Rates`` of a store are computed from.
struct RateWindows: Sendable {
    var submitted = SecondsWindow()
    var started = SecondsWindow()
    var finished = SecondsWindow()
    var failed = SecondsWindow()
    var refused = SecondsWindow()
    var waits = DurationHistogram()

    mutating func advance(to second: Int64) {
        self.submitted.advance(to: second)
        self.started.advance(to: second)
        self.finished.advance(to: second)
        self.failed.advance(to: second)
        self.refused.advance(to: second)
    }

    func rates(since start: TaskInstant, now: TaskInstant, oldestWait: Duration?) -> Rates {
        let span = self.finished.span(from: start, to: now)
        func rate(_ window: SecondsWindow) -> Rates.Rate {
            Rates.Rate(perSecond: Double(window.sum) / span.inSeconds, series: window.complete, count: window.sum)
        }
        return Rates(
            span: span,
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
