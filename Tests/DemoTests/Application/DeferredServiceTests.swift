import ServiceLifecycle
import TestSupport
import Testing

@testable import DemoServer

@Suite(.timeLimit(.minutes(30)))
struct `A deferred service` {
    struct CountedService: Service {
        let runs: Counter

        func run() { self.runs.count() }
    }

    @Test func `begins when it is time`() async throws {
        let runs = Counter()
        let (time, isTime) = AsyncStream.makeStream(of: Void.self)
        async let end: Void = DeferredService(service: CountedService(runs: runs), time: time).run()
        isTime.yield()
        try await end
        #expect(runs.value == 1)
    }

    @Test func `never begins if it is cancelled before`() async throws {
        let runs = Counter()
        let (time, isTime) = AsyncStream.makeStream(of: Void.self)
        let service = Task { try await DeferredService(service: CountedService(runs: runs), time: time).run() }
        service.cancel()
        try await service.value
        #expect(runs.value == 0)
        withExtendedLifetime(isTime) {}
    }
}
