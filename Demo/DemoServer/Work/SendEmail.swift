import BackgroundWork

/// Mail: a fifth of a second of waiting, and a mailbox that is busy now and then.
struct SendEmail: DemoWork {
    static let name = "send-email"
    static let latency = Latency(median: .milliseconds(210), ninetyNinthPercentile: .milliseconds(890))

    let wait: Duration
    let isRefused: Bool

    init(using generator: inout SeededGenerator) {
        self.wait = Self.latency.sample(using: &generator)
        self.isRefused = generator.happens(withProbability: 0.02)
    }

    func run(in world: OutsideWorld) async throws {
        try await tracked("smtp") {
            try await world.wait(self.wait)
            if self.isRefused { throw WorkFailure.mailboxBusy }
        }
    }
}
