extension DrainForecast {
    /// The time in which it is as likely as not that all of them are over: the probability of that is the product of theirs. Nil
    /// where it never gets so likely.
    static func emptyIn(_ expectations: [Expectation]) -> Duration? {
        guard let most = expectations.compactMap(\.utmost).max() else { return nil }
        guard self.areAllOver(expectations, within: max(0, most)) else { return nil }
        var range = 0...max(0, most)
        // To a millisecond, or, of a very long time, to a millionth.
        for _ in 0..<20 where range.upperBound - range.lowerBound > 1_000_000 {
            let middle = range.lowerBound + (range.upperBound - range.lowerBound) / 2
            if self.areAllOver(expectations, within: middle) {
                range = range.lowerBound...middle
            } else {
                range = middle...range.upperBound
            }
        }
        return .nanoseconds(range.upperBound)
    }

    private static func areAllOver(_ expectations: [Expectation], within left: Int64) -> Bool {
        var probability = 1.0
        for expectation in expectations {
            probability *= expectation.probability(ofEndingWithin: left)
            if probability < 0.5 { return false }
        }
        return true
    }
}
