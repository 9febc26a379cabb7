/// How long a task will yet take, as far as anything tells. In nanoseconds.
enum Expectation: Sendable {
    /// It goes on as those of its kind did that took longer than `elapsed`; and that begins after `delay`.
    case asOthers(DurationDistribution, elapsed: Int64, delay: Int64)
    /// It goes on at its own pace, and that takes about so long.
    case pace(left: Int64)
    /// It goes on as expected, nil where nothing is, but is asked to stop after so long, and then takes as long as others did
    /// that were asked; nil where those were too few, and it is taken to stop at once.
    indirect case timeout(Expectation?, after: Int64, reactions: DurationDistribution?)

    /// How far the pace of a task is trusted: it takes from three quarters of the time that it seems to need to five quarters.
    private static let paceSpread = 0.75...1.25

    /// How likely it is over within `left`.
    func probability(ofEndingWithin left: Int64) -> Double {
        switch self {
        case .asOthers(let distribution, let elapsed, let delay):
            return distribution.probability(ofEndingWithin: left.saturatingMinus(delay), after: elapsed)
        case .pace(let needed):
            guard needed > 0 else { return left >= 0 ? 1 : 0 }
            let spread = Self.paceSpread
            let position = (Double(left) / Double(needed) - spread.lowerBound) / (spread.upperBound - spread.lowerBound)
            return min(1, max(0, position))
        case .timeout(let expected, let strike, let reactions):
            let before = expected?.probability(ofEndingWithin: min(left, strike)) ?? 0
            guard left >= strike else { return before }
            return before + (1 - before) * (reactions?.share(upTo: left.saturatingMinus(strike)) ?? 1)
        }
    }

    /// Within what time it is over with this probability; nil where it gets so likely at no time.
    func left(withProbability probability: Double) -> Int64? {
        switch self {
        case .asOthers(let distribution, let elapsed, let delay):
            return distribution.left(forShare: probability, after: elapsed).map(delay.saturatingPlus)
        case .pace(let needed):
            let spread = Self.paceSpread
            return Int64(Double(needed) * (spread.lowerBound + probability * (spread.upperBound - spread.lowerBound)))
        case .timeout(let expected, let strike, let reactions):
            if let left = expected?.left(withProbability: probability), left <= strike { return left }
            guard let reactions else { return strike }
            // Of those that live to be asked, this share has to react.
            let before = expected?.probability(ofEndingWithin: strike) ?? 0
            let share = before < 1 ? max(0, (probability - before) / (1 - before)) : 0
            return reactions.duration(ofShare: share).map(strike.saturatingPlus)
        }
    }

    /// After this time it gets no likelier that it is over; nil where it is not likely at any.
    var utmost: Int64? {
        guard case .asOthers(let distribution, let elapsed, let delay) = self else { return self.left(withProbability: 1) }
        return distribution.longest > elapsed ? delay.saturatingPlus(distribution.longest).saturatingMinus(elapsed) : nil
    }

    /// Four times out of five it takes so long.
    var likelyLeft: ClosedRange<Duration>? {
        guard let least = self.left(withProbability: 0.1), let most = self.left(withProbability: 0.9) else { return nil }
        return .nanoseconds(least) ... .nanoseconds(max(least, most))
    }
}
