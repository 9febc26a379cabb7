import BackgroundWorkEvents

/// From when on something is worth a warning.
///
/// A false alarm is worse than one that comes late: the defaults leave alone what is merely busy.
///
/// From when on a poll is long cannot be set: what a task tells of its polls counts those of 100 ms and more
/// (`TaskActivity.PollLengths.veryLong`).
public struct WarningThresholds: Hashable, Sendable {
    /// For how long a long poll is spoken of: 10 s.
    public var longPollsWithin: Duration
    /// How long a task has to be able to go on, and get no thread, to be starved: 500 ms.
    public var starvedAfter: Duration
    /// As ``starvedAfter``, for a task that has not had its first poll: 2 s, because tasks that start together have to take turns.
    public var starvedBeforeFirstPollAfter: Duration
    /// A task is not stuck before it has waited so long without a sign of life: 30 s.
    public var stuckAfter: Duration
    /// And not before it has waited so many times as long as the longest successful run of its name took: 3.
    public var stuckAfterLongestRuns: Int
    /// And not while fewer successful runs of its name have been seen: 20. So it is of a task that is overdue.
    public var stuckMinimumRuns: UInt64
    /// A task is not overdue before it has run for so long: 10 s.
    public var overdueAfter: Duration
    /// And not before it has run for so many times as long as the longest successful run of its name, or, where none of its name has
    /// ended yet, as 99 in 100 of all: 3.
    public var overdueAfterUsual: Int
    /// How many tasks of one name have to fail within a minute: 5.
    public var failures: UInt64
    /// And what part of all that ended in that minute they have to exceed: a half.
    public var failedShare: Double
    /// For how long it is spoken of that work was refused: 10 s. Whole seconds, from one to a minute.
    public var refusalsWithin: Duration
    /// For how long it is spoken of that a part of a task had escaped from it: 60 s.
    public var escapedWithin: Duration

    public init(
        longPollsWithin: Duration = .seconds(10),
        starvedAfter: Duration = .milliseconds(500),
        starvedBeforeFirstPollAfter: Duration = .seconds(2),
        stuckAfter: Duration = .seconds(30),
        stuckAfterLongestRuns: Int = 3,
        stuckMinimumRuns: UInt64 = 20,
        overdueAfter: Duration = .seconds(10),
        overdueAfterUsual: Int = 3,
        failures: UInt64 = 5,
        failedShare: Double = 0.5,
        refusalsWithin: Duration = .seconds(10),
        escapedWithin: Duration = .seconds(60)
    ) {
        self.longPollsWithin = longPollsWithin
        self.starvedAfter = starvedAfter
        self.starvedBeforeFirstPollAfter = starvedBeforeFirstPollAfter
        self.stuckAfter = stuckAfter
        self.stuckAfterLongestRuns = stuckAfterLongestRuns
        self.stuckMinimumRuns = stuckMinimumRuns
        self.overdueAfter = overdueAfter
        self.overdueAfterUsual = overdueAfterUsual
        self.failures = failures
        self.failedShare = failedShare
        self.refusalsWithin = refusalsWithin
        self.escapedWithin = escapedWithin
    }

    var refusalSeconds: Int64 { max(1, Int64(self.refusalsWithin.inSeconds)) }
}
