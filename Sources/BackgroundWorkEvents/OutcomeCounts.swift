/// How many tasks ended in which way.
public struct OutcomeCounts: Hashable, Sendable {
    public private(set) var succeeded: UInt64
    public private(set) var failed: UInt64
    public private(set) var cancelled: UInt64
    public private(set) var timedOut: UInt64
    public private(set) var discarded: UInt64

    public init(
        succeeded: UInt64 = 0,
        failed: UInt64 = 0,
        cancelled: UInt64 = 0,
        timedOut: UInt64 = 0,
        discarded: UInt64 = 0
    ) {
        self.succeeded = succeeded
        self.failed = failed
        self.cancelled = cancelled
        self.timedOut = timedOut
        self.discarded = discarded
    }

    /// Tasks that have ended, in whatever way.
    public var total: UInt64 {
        .clampedSum(self.succeeded, self.failed, self.cancelled, self.timedOut, self.discarded)
    }

    public subscript(outcome: TaskOutcome) -> UInt64 {
        switch outcome {
        case .succeeded: self.succeeded
        case .failed: self.failed
        case .cancelled: self.cancelled
        case .timedOut: self.timedOut
        case .discarded: self.discarded
        }
    }

    /// Counts one more; behind the last number there is the first again, as what is counted on may be somebody else's.
    public mutating func count(_ outcome: TaskOutcome) {
        switch outcome {
        case .succeeded: self.succeeded &+= 1
        case .failed: self.failed &+= 1
        case .cancelled: self.cancelled &+= 1
        case .timedOut: self.timedOut &+= 1
        case .discarded: self.discarded &+= 1
        }
    }

    /// What ended since these were the counts; nothing where they have gone back, as counts from elsewhere may.
    public func growth(to later: Self) -> Self {
        func difference(_ outcome: TaskOutcome) -> UInt64 { later[outcome] - min(later[outcome], self[outcome]) }
        return Self(
            succeeded: difference(.succeeded),
            failed: difference(.failed),
            cancelled: difference(.cancelled),
            timedOut: difference(.timedOut),
            discarded: difference(.discarded)
        )
    }
}

extension UInt64 {
    /// Totals may come from another process: those that cannot be must not end this one.
    static func clampedSum(_ numbers: UInt64...) -> UInt64 {
        numbers.reduce(0) { sum, number in
            let (next, overflow) = sum.addingReportingOverflow(number)
            return overflow ? .max : next
        }
    }
}
