/// What has happened to all tasks since the process began. Cumulative.
///
/// `submitted == succeeded + failed + cancelled + timedOut + discarded + alive`, always: ``alive`` is stored by nobody, so the
/// equation is held by construction and checked by ``isBalanced(alive:)`` against a count of live tasks.
public struct TaskTotals: Hashable, Sendable {
    /// Accepted tasks. What was rejected is not among them.
    public private(set) var submitted: UInt64 = 0
    public private(set) var outcomes = OutcomeCounts()
    public internal(set) var rejected = Rejections()

    /// Submissions that were not accepted, by reason.
    public struct Rejections: Hashable, Sendable, Codable {
        public internal(set) var full: UInt64 = 0
        public internal(set) var shuttingDown: UInt64 = 0
        public internal(set) var cancelledWaiting: UInt64 = 0
        public internal(set) var held: UInt64 = 0

        public subscript(reason: RejectionReason) -> UInt64 {
            switch reason {
            case .full: self.full
            case .shuttingDown: self.shuttingDown
            case .cancelledWaiting: self.cancelledWaiting
            case .held: self.held
            }
        }

        public init(full: UInt64 = 0, shuttingDown: UInt64 = 0, cancelledWaiting: UInt64 = 0, held: UInt64 = 0) {
            self.full = full
            self.shuttingDown = shuttingDown
            self.cancelledWaiting = cancelledWaiting
            self.held = held
        }

        /// Submissions that were not accepted, for whatever reason.
        public var total: UInt64 {
            .clampedSum(self.full, self.shuttingDown, self.cancelledWaiting, self.held)
        }
    }

    public init() {}

    /// Totals that were counted elsewhere.
    public init(
        submitted: UInt64,
        succeeded: UInt64,
        failed: UInt64,
        cancelled: UInt64,
        timedOut: UInt64,
        discarded: UInt64,
        rejected: Rejections
    ) {
        self.submitted = submitted
        self.outcomes = OutcomeCounts(
            succeeded: succeeded,
            failed: failed,
            cancelled: cancelled,
            timedOut: timedOut,
            discarded: discarded
        )
        self.rejected = rejected
    }

    public var succeeded: UInt64 { self.outcomes.succeeded }
    public var failed: UInt64 { self.outcomes.failed }
    public var cancelled: UInt64 { self.outcomes.cancelled }
    public var timedOut: UInt64 { self.outcomes.timedOut }
    public var discarded: UInt64 { self.outcomes.discarded }

    /// What went wrong by itself.
    package var failures: UInt64 { .clampedSum(self.failed, self.timedOut) }

    /// Tasks that have ended, in whatever way.
    public var ended: UInt64 { self.outcomes.total }

    /// Tasks that were accepted and have not ended.
    public var alive: UInt64 { self.submitted - min(self.submitted, self.ended) }

    /// Whether the books agree with a count of live tasks that was made independently of them.
    public func isBalanced(alive: Int) -> Bool {
        self.submitted == .clampedSum(self.ended, UInt64(alive))
    }

    // What is counted on may be somebody else's number, up to the last that there is: none of these ends the process.

    public mutating func countSubmission() {
        self.submitted &+= 1
    }

    public mutating func countEnd(_ outcome: TaskOutcome) {
        self.outcomes.count(outcome)
    }

    public mutating func countRejection(_ reason: RejectionReason) {
        switch reason {
        case .full: self.rejected.full &+= 1
        case .shuttingDown: self.rejected.shuttingDown &+= 1
        case .cancelledWaiting: self.rejected.cancelledWaiting &+= 1
        case .held: self.rejected.held &+= 1
        }
    }

    public subscript(outcome: TaskOutcome) -> UInt64 { self.outcomes[outcome] }
}
