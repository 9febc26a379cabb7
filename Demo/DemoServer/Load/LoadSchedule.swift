import BackgroundWorkEvents
import Foundation

/// When which request is made, for ever: arrivals at random around a rate, and a burst every 20 seconds.
///
/// The same seed and rate give the same schedule.
struct LoadSchedule: Sendable, Sequence, IteratorProtocol {
    struct Arrival: Equatable, Sendable {
        /// Counted from when the load begins.
        let at: Duration
        let request: LoadRequest
    }

    static let burstInterval = 20.0
    static let burstLength = 1.0
    /// How many times the usual rate arrives during a burst.
    static let burstFactor = 4.0

    private let rate: Double
    /// Where in each interval its burst begins.
    private let burstOffset: Double
    private var elapsed = 0.0
    private var generator: SeededGenerator

    /// - Parameter rate: Requests a second, apart from bursts; above 0.
    init(rate: Double, seed: UInt64) {
        self.rate = rate
        self.generator = SeededGenerator(seed: seed, stream: "load")
        self.burstOffset = Double.random(in: 8...12, using: &self.generator)
    }

    mutating func next() -> Arrival? {
        // Arrivals come at the rate of a burst all the time, and those that fall outside one are thinned out to the usual rate.
        repeat {
            let chance = Double.random(in: Double.leastNonzeroMagnitude..<1, using: &self.generator)
            self.elapsed += -log(chance) / (self.rate * Self.burstFactor)
        } while !self.isInBurst && !self.generator.happens(withProbability: 1 / Self.burstFactor)
        return Arrival(at: .seconds(self.elapsed), request: .random(using: &self.generator))
    }

    /// How many arrivals there are on average from the beginning up to `time`.
    func expected(by time: Duration) -> Double {
        let seconds = Swift.max(0, time.inSeconds)
        let (bursts, rest) = (
            (seconds / Self.burstInterval).rounded(.down), seconds.truncatingRemainder(dividingBy: Self.burstInterval)
        )
        let inBursts = bursts * Self.burstLength + Swift.min(Swift.max(0, rest - self.burstOffset), Self.burstLength)
        return self.rate * (seconds + inBursts * (Self.burstFactor - 1))
    }

    private var isInBurst: Bool {
        let phase = self.elapsed.truncatingRemainder(dividingBy: Self.burstInterval) - self.burstOffset
        return 0 <= phase && phase < Self.burstLength
    }
}
