/// How long a task will yet take, as far as anything tells. In nanoseconds.
enum Expectation: Sendable {
    /// It goes on as those of its kind did that took longer than `elapsed`; and that begins after `delay`.
    case asOthers(DurationDistribution, elapsed: Int64, delay: Int64)
    /// It goes on at its own pace, and that takes about so long.
    case pace(left: Int64)

    /// How far the pace of a task is trusted: it takes from three quarters of the time that it seems to need to five quarters.
    private static let paceSpread = 0.75...1.25

    /// How likely it is over within `left`.
    func probability(ofEndingWithin left: Int64) -> Double {
        switch self {
        case .asOthers(let distribution, let elapsed, let delay):
            return distribution.probability(ofEndingWithin: left - delay, after: elapsed)
        case .pace(let needed):
            guard needed > 0 else { return left >= 0 ? 1 : 0 }
            let spread = Self.paceSpread
            let position = (Double(left) / Double(needed) - spread.lowerBound) / (spread.upperBound - spread.lowerBound)
            return min(1, max(0, position))
        }
    }

    /// Within what time it is over with this probability; nil where nothing of its kind took so long.
    func left(withProbability probability: Double) -> Int64? {
        switch self {
        case .asOthers(let distribution, let elapsed, let delay):
            return distribution.left(forShare: probability, after: elapsed).map { delay + $0 }
        case .pace(let needed):
            let spread = Self.paceSpread
            return Int64(Double(needed) * (spread.lowerBound + probability * (spread.upperBound - spread.lowerBound)))
        }
    }

    /// Four times out of five it takes so long.
    var likelyLeft: ClosedRange<Duration>? {
        guard let least = self.left(withProbability: 0.1), let most = self.left(withProbability: 0.9) else { return nil }
        return .nanoseconds(least) ... .nanoseconds(max(least, most))
    }
}
