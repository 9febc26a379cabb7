import BackgroundWorkEvents
import Histogram

/// How durations are distributed, to two significant digits.
///
/// Durations count from 1 µs (what is shorter counts as that) to 24 hours (as does what is longer), in steps of less than 1 %. An empty one takes
/// about 1 KB and one that has seen an hour 13 KB; 16 KB is the most. A thousand names that have each seen runs of 10 s and waits of 100 ms take
/// 15 MB together.
struct DurationHistogram: Sendable {
    private static let longestNanoseconds: Int64 = 24 * 3_600 * 1_000_000_000

    /// In microseconds. 32 bits are enough for a count: see ``record(_:)``.
    private var microseconds: Histogram<UInt32>
    /// Exact, where the histogram rounds.
    private(set) var longest: Duration = .zero

    init() {
        // Grows with what it has to hold, up to what `longestNanoseconds` takes.
        self.microseconds = Histogram(numberOfSignificantValueDigits: .two)
    }

    var count: UInt64 { self.microseconds.totalCount }

    mutating func record(_ duration: Duration) {
        // Beyond four thousand million durations one more says nothing new, and a count could overflow.
        guard self.count < UInt64(UInt32.max) else { return }
        let nanoseconds = min(max(0, duration.clampedNanoseconds), Self.longestNanoseconds)
        self.microseconds.record(UInt64(nanoseconds / 1_000))
        self.longest = max(self.longest, duration)
    }

    var summary: DurationSummary? {
        guard self.count > 0 else { return nil }
        return DurationSummary(
            count: self.count,
            p50: self.percentile(50),
            p95: self.percentile(95),
            p99: self.percentile(99),
            longest: self.longest
        )
    }

    private func percentile(_ percentile: Double) -> Duration {
        .microseconds(Int64(self.microseconds.valueAtPercentile(percentile)))
    }
}
