import BackgroundWorkEvents
import Foundation

/// How long something outside the process takes: log-normal, as response times are, told by what people know of them.
struct Latency: Sendable {
    private let median: Double
    private let spread: Double

    init(median: Duration, ninetyNinthPercentile: Duration) {
        /// How many standard deviations the 99th percentile is away from the median of a normal distribution.
        let deviations = 2.326_347_9
        self.median = median.inSeconds
        self.spread = log(ninetyNinthPercentile.inSeconds / median.inSeconds) / deviations
    }

    func sample(using generator: inout SeededGenerator) -> Duration {
        let first = Double.random(in: Double.leastNonzeroMagnitude..<1, using: &generator)
        let second = Double.random(in: 0..<1, using: &generator)
        let normal = (-2 * log(first)).squareRoot() * cos(2 * .pi * second)
        return .seconds(self.median * exp(self.spread * normal))
    }
}
