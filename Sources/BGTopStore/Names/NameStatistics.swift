import BackgroundWorkEvents

/// What is counted of the tasks of one name.
struct NameStatistics: Sendable {
    let name: String
    var running = 0
    var queued = 0
    private(set) var finished = OutcomeCounts()
    private(set) var refused: UInt64 = 0
    private var recentlyDone = SecondsWindow()
    private var recentlyFailed = SecondsWindow()
    private(set) var run = DurationHistogram()
    private(set) var wait = DurationHistogram()

    init(name: String) {
        self.name = name
    }

    mutating func countStart(afterWaiting wait: Duration) {
        self.wait.record(wait)
    }

    mutating func countEnd(_ end: TaskEnd, in second: Int64) {
        self.finished.count(end.outcome)
        self.recentlyDone.add(in: second)
        if end.outcome.isFailure { self.recentlyFailed.add(in: second) }
        if let startedAt = end.startedAt, end.outcome == .succeeded, end.cancellation == nil {
            self.run.record(end.endedAt - startedAt)
        }
    }

    mutating func countRefusal() {
        self.refused += 1
    }

    mutating func advance(to second: Int64) {
        self.recentlyDone.advance(to: second)
        self.recentlyFailed.advance(to: second)
    }

    func summary(since start: TaskInstant, now: TaskInstant) -> NameSummary {
        let done = self.recentlyDone.sum
        return NameSummary(
            name: self.name,
            running: self.running,
            queued: self.queued,
            finished: self.finished,
            refused: self.refused,
            doneRate: Double(done) / self.recentlyDone.span(from: start, to: now).inSeconds,
            failedShare: done > 0 ? Double(self.recentlyFailed.sum) / Double(done) : nil,
            recentFailures: self.recentlyFailed.sum,
            run: self.run.summary,
            wait: self.wait.summary
        )
    }
}

extension TaskOutcome {
    /// Whether the task went wrong by itself, rather than because somebody wanted it to stop.
    var isFailure: Bool { self == .failed || self == .timedOut }
}
