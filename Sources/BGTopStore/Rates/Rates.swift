/// How much happens, over the last minute.
public struct Rates: Sendable {
    /// How often something happened.
    public struct Rate: Hashable, Sendable {
        /// On average over ``Rates/span``.
        public let perSecond: Double
        /// How many there were in each of the last 60 seconds that are complete, the newest last.
        public let series: [Double]
        /// How many there were over ``Rates/span``.
        public let count: UInt64
    }

    /// What the figures are averages over: a minute, or less where the store has not watched for so long.
    public let span: Duration
    public let submitted: Rate
    public let started: Rate
    /// All that ended, in whatever way.
    public let finished: Rate
    /// What went wrong by itself: failed or timed out.
    public let failed: Rate
    /// What was not accepted, for whatever reason.
    public let refused: Rate
    /// ``failed`` among ``finished``, from 0 to 1; nil where nothing has finished.
    public let failedShare: Double?
    /// How long tasks that started in about the last minute had waited in the queue; nil where none started.
    public let waited: DurationSummary?
    /// How long the longest-waiting of the queued has waited so far; nil where none is queued.
    public let oldestWait: Duration?
}
