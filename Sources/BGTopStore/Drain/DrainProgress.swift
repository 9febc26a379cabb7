public import BackgroundWorkEvents

/// How far a shutdown has come.
public struct DrainProgress: Sendable {
    /// What came of asking the rest to stop.
    public struct Cancelling: Sendable {
        /// Tasks that have been asked and were alive when this phase began.
        public let asked: Int
        public let ended: Int
        /// From the request to the end, of those that ended.
        public let reaction: DurationSummary?
        /// The oldest of those that have not ended; at most ten of them.
        public let notEnded: [TaskRow]
        public var left: Int { self.asked - self.ended }
    }

    public let status: DrainStatus
    /// When the shutdown began, or when the store first saw it.
    public let beganAt: TaskInstant
    public let liveAtStart: Int
    /// What lives.
    public let left: Int
    public let running: Int
    public let queued: Int
    /// How those ended that have.
    public let ended: OutcomeCounts
    /// Submissions that were not accepted since.
    public let refused: UInt64
    /// How many lived at the beginning, after one ``secondsPerPoint``, after two, …
    public let burnDown: [Int]
    public let secondsPerPoint: Int
    /// The rows that ended since, the last first.
    public let justEnded: [TaskRow]
    /// From the moment when what was left had been asked to stop.
    public let cancelling: Cancelling?
}
