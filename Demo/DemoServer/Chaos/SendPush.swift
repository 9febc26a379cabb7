/// A push message, to a service that refuses all of them.
struct SendPush: DemoWork {
    static let name = "send-push"

    let wait: Duration

    init(using generator: inout SeededGenerator) {
        self.wait = .milliseconds(Int.random(in: 20...500, using: &generator))
    }

    func run(in world: OutsideWorld) async throws {
        try await world.wait(self.wait)
        throw WorkFailure.pushRefused
    }
}
