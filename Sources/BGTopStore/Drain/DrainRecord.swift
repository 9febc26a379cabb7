import BackgroundWorkEvents

/// What has to be remembered of a shutdown from its beginning.
struct DrainRecord: Sendable {
    /// What came of asking tasks to stop.
    struct Cancelling: Sendable {
        /// Tasks that ran on when they were asked, and have ended.
        var ended = 0
        var reactions = DurationHistogram()
    }

    let beganAt: TaskInstant
    /// Whether the shutdown was seen to begin; otherwise it was found under way.
    let isWhole: Bool
    let totals: TaskTotals
    /// How many rows had ended before.
    let endedBefore: UInt64
    /// What lived at the beginning, ascending.
    let tasks: [BackgroundTaskID]
    /// For each of `tasks` the state in which it ended; nil while it lives.
    private(set) var ends: [TaskRow.State?]
    private(set) var burnDown: BurnDown
    private(set) var cancelling: Cancelling?

    init(at instant: TaskInstant, isWhole: Bool, totals: TaskTotals, endedBefore: UInt64, live: [BackgroundTaskID]) {
        self.beganAt = instant
        self.isWhole = isWhole
        self.totals = totals
        self.endedBefore = endedBefore
        self.tasks = live
        self.ends = [TaskRow.State?](repeating: nil, count: live.count)
        self.burnDown = BurnDown(from: live.count, at: instant)
    }

    /// Time passes; until now `left` tasks lived.
    mutating func advance(to now: TaskInstant, left: Int) {
        self.burnDown.advance(to: now, left: left)
    }

    mutating func beginCancelling() {
        self.cancelling = self.cancelling ?? Cancelling()
    }

    /// A task ended.
    mutating func note(_ row: TaskRow) {
        if let position = self.tasks.position(of: row.id) { self.ends[position] = row.state }
        guard row.startedAt != nil, let request = row.cancellation else { return }
        self.cancelling?.ended += 1
        // When a task ended whose end was lost, nobody knows.
        guard row.state != .lost, let endedAt = row.endedAt else { return }
        self.cancelling?.reactions.record(from: row.deliveredAt ?? request.at, to: endedAt)
    }
}
