import BackgroundWorkEvents
import Testing

@testable import BGTopStore

struct DurationsTests {
    private func histogram(_ milliseconds: some Sequence<Int64>) -> DurationHistogram {
        var histogram = DurationHistogram()
        for duration in milliseconds {
            let start = TaskInstant(nanoseconds: 77)
            histogram.record(from: start, to: start + .milliseconds(duration))
        }
        return histogram
    }

    @Test func `durations up to a hundred milliseconds come back within one percent`() {
        for duration in stride(from: Int64(1), through: 100_000, by: 997) {
            let summary = self.histogram([duration, duration * 2]).summary
            let p50 = summary?.p50.inSeconds ?? 0
            #expect(abs(p50 * 1_000 / Double(duration) - 1) < 0.01, "\(duration) ms")
            #expect(summary?.longest == .milliseconds(duration * 2))
        }
    }

    @Test func `a percentile is never longer than the longest`() {
        let summary = self.histogram([100, 100, 100]).summary
        #expect(summary?.p50 == .milliseconds(100))
        #expect(summary?.p99 == .milliseconds(100))
    }

    @Test func `what is out of all bounds is counted at the bound`() {
        var histogram = DurationHistogram()
        let start = TaskInstant(nanoseconds: 0)
        histogram.record(from: start, to: TaskInstant(nanoseconds: -5))
        histogram.record(from: TaskInstant(nanoseconds: .min), to: TaskInstant(nanoseconds: .max))
        histogram.record(from: start, to: TaskInstant(nanoseconds: .max))
        #expect(histogram.count == 3)
        #expect(histogram.summary?.longest == .seconds(24 * 3_600))
        #expect(histogram.distribution().probability(ofEndingWithin: 1, after: 0) == 0)
        #expect(DurationHistogram().summary == nil)
    }

    @Test func `the chance to end in time is that of those that took as long already`() {
        // Ten runs of 100 ms, five of 200, five of 400.
        let runs = [Int64](repeating: 100, count: 10) + [Int64](repeating: 200, count: 5) + [Int64](repeating: 400, count: 5)
        let distribution = self.histogram(runs).distribution()
        func probability(within left: Int64, after elapsed: Int64) -> Double {
            distribution.probability(ofEndingWithin: left * 1_000_000, after: elapsed * 1_000_000)
        }
        #expect(probability(within: 50, after: 0) == 0)
        #expect(probability(within: 110, after: 0) == 0.5)
        #expect(probability(within: 210, after: 0) == 0.75)
        #expect(probability(within: 60, after: 150) == 0.5)
        #expect(probability(within: 260, after: 150) == 1)
        #expect(probability(within: 100, after: 250) == 0)
        #expect(probability(within: 200, after: 250) == 1)
        #expect(probability(within: .max / 1_000_000, after: 400) == 0)
        #expect(probability(within: -1, after: 0) == 0)
    }

    @Test func `what is left is told for a share of those that took as long already`() {
        let distribution = self.histogram([Int64](1...100)).distribution()
        func left(_ share: Double, after elapsed: Int64) -> Double? {
            distribution.left(forShare: share, after: elapsed * 1_000_000).map { Double($0) / 1e6 }
        }
        #expect(abs((left(0.5, after: 0) ?? 0) - 50) < 0.5)
        #expect(abs((left(0.1, after: 50) ?? 0) - 5) < 1)
        #expect(abs((left(0.9, after: 50) ?? 0) - 45) < 1)
        #expect(left(1, after: 99) == 1)
        #expect(left(0.5, after: 100) == nil)
    }

    @Test func `what was cut short would have gone on as those that took longer`() {
        // Ten of forty are over after 100 ms; then ten are cut short, so that each of the other twenty stands for one and a half.
        let ended = [Int64](repeating: 100, count: 10) + [Int64](repeating: 300, count: 20)
        let cutShort = self.histogram([Int64](repeating: 200, count: 10))
        let distribution = self.histogram(ended).distribution(cutShort: cutShort)
        func probability(within left: Int64, after elapsed: Int64) -> Double {
            distribution.probability(ofEndingWithin: left * 1_000_000, after: elapsed * 1_000_000)
        }
        #expect(distribution.count == 30)
        #expect(distribution.count(over: 150_000_000) == 30)
        #expect(distribution.count(over: 250_000_000) == 20)
        #expect(probability(within: 250, after: 0) == 0.25)
        #expect(probability(within: 200, after: 150) == 1)
        #expect(distribution.left(forShare: 1, after: 0) == 300_000_000)
    }

    @Test func `of what took longer than any that ended nobody knows that it ever ends`() {
        // One of four goes on until it is cut short.
        let cutShort = self.histogram([Int64](repeating: 200, count: 10))
        let distribution = self.histogram([Int64](repeating: 100, count: 30)).distribution(cutShort: cutShort)
        #expect(distribution.probability(ofEndingWithin: .max, after: 0) == 0.75)
        #expect(distribution.probability(ofEndingWithin: .max, after: 150_000_000) == 0)
        #expect(distribution.left(forShare: 0.75, after: 0) == 100_000_000)
        #expect(distribution.left(forShare: 0.76, after: 0) == nil)
        #expect(distribution.left(forShare: 0, after: 150_000_000) == nil)
    }
}
