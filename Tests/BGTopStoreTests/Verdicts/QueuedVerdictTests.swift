import BGTopStore
import BackgroundWorkEvents
import Testing

struct QueuedVerdictTests {
    @Test func `a queued task is judged with the wait that it likely has`() throws {
        var server = WatchedServer()
        // A start each second, and each run takes one.
        server.run(60, taking: .seconds(1))
        server.enter(.draining, within: .seconds(10))
        let queued = (0..<20).map { _ in server.submit() }
        let first = try server.verdict(on: queued[0])
        #expect(first.kind == .finishes(1))
        #expect(first.reason == "number 1 in the queue, starts in about 1.0 s")
        let last = try server.verdict(on: queued[19])
        #expect(last.kind == .willNotFinish)
        #expect(last.reason == "number 20 in the queue, starts in about 20 s")
    }

    @Test func `a queue that does not move lets nobody say anything`() throws {
        var server = WatchedServer()
        server.run(20, taking: .seconds(1))
        let id = server.submit()
        server.enter(.draining, within: .seconds(600))
        server.wait(.seconds(70))
        let verdict = try server.verdict(on: id)
        #expect(verdict.kind == .unknown(runs: nil))
        #expect(verdict.reason == "number 1 in the queue, and nothing has started for a minute")
    }
}
