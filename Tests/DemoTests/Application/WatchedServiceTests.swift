import Logging
import ServiceLifecycle
import Testing

@testable import DemoServer

@Suite(.timeLimit(.minutes(30)))
struct `A watched service` {
    struct Failure: Error {}

    struct FailingService: Service {
        func run() async throws { throw Failure() }
    }

    /// Ends when its gate is opened, whoever cancels it before.
    struct StubbornService: Service {
        let gate: Gate

        func run() async throws { try await Task { try await gate.wait() }.value }
    }

    @Test func `tells of its failure at once, and not when all the others have ended`() async throws {
        let gate = Gate()
        let watched = WatchedService(service: FailingService()) { error in
            #expect(error is Failure)
            // Until here the group cannot end.
            gate.open()
        }
        await #expect(throws: Failure.self) {
            // Which of the two returns first is nobody's business.
            let stubborn = ServiceGroupConfiguration.ServiceConfiguration(
                service: StubbornService(gate: gate),
                successTerminationBehavior: .ignore
            )
            let configuration = ServiceGroupConfiguration(
                services: [.init(service: watched), stubborn],
                logger: Logger(label: "test")
            )
            try await ServiceGroup(configuration: configuration).run()
        }
    }

    @Test func `says nothing when it ends by itself`() async throws {
        let gate = Gate()
        gate.open()
        let watched = WatchedService(service: StubbornService(gate: gate)) { Issue.record("It failed: \($0)") }
        try await watched.run()
    }
}
