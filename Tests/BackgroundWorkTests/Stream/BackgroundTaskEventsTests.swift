import BackgroundWork
import BackgroundWorkEvents
import BackgroundWorkTestKit
import Testing

/// The stream as an asynchronous sequence.
@Suite(.timeLimit(.minutes(30)))
struct BackgroundTaskEventsTests {
    @Test func `it begins with a snapshot and ends after the stop`() async throws {
        let tasks = BackgroundTasks(logger: .silent, timer: ManualTimer())
        async let running: Void = tasks.run()
        var events = tasks.events().makeAsyncIterator()
        #expect(await events.next()?.gist == "snapshot of 0")
        _ = await (try await tasks.add("task") {}).outcome
        tasks.perform(.drain, by: Requester("test"))
        try await running
        var heard: [String] = []
        while let event = await events.next() { heard.append(event.gist) }
        #expect(heard.contains("finished 1 succeeded"))
        #expect(heard.contains("stopped"))
    }

    @Test func `after the stop it is one snapshot with the report, and ends`() async throws {
        let tasks = BackgroundTasks(logger: .silent, timer: ManualTimer())
        tasks.perform(.drain, by: Requester("test"))
        try await tasks.run()
        var events: [TaskEvent] = []
        for await event in tasks.events() { events.append(event) }
        try #require(events.count == 1)
        guard case .snapshot(let snapshot) = events[0].kind else { throw NoSnapshot() }
        #expect(snapshot.report == tasks.report)
        #expect(snapshot.drain.phase == .stopped)
    }

    @Test func `it ends when the iterating task is cancelled`() async throws {
        let tasks = BackgroundTasks(logger: .silent, timer: ManualTimer())
        let iterating = Task {
            for await _ in tasks.events() {}
        }
        try await tasks.wait(untilWatched: true)
        iterating.cancel()
        await iterating.value
    }

    @Test func `it ends when the object goes without having been run`() async throws {
        var tasks: BackgroundTasks? = BackgroundTasks(logger: .silent, timer: ManualTimer())
        var iterator = try #require(tasks?.events().makeAsyncIterator())
        _ = try tasks?.addUnlessFull("never run") {}
        #expect(await iterator.next(isolation: nil)?.gist == "snapshot of 1")
        tasks = nil
        var rest: [String] = []
        while let event = await iterator.next(isolation: nil) { rest.append(event.gist) }
        #expect(rest == ["phase draining", "finished 1 discarded", "phase stopped", "stopped"])
    }

    @Test func `whoever iterates too slowly hears of a gap`() async throws {
        let tasks = BackgroundTasks(configuration: .init(maximumQueued: 0), logger: .silent, timer: ManualTimer())
        var iterator = tasks.events(maximumBuffered: 2).makeAsyncIterator()
        #expect(await iterator.next(isolation: nil)?.gist == "snapshot of 0")
        for _ in 0..<7 { _ = try tasks.addUnlessFull("task") {} }
        var heard: [String] = []
        for _ in 0..<4 { heard.append(await iterator.next(isolation: nil)?.gist ?? "nothing") }
        #expect(heard == ["rejected task full", "rejected task full", "gap of 5", "snapshot of 0"])
    }

    @Test func `each iteration is a subscription of its own, which ends with it`() async throws {
        let tasks = BackgroundTasks(logger: .silent, timer: ManualTimer())
        let events = tasks.events()
        for await event in events {
            #expect(event.gist == "snapshot of 0")
            break
        }
        for await event in events {
            #expect(event.gist == "snapshot of 0")
            break
        }
        try await tasks.wait(untilWatched: false)
    }

    private struct NoSnapshot: Error {}
}

extension BackgroundTasks {
    func wait(untilWatched isWatched: Bool) async throws {
        while self.isWatched != isWatched {
            try Task.checkCancellation()
            await Task.yield()
        }
    }
}
