import BackgroundWorkEvents

/// What is counted of the tasks of one name: 4 KB at first, 70 KB at most (see ``DurationHistogram``, ``FailureReasons``).
struct NameStatistics: Sendable {
    let name: String
    /// Of the live tasks.
    var counts = StateCounts()
    private(set) var finished = OutcomeCounts()
    private(set) var refused: UInt64 = 0
    private var recentlyDone: SecondsWindow
    private var recentlyFailed: SecondsWindow
    private(set) var run = SummarizedDurations()
    /// How long those had run that were then asked to stop. Most names never are.
    private(set) var cutShort: DurationHistogram?
    private(set) var wait = SummarizedDurations()
    private(set) var reaction: SummarizedDurations?
    private var nodeReactions: NodeReactions?
    /// Many names never fail.
    private var failureReasons: FailureReasons?
    private var activity = NameActivity()

    init(name: String, in second: Int64) {
        self.name = name
        self.recentlyDone = SecondsWindow(in: second)
        self.recentlyFailed = SecondsWindow(in: second)
    }

    mutating func countStart(at instant: TaskInstant, submittedAt: TaskInstant) {
        self.wait.record(from: submittedAt, to: instant)
    }

    /// - Parameter row: The row of the task, with all that the end told.
    mutating func count(_ end: TaskEnd, of row: TaskRow) {
        self.finished.count(end.outcome)
        self.recentlyDone.add(in: end.endedAt.second)
        if end.outcome.isFailure { self.recentlyFailed.add(in: end.endedAt.second) }
        if end.outcome == .failed {
            self.failureReasons = self.failureReasons ?? FailureReasons()
            self.failureReasons?.count(end.errorText)
        }
        guard let startedAt = end.startedAt else { return }
        self.countReactions(in: row.nodes)
        if let cancellation = end.cancellation {
            self.reaction = self.reaction ?? SummarizedDurations()
            self.reaction?.record(from: row.deliveredAt ?? cancellation.at, to: end.endedAt)
            self.cutShort = self.cutShort ?? DurationHistogram()
            self.cutShort?.record(from: startedAt, to: cancellation.at)
        } else if end.isSuccessfulRun {
            self.run.record(from: startedAt, to: end.endedAt)
        }
    }

    private mutating func countReactions(in nodes: TaskNodes) {
        for node in nodes.listed {
            guard let deliveredAt = node.deliveredAt, let endedAt = node.endedAt else { continue }
            self.nodeReactions = self.nodeReactions ?? NodeReactions()
            self.nodeReactions?.record(node.name, from: deliveredAt, to: endedAt)
        }
    }

    /// A task was seen to have done more than before.
    mutating func count(_ growth: ActivityGrowth) {
        self.activity.add(growth)
    }

    mutating func countRefusal() {
        self.refused += 1
    }

    mutating func advance(to second: Int64) {
        self.recentlyDone.advance(to: second)
        self.recentlyFailed.advance(to: second)
    }

    /// - Returns: How many summaries had to be made.
    mutating func refresh() -> Int {
        [self.run.refresh(), self.wait.refresh(), self.reaction?.refresh() ?? false].count { $0 }
            + (self.nodeReactions?.refresh() ?? 0)
    }

    /// What failed or timed out in the last minute, and all that ended in it.
    var recent: (failed: UInt64, finished: UInt64) {
        (self.recentlyFailed.sum, self.recentlyDone.sum)
    }

    func profile(over span: WatchedSpan) -> NameProfile {
        NameProfile(
            summary: self.summary(over: span),
            runs: self.run.histogram.steps,
            waits: self.wait.histogram.steps,
            failureReasons: self.failureReasons?.mostFrequent ?? [],
            otherFailures: self.failureReasons?.others ?? 0
        )
    }

    func summary(over span: WatchedSpan) -> NameSummary {
        let recent = self.recent
        return NameSummary(
            name: self.name,
            running: self.counts.running + self.counts.cancelling,
            queued: self.counts.queued,
            finished: self.finished,
            refused: self.refused,
            doneRate: span.perSecond(recent.finished),
            failedShare: recent.finished > 0 ? Double(recent.failed) / Double(recent.finished) : nil,
            recentFailures: recent.failed,
            run: self.run.summary,
            wait: self.wait.summary,
            reaction: self.reaction?.summary,
            nodeReactions: self.nodeReactions?.summaries ?? [],
            busyShare: self.activity.busyShare,
            longestPoll: self.activity.longestPoll
        )
    }
}
