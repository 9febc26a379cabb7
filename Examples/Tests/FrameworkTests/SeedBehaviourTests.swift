import BackgroundWork
import BackgroundWorkEvents
import BackgroundWorkTestKit
import InMemoryLogging
import Logging
import Synchronization
import Testing

/// Each behaviour of asgi-background, the Python library that this one grew from, in each framework, over a real connection: its
/// `max_workers` is our `maximumRunning`, its `add_task` our `add`, its `add_task_no_wait` our `addUnlessFull`.
@Suite(.timeLimit(.minutes(30)))
struct SeedBehaviourTests {
    @Test(arguments: Framework.allCases)
    func `a background task does not hold up the response: it may wait for the response to be read`(framework: Framework)
        async throws
    {
        let isRead = Gate()
        let totals = try await withServer(framework) {
            _ = try await BackgroundTasks.inReach.add("task") { await isRead.wait() }
            return "accepted"
        } _: { server in
            defer { isRead.open() }
            try await server.expect(.accepted("accepted"))
            #expect(server.tasks.totals.alive == 1)
        }
        #expect(totals.succeeded == 1)
    }

    @Test(arguments: Framework.allCases)
    func `with max_workers 1 two tasks never overlap`(framework: Framework) async throws {
        let running = Atomic(0)
        let most = Atomic(0)
        let allAreAdded = Gate()
        let totals = try await withServer(framework, configuration: .init(maximumRunning: 1)) {
            _ = try await BackgroundTasks.inReach.add("task") {
                most.max(running.add(1, ordering: .sequentiallyConsistent).newValue, ordering: .sequentiallyConsistent)
                await allAreAdded.wait()
                running.subtract(1, ordering: .sequentiallyConsistent)
            }
            return "accepted"
        } _: { server in
            defer { allAreAdded.open() }
            for _ in 0..<20 { try await server.expect(.accepted("accepted")) }
        }
        #expect(most.load(ordering: .sequentiallyConsistent) == 1)
        #expect(totals.succeeded == 20)
    }

    @Test(arguments: Framework.allCases, [Int.max, 2])
    func `without a limit, or with a higher one, they overlap`(framework: Framework, maximumRunning: Int) async throws {
        let meeting = Meeting(of: 2)
        let totals = try await withServer(framework, configuration: .init(maximumRunning: maximumRunning)) {
            _ = try await BackgroundTasks.inReach.add("task") { await meeting.join() }
            return "accepted"
        } _: { server in
            for _ in 0..<2 { try await server.expect(.accepted("accepted")) }
        }
        #expect(totals.succeeded == 2)
    }

    @Test(arguments: Framework.allCases)
    func `what was added without waiting overlaps as well`(framework: Framework) async throws {
        let meeting = Meeting(of: 2)
        let totals = try await withServer(framework) {
            _ = try BackgroundTasks.inReach.addUnlessFull("task") { await meeting.join() }
            return "accepted"
        } _: { server in
            for _ in 0..<2 { try await server.expect(.accepted("accepted")) }
        }
        #expect(totals.succeeded == 2)
    }

    @Test(arguments: Framework.allCases)
    func `adding without waiting to a full pool is refused, with when to ask again, and the number is exact`(
        framework: Framework
    ) async throws {
        let mayEnd = Gate()
        let totals = try await withServer(framework, configuration: .init(maximumRunning: 2, maximumQueued: 3)) {
            let task = try BackgroundTasks.inReach.addUnlessFull("task") { await mayEnd.wait() }
            guard task != nil else { throw BackgroundTasksError.full }
            return "accepted"
        } _: { server in
            defer { mayEnd.open() }
            for _ in 0..<5 { try await server.expect(.accepted("accepted")) }
            try await server.expect(.unavailable(seconds: 1))
        }
        #expect(totals.succeeded == 5)
        #expect(totals.rejected == TaskTotals.Rejections(full: 1))
    }

    @Test(arguments: Framework.allCases)
    func `adding to a full pool waits for room`(framework: Framework) async throws {
        let mayEnd = Gate()
        let totals = try await withServer(framework, configuration: .init(maximumRunning: 1, maximumQueued: 0)) {
            _ = try await BackgroundTasks.inReach.add("task") { await mayEnd.wait() }
            return "accepted"
        } _: { server in
            defer { mayEnd.open() }
            try await server.expect(.accepted("accepted"))
            async let second = server.request()
            try await server.wait(forCallers: 1)
            #expect(server.tasks.totals.submitted == 1)
            mayEnd.open()
            #expect(try await second == .accepted("accepted"))
        }
        #expect(totals.succeeded == 2)
    }

    @Test(arguments: Framework.allCases)
    func `an error is logged, and the response is as if nothing had happened`(framework: Framework) async throws {
        let lines = InMemoryLogHandler()
        let totals = try await withServer(framework, logger: Logger(label: "test", factory: { _ in lines })) {
            _ = try await BackgroundTasks.inReach.add("task") { throw Failure() }
            return "accepted"
        } _: { server in
            try await server.expect(.accepted("accepted"))
        }
        #expect(totals.failed == 1)
        let errors = lines.entries.filter { $0.level == .error }
        #expect(errors.map(\.message) == ["Background task failed"])
        #expect(errors.map { $0.metadata["error"] } == ["Failure()"])
    }

    @Test(arguments: Framework.allCases)
    func `on shutdown everything that is queued is run`(framework: Framework) async throws {
        let mayBegin = Gate()
        let totals = try await withServer(framework, configuration: .init(maximumRunning: 1)) {
            _ = try await BackgroundTasks.inReach.add("task") { await mayBegin.wait() }
            return "accepted"
        } _: { server in
            for _ in 0..<10 { try await server.expect(.accepted("accepted")) }
            server.tasks.perform(.drain, by: Requester("lifespan.shutdown"))
            mayBegin.open()
        }
        #expect(totals.succeeded == 10)
        #expect(totals.discarded == 0)
    }

    @Test(arguments: Framework.allCases)
    func `unlike there, a late submission is refused, with when to ask again`(framework: Framework) async throws {
        let mayEnd = Gate()
        let totals = try await withServer(framework) {
            _ = try await BackgroundTasks.inReach.add("task") { await mayEnd.wait() }
            return "accepted"
        } _: { server in
            defer { mayEnd.open() }
            try await server.expect(.accepted("accepted"))
            server.tasks.perform(.drain, by: Requester("test"))
            try await server.expect(.unavailable(seconds: 5))
        }
        #expect(totals.succeeded == 1)
        #expect(totals.rejected == TaskTotals.Rejections(shuttingDown: 1))
    }

    @Test(arguments: Framework.allCases)
    func `unlike there, so is a caller who waits for room when a shutdown begins`(framework: Framework) async throws {
        let mayEnd = Gate()
        let totals = try await withServer(framework, configuration: .init(maximumRunning: 1, maximumQueued: 0)) {
            _ = try await BackgroundTasks.inReach.add("task") { await mayEnd.wait() }
            return "accepted"
        } _: { server in
            defer { mayEnd.open() }
            try await server.expect(.accepted("accepted"))
            async let waiting = server.request()
            try await server.wait(forCallers: 1)
            server.tasks.perform(.drain, by: Requester("test"))
            #expect(try await waiting == .unavailable(seconds: 5))
        }
        #expect(totals.rejected == TaskTotals.Rejections(shuttingDown: 1))
    }

    private struct Failure: Error {}
}

/// Suspends whoever comes until as many are there as are expected.
private final class Meeting: Sendable {
    private let missing: Atomic<Int>
    private let complete = Gate()

    init(of count: Int) {
        self.missing = Atomic(count)
    }

    func join() async {
        if self.missing.subtract(1, ordering: .sequentiallyConsistent).newValue == 0 { self.complete.open() }
        await self.complete.wait()
    }
}
