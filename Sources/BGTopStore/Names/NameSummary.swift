public import BackgroundWorkEvents

/// What became of the tasks of one name, since the store began to watch.
///
/// The durations are brought up to date by ``TaskStore/advance(to:)``, once a second; all else is of this moment.
public struct NameSummary: Sendable, Identifiable {
    /// Stands for all the names that did not find room of their own.
    public static let otherNames = "(other names)"

    public let name: String
    /// Running, those that have been asked to stop included.
    public let running: Int
    public let queued: Int
    /// What ended while the store watched.
    public let finished: OutcomeCounts
    public let refused: UInt64
    /// Ended tasks a second, over the last 60 s, or since the store began to watch.
    public let doneRate: Double
    /// What failed or timed out among what ended in the last 60 s, from 0 to 1; nil where nothing ended.
    public let failedShare: Double?
    /// What failed or timed out in the last 60 s.
    public let recentFailures: UInt64
    /// How long successful runs took. Those that had been asked to stop are not among them: they may have cut their work short.
    public let run: DurationSummary?
    /// How long tasks had waited in the queue when they started.
    public let wait: DurationSummary?
    /// How long tasks that had been asked to stop took to end, from when the request had reached the whole task; where that is not
    /// known, from the request.
    public let reaction: DurationSummary?
    /// How long the named parts of tasks that are over took to end when a request had reached them; by the name of the part, in the
    /// order in which they were seen.
    public let nodeReactions: [NodeReaction]
    /// Time on threads as a share of the time since the start, over all tasks and while they were watched. Above 1 where parts of a
    /// task ran at the same time; nil where nothing was seen of what they do.
    public let busyShare: Double?
    /// The longest poll that was seen; nil where none was.
    public let longestPoll: Duration?

    public var id: String { self.name }
    /// How many successful runs ``run`` knows of.
    public var runs: UInt64 { self.run?.count ?? 0 }
}
