extension DrainForecast {
    /// A task that is expected to end, but takes its time.
    struct Slow: Sendable {
        static let maximum = 256

        let expectation: Expectation
        /// Nanoseconds; nine times out of ten it takes no longer.
        let left: Int64

        init?(_ assessment: Assessment) {
            switch assessment.kind {
            case .finishes, .atRisk: break
            case .willNotFinish, .unknown, .ignoresCancellation: return nil
            }
            guard let expectation = assessment.expectation, let left = expectation.left(withProbability: 0.9) else {
                return nil
            }
            self.expectation = expectation
            self.left = left
        }
    }

    /// The time in which it is as likely as not that all of them have ended: that each has, is the product of their probabilities.
    static func emptyIn(_ slowest: [Slow]) -> Duration? {
        guard let most = slowest.compactMap({ $0.expectation.left(withProbability: 1) }).max() else { return nil }
        var range = 0...most
        // To a millisecond, or as fine as twenty halvings of a very long time are.
        for _ in 0..<20 where range.upperBound - range.lowerBound > 1_000_000 {
            let middle = range.lowerBound + (range.upperBound - range.lowerBound) / 2
            if self.allEnd(slowest, within: middle) {
                range = range.lowerBound...middle
            } else {
                range = middle...range.upperBound
            }
        }
        return .nanoseconds(range.upperBound)
    }

    private static func allEnd(_ slowest: [Slow], within left: Int64) -> Bool {
        var probability = 1.0
        for slow in slowest {
            probability *= slow.expectation.probability(ofEndingWithin: left)
            if probability < 0.5 { return false }
        }
        return true
    }
}

extension DrainForecast.Slow: Comparable {
    /// The slowest first.
    static func < (left: Self, right: Self) -> Bool { left.left > right.left }
    static func == (left: Self, right: Self) -> Bool { left.left == right.left }
}
