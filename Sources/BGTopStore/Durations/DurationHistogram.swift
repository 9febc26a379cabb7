import BackgroundWorkEvents
import Histogram

/// How durations are distributed, in steps of less than 1 %.
///
/// Durations are told apart from 1 µs up to 24 hours; what is longer counts as that. It takes 1 KB at first and grows with the
/// longest duration that it has seen: 7 KB for a second, 10 KB for ten, 14 KB for an hour, 16 KB at most.
struct DurationHistogram: Sendable {
    private static let maximumNanoseconds: Int64 = 24 * 3_600 * 1_000_000_000

    /// In microseconds. A count of 32 bits is enough: see ``record(from:to:)``.
    private var microseconds = Histogram<UInt32>(numberOfSignificantValueDigits: .two)
    /// Exact, where the histogram rounds.
    private var longestNanoseconds: Int64 = 0

    var count: UInt64 { self.microseconds.totalCount }

    mutating func record(from start: TaskInstant, to end: TaskInstant) {
        // After four thousand million durations one more says nothing new, and a count could overflow.
        guard self.count < UInt64(UInt32.max) else { return }
        let (difference, overflow) = end.nanoseconds.subtractingReportingOverflow(start.nanoseconds)
        let nanoseconds = overflow ? Self.maximumNanoseconds : min(max(0, difference), Self.maximumNanoseconds)
        self.microseconds.record(UInt64(nanoseconds) / 1_000)
        self.longestNanoseconds = max(self.longestNanoseconds, nanoseconds)
    }

    mutating func add(_ other: Self) {
        self.microseconds.add(other.microseconds)
        self.longestNanoseconds = max(self.longestNanoseconds, other.longestNanoseconds)
    }

    mutating func removeAll() {
        guard self.count > 0 else { return }
        self.microseconds.reset()
        self.longestNanoseconds = 0
    }

    /// What has been recorded, in a form that answers questions quickly. Building it is what costs.
    ///
    /// - Parameter cutShort: How long those of the same kind had taken that were then kept from going on.
    func distribution(cutShort: Self? = nil) -> DurationDistribution {
        var steps = self.buckets.map { DurationDistribution.Step(bound: $0.bound, ended: $0.count) }
        if let cutShort {
            steps += cutShort.buckets.map { DurationDistribution.Step(bound: $0.bound, cutShort: $0.count) }
            // In a bucket that both have, those that ended come first: the sort is stable.
            steps.sort { $0.bound < $1.bound }
        }
        return DurationDistribution(longest: self.longestNanoseconds, steps: steps)
    }

    private var buckets: [(bound: Int64, count: UInt64)] {
        self.recorded.map { (Int64($0.values.upperBound) * 1_000 - 1, $0.count) }
    }

    var summary: DurationSummary? { self.distribution().summary }

    /// What has been recorded, step by step; shortest first.
    var steps: [DurationStep] {
        self.recorded.map { step in
            DurationStep(
                nanoseconds: Int64(step.values.lowerBound) * 1_000..<Int64(step.values.upperBound) * 1_000,
                count: step.count
            )
        }
    }

    /// The microseconds that are not told apart, and how many there were of them; of those that occurred, in ascending order.
    ///
    /// The histogram's own sequence begins at zero, which for durations of seconds is two thirds of the way.
    private var recorded: [(values: Range<UInt64>, count: UInt64)] {
        var steps: [(values: Range<UInt64>, count: UInt64)] = []
        var value = self.microseconds.lowestEquivalentForValue(self.microseconds.min)
        var left = self.count
        while left > 0 {
            let next = self.microseconds.nextNonEquivalentForValue(value)
            let count = UInt64(self.microseconds.countForValue(value))
            if count > 0 { steps.append((value..<next, count)) }
            left -= count
            value = next
        }
        return steps
    }
}
