import Foundation
import TestSupport

/// A kind of work whose tasks take as long as such work does.
struct RehearsedWork {
    /// How long a run takes, in seconds.
    enum Length {
        /// As response times are: few are far longer than most.
        case logNormal(median: Double, ninetyNinthPercentile: Double)
        /// Most are of one kind, and one in so many of another.
        case either(ClosedRange<Double>, or: ClosedRange<Double>, oneIn: Double)
        /// So heavy a tail that there is no variance to speak of.
        case pareto(shortest: Double, exponent: Double)
    }

    let name: String
    /// Submissions a second.
    let rate: Double
    let length: Length
    /// In seconds.
    var timeout: Double?
    /// The share of runs that say how far they are.
    var reporting = 0.0
    /// The share of runs that fail, somewhere on their way.
    var failing = 0.0
    /// The share of runs that never end, whatever is asked of them.
    var hanging = 0.0

    /// A shop, and what a shop has to do with.
    static let all = [
        Self(name: "send-email", rate: 12, length: .logNormal(median: 0.21, ninetyNinthPercentile: 0.89), failing: 0.02),
        Self(
            name: "charge-card",
            rate: 5,
            length: .logNormal(median: 0.24, ninetyNinthPercentile: 2),
            timeout: 2,
            failing: 0.04
        ),
        Self(name: "export-report", rate: 0.7, length: .either(2...6, or: 10...24, oneIn: 7), reporting: 0.66),
        Self(name: "render-video", rate: 0.4, length: .logNormal(median: 5, ninetyNinthPercentile: 14), reporting: 1),
        Self(name: "sync-feed", rate: 2, length: .pareto(shortest: 0.3, exponent: 1.3)),
        Self(name: "index-page", rate: 2, length: .logNormal(median: 0.5, ninetyNinthPercentile: 1.5), hanging: 0.01),
        Self(name: "call-partner", rate: 1, length: .logNormal(median: 1.2, ninetyNinthPercentile: 18), timeout: 5),
        Self(name: "resize-image", rate: 3, length: .either(0.3...0.6, or: 1.5...3, oneIn: 4)),
        Self(name: "nightly-backup", rate: 0.05, length: .logNormal(median: 12, ninetyNinthPercentile: 30)),
    ]

    func sample(using random: inout SeededGenerator) -> Double {
        switch self.length {
        case .logNormal(let median, let high):
            let normal =
                (-2 * log(Double.random(in: .leastNonzeroMagnitude..<1, using: &random))).squareRoot()
                * cos(2 * .pi * Double.random(in: 0..<1, using: &random))
            return median * exp(log(high / median) / 2.326 * normal)
        case .either(let most, let others, let oneIn):
            let isOther = Double.random(in: 0..<1, using: &random) < 1 / oneIn
            return Double.random(in: isOther ? others : most, using: &random)
        case .pareto(let shortest, let exponent):
            return shortest / pow(Double.random(in: .leastNonzeroMagnitude...1, using: &random), 1 / exponent)
        }
    }
}
