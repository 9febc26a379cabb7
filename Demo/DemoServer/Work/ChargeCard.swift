import BackgroundWork
import BackgroundWorkEvents

/// A payment: tried up to three times, declined now and then, and once in a while the bank does not answer at all.
struct ChargeCard: DemoWork {
    enum Answer: Sendable {
        case charged, declined, connectionClosed
    }

    static let name = "charge-card"
    static let timeout: Duration? = .seconds(2)
    static let latency = Latency(median: .milliseconds(220), ninetyNinthPercentile: .milliseconds(700))
    static let pauseBeforeRetry = Duration.milliseconds(100)

    let attempts: [(wait: Duration, answer: Answer)]
    let amount: Int

    init(using generator: inout SeededGenerator) {
        self.amount = Int.random(in: 199...24_999, using: &generator)
        var attempts: [(wait: Duration, answer: Answer)] = []
        repeat {
            // Far beyond the timeout: for the task the bank never answers.
            let isSilent = generator.happens(withProbability: 0.012)
            let wait = isSilent ? .seconds(60) : Self.latency.sample(using: &generator)
            let answer: Answer =
                if generator.happens(withProbability: 0.1) {
                    .connectionClosed
                } else if generator.happens(withProbability: 0.02) {
                    .declined
                } else {
                    .charged
                }
            attempts.append((wait, answer))
        } while attempts.count < 3 && attempts.last?.answer == .connectionClosed
        self.attempts = attempts
    }

    var fields: [TaskDescription.Field] {
        let cents = self.amount % 100
        return [TaskDescription.Field("amount", "\(self.amount / 100).\(cents < 10 ? "0" : "")\(cents)")]
    }

    func run(in world: OutsideWorld) async throws {
        for (index, attempt) in self.attempts.enumerated() {
            if index > 0 {
                BackgroundTaskContext.current?.annotate("attempt", "\(index + 1) of 3")
                try await world.wait(Self.pauseBeforeRetry)
            }
            try await tracked("bank") { try await world.wait(attempt.wait) }
            switch attempt.answer {
            case .charged: return
            case .declined: throw WorkFailure.cardDeclined
            case .connectionClosed: continue
            }
        }
        throw WorkFailure.connectionClosed
    }
}
