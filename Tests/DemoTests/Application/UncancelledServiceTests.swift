import ServiceLifecycle
import Testing

@testable import DemoServer

/// A server in a group that is given up.
@Suite(.timeLimit(.minutes(30)))
struct `An uncancelled service` {
    struct Failure: Error {}

    struct OpenService: Service {
        let operation: @Sendable () async throws -> Void

        func run() async throws { try await self.operation() }
    }

    @Test func `goes on as if nothing had happened where its caller is cancelled, who leaves`() async throws {
        let (hasBegun, mayEnd, hasEnded) = (Gate(), Gate(), Gate())
        let service = OpenService {
            hasBegun.open()
            // Fails for whoever is cancelled.
            try await mayEnd.wait()
            hasEnded.open()
        }
        let run = Task { try await UncancelledService(service: service).run() }
        try await hasBegun.wait()
        run.cancel()
        try await run.value
        mayEnd.open()
        try await hasEnded.wait()
    }

    @Test func `ends as the service does`() async throws {
        try await UncancelledService(service: OpenService {}).run()
        await #expect(throws: Failure.self) {
            try await UncancelledService(service: OpenService { throw Failure() }).run()
        }
    }

    @Test func `hears of a graceful shutdown`() async throws {
        let hasBegun = Gate()
        let service = OpenService {
            hasBegun.open()
            try await gracefulShutdown()
        }
        let group = ServiceGroup(services: [UncancelledService(service: service)])
        async let run: Void = group.run()
        try await hasBegun.wait()
        await group.triggerGracefulShutdown()
        try await run
    }
}
