import BGTopStore
import BackgroundWorkEvents
import Testing

struct RetentionTests {
    @Test func `a flood of successes does not push out a failure`() {
        var server = WatchedServer(retention: Retention(succeededRows: 100, unsuccessfulRows: 10))
        let failed = server.submitAndStart()
        server.finish(failed, .failed, errorText: "no")
        server.run(1_000, taking: .milliseconds(1))
        #expect(server.store.row(failed)?.errorText == "no")
        #expect(server.store.finished.count == 101)
        #expect(server.store.finishedEvicted == 900)
        #expect(server.store.finished.last?.id == failed)
        #expect(server.store.unsuccessful.map(\.id) == [failed])
    }

    @Test func `finished rows are newest first, whatever their outcome`() {
        var server = WatchedServer()
        let outcomes: [TaskOutcome] = [
            .succeeded, .failed, .succeeded, .succeeded, .cancelled, .timedOut, .succeeded, .discarded,
        ]
        for outcome in outcomes {
            let id = server.submitAndStart()
            server.finish(id, outcome)
        }
        #expect(server.store.finished.map(\.id.rawValue) == [8, 7, 6, 5, 4, 3, 2, 1])
        #expect(server.store.finished.map(\.state) == outcomes.reversed().map { .ended($0) })
        #expect(server.store.unsuccessful.map(\.id.rawValue) == [8, 6, 5, 2])
    }

    @Test func `what is kept and what was evicted add up to all that ended`() {
        var server = WatchedServer(retention: Retention(succeededRows: 7, unsuccessfulRows: 3))
        server.run(50, taking: .milliseconds(1))
        server.run(20, taking: .milliseconds(1), .failed)
        #expect(server.store.finished.count == 10)
        #expect(UInt64(server.store.finished.count) + server.store.finishedEvicted == server.store.totals.ended)
        #expect(server.store.row(1) == nil)
    }
}
