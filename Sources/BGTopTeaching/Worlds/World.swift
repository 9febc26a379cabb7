public import BackgroundWorkEvents

/// One of two worlds in which the same work is done: a process of its own, and the ledger that its workload keeps.
public struct World: Hashable, Sendable {
    /// Where the work is that goes on behind a response.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// In a scope that is bound to the application's lifetime.
        case structured
        /// In nobody's: fire and forget.
        case unstructured
    }

    /// What the ledger says at one moment. Always `came = refused + taken` and `taken = waiting + running + done + lost`.
    public struct Account: Hashable, Sendable {
        public var came = 0
        public var refused = 0
        public var taken = 0
        public var waiting = 0
        public var running = 0
        public var done = 0
        /// What was taken and not done when the process ended; 0 as long as it has not.
        public var lost = 0
    }

    public let code: WorldCode
    public private(set) var processID: Int32?
    public private(set) var ledger = Ledger()
    public private(set) var startedAt: TaskInstant?
    public private(set) var askedToEndAt: TaskInstant?
    public private(set) var endedAt: TaskInstant?
    public private(set) var ending: WorldNews.Ending?
    private var isClosed = false

    public init(_ code: WorldCode) {
        self.code = code
    }

    public mutating func take(_ news: WorldNews) {
        switch news {
        case .started(let processID, let instant): (self.processID, self.startedAt) = (processID, instant)
        case .askedToEnd(let instant): self.askedToEndAt = self.askedToEndAt ?? instant
        case .wrote(let entry): self.ledger.take(entry)
        case .closed: self.isClosed = true
        case .ended(let ending, let instant): (self.ending, self.endedAt) = (ending, instant)
        }
    }

    /// Whether it has begun what it was started for, and does it still.
    public var isAtWork: Bool { self.ledger.count > 0 && self.ending == nil }

    /// Whether the process has ended and all that it wrote was read: only then is it known what is lost.
    public var isOver: Bool { self.ending != nil && self.isClosed }

    /// What was taken, not done, and can not be done any more; in the order in which it came.
    public var lost: [Ledger.Job] { self.isOver ? self.ledger.open : [] }

    public var account: Account {
        let ledger = self.ledger
        let open = (waiting: ledger.count(.waiting), running: ledger.count(.running))
        return Account(
            came: ledger.count,
            refused: ledger.count(.refused),
            taken: ledger.count - ledger.count(.refused),
            waiting: self.isOver ? 0 : open.waiting,
            running: self.isOver ? 0 : open.running,
            done: ledger.count(.done),
            lost: self.isOver ? open.waiting + open.running : 0
        )
    }

    /// How long it has been there, or was.
    public func age(at now: TaskInstant) -> Duration? {
        self.startedAt.map { max(.zero, (self.endedAt ?? now) - $0) }
    }

    /// How long it has been asked to end, or took to.
    public func timeToEnd(at now: TaskInstant) -> Duration? {
        self.askedToEndAt.map { max(.zero, (self.endedAt ?? now) - $0) }
    }

    /// How long a job of it has run, or had when the process ended; of one that has not begun, how long it has waited.
    public func age(of job: Ledger.Job, at now: TaskInstant) -> Duration {
        max(.zero, (self.endedAt ?? now) - (job.begunAt ?? job.cameAt))
    }
}
