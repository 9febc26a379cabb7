/// What a shutdown came to: who asked, how long each phase took, and what became of every task.
public struct DrainReport: Hashable, Sendable {
    /// A task, as a report names it.
    public struct Entry: Hashable, Sendable, Codable {
        public let id: BackgroundTaskID
        public let name: String

        public init(id: BackgroundTaskID, name: String) {
            self.id = id
            self.name = name
        }
    }

    /// A task and how long it took.
    public struct TimedEntry: Hashable, Sendable, Codable {
        public let id: BackgroundTaskID
        public let name: String
        /// From start to end, or until now for one that runs on; seconds.
        public let seconds: Double

        public init(id: BackgroundTaskID, name: String, seconds: Double) {
            self.id = id
            self.name = name
            self.seconds = seconds
        }
    }

    /// A list that names no more than ``maximumNamed`` tasks, and counts all of them.
    public struct Names: Hashable, Sendable {
        public static let maximumNamed = 100

        public private(set) var named: [Entry] = []
        public private(set) var count: UInt64 = 0

        public init() {}

        /// A list that was counted elsewhere; of `named` no more are kept than ``maximumNamed``, and all of them count.
        public init(named: [Entry], count: UInt64) {
            self.named = Array(named.prefix(Self.maximumNamed))
            self.count = max(count, UInt64(named.count))
        }

        public mutating func append(_ entry: Entry) {
            self.count += 1
            if self.named.count < Self.maximumNamed { self.named.append(entry) }
        }
    }

    public private(set) var totals: TaskTotals
    /// How long running and queued work was left to itself.
    public let draining: Duration
    /// How long it took until what was asked to stop had stopped.
    public let cancelling: Duration
    public let requestedBy: Requester?
    /// What failed (or ran into its own timeout, which is no doing of the shutdown's), was cancelled and was discarded between the
    /// beginning of the shutdown and its end.
    public let failed: Names
    public let cancelled: Names
    public let discarded: Names
    /// Who did not stop within the time set after it was asked, whether it stopped later or not.
    public let uncooperative: Names
    /// The five tasks that took longest from start to end since the shutdown began, the longest first.
    public let slowest: [TimedEntry]
    /// What still runs, if the shutdown was given up.
    public let alive: Names
    /// Events that subscribers were too slow for, all subscribers together.
    public let eventsLost: UInt64

    public init(
        totals: TaskTotals,
        draining: Duration,
        cancelling: Duration,
        requestedBy: Requester?,
        failed: Names,
        cancelled: Names,
        discarded: Names,
        uncooperative: Names,
        slowest: [TimedEntry],
        alive: Names,
        eventsLost: UInt64
    ) {
        self.totals = totals
        self.draining = draining
        self.cancelling = cancelling
        self.requestedBy = requestedBy
        self.failed = failed
        self.cancelled = cancelled
        self.discarded = discarded
        self.uncooperative = uncooperative
        self.slowest = slowest
        self.alive = alive
        self.eventsLost = eventsLost
    }

    /// The same report with what was refused since: submissions are refused for as long as somebody makes them. What became of the
    /// tasks stays as it was, and agrees with the names.
    public func updated(with rejected: TaskTotals.Rejections) -> DrainReport {
        var report = self
        report.totals.rejected = rejected
        return report
    }

    /// Whether every task was left to its own end: nothing cancelled, nothing discarded, nobody uncooperative.
    public var isClean: Bool {
        self.cancelled.count == 0 && self.discarded.count == 0 && self.uncooperative.count == 0 && self.alive.count == 0
    }
}
