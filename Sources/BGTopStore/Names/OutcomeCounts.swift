public import BackgroundWorkEvents

/// How many tasks ended in which way.
public struct OutcomeCounts: Hashable, Sendable {
    public private(set) var succeeded: UInt64 = 0
    public private(set) var failed: UInt64 = 0
    public private(set) var cancelled: UInt64 = 0
    public private(set) var timedOut: UInt64 = 0
    public private(set) var discarded: UInt64 = 0

    public var total: UInt64 { self.succeeded + self.failed + self.cancelled + self.timedOut + self.discarded }

    public subscript(outcome: TaskOutcome) -> UInt64 {
        switch outcome {
        case .succeeded: self.succeeded
        case .failed: self.failed
        case .cancelled: self.cancelled
        case .timedOut: self.timedOut
        case .discarded: self.discarded
        }
    }

    init() {}

    /// What ended from one moment to another.
    init(from earlier: TaskTotals, to later: TaskTotals) {
        func difference(_ outcome: TaskOutcome) -> UInt64 { later[outcome] - min(later[outcome], earlier[outcome]) }
        self.succeeded = difference(.succeeded)
        self.failed = difference(.failed)
        self.cancelled = difference(.cancelled)
        self.timedOut = difference(.timedOut)
        self.discarded = difference(.discarded)
    }

    mutating func count(_ outcome: TaskOutcome) {
        switch outcome {
        case .succeeded: self.succeeded += 1
        case .failed: self.failed += 1
        case .cancelled: self.cancelled += 1
        case .timedOut: self.timedOut += 1
        case .discarded: self.discarded += 1
        }
    }
}
