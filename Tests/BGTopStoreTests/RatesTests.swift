import BGTopStore
import BackgroundWorkEvents
import Testing

struct RatesTests {
    @Test func `a rate is an average over the time since the store began to watch`() {
        var server = WatchedServer()
        server.wait(.seconds(5))
        for _ in 0..<20 { server.finish(server.submitAndStart()) }
        server.wait(.seconds(5))
        #expect(server.store.rates.span == .seconds(10))
        #expect(server.store.rates.finished.perSecond == 2)
        #expect(server.store.rates.submitted.perSecond == 2)
        #expect(server.store.rates.started.perSecond == 2)
    }

    @Test func `the first event does not look like a storm`() {
        var server = WatchedServer()
        server.finish(server.submitAndStart())
        #expect(server.store.rates.finished.perSecond == 1)
    }

    @Test func `after a minute a rate is of the last 60 seconds and the one that runs`() {
        var server = WatchedServer()
        for _ in 0..<300 {
            server.finish(server.submitAndStart())
            server.wait(.milliseconds(500))
        }
        server.wait(.milliseconds(250))
        #expect(server.store.rates.span == .milliseconds(60_250))
        #expect(server.store.rates.finished.count == 120)
    }

    @Test func `the series has one figure for each of the last 60 whole seconds, the newest last`() {
        var server = WatchedServer()
        for count in 1...3 {
            for _ in 0..<count { server.finish(server.submitAndStart()) }
            server.wait(.seconds(1))
        }
        server.finish(server.submitAndStart())
        let series = server.store.rates.finished.series
        #expect(series.count == 60)
        #expect(series.suffix(4) == [0, 1, 2, 3])
        server.wait(.seconds(57))
        #expect(server.store.rates.finished.series.prefix(4) == [1, 2, 3, 1])
        server.wait(.seconds(4))
        #expect(server.store.rates.finished.series.allSatisfy { $0 == 0 })
        #expect(server.store.rates.finished.count == 0)
    }

    @Test func `an event counts in the second in which it happened, not in that in which it was heard of`() {
        var server = WatchedServer()
        let id = server.submitAndStart()
        server.wait(.milliseconds(1_900))
        let end = server.end(of: id, .failed)
        server.wait(.seconds(2))
        server.fold(.finished(end))
        #expect(server.store.rates.finished.series.suffix(3) == [0, 1, 0])
        #expect(server.store.rates.failed.series.suffix(3) == [0, 1, 0])
    }

    @Test func `failures are what went wrong by itself, as a share of all that ended`() {
        var server = WatchedServer()
        #expect(server.store.rates.failedShare == nil)
        server.run(6, taking: .milliseconds(1))
        server.run(1, taking: .milliseconds(1), .failed)
        server.run(1, taking: .milliseconds(1), .timedOut)
        server.run(1, taking: .milliseconds(1), .cancelled)
        server.run(1, taking: .milliseconds(1), .discarded)
        #expect(server.store.rates.failed.count == 2)
        #expect(server.store.rates.failedShare == 0.2)
    }

    @Test func `every rejection is a refusal`() {
        var server = WatchedServer()
        for reason in RejectionReason.allCases { server.fold(.rejected(name: "work", reason)) }
        #expect(server.store.rates.refused.count == UInt64(RejectionReason.allCases.count))
    }

    @Test func `waits are those of the last minute, and of the oldest that still waits`() throws {
        var server = WatchedServer()
        for milliseconds in 1...100 {
            let id = server.submit()
            server.wait(.milliseconds(milliseconds))
            server.start(id)
        }
        server.wait(.seconds(1))
        let waited = try #require(server.store.rates.waited)
        #expect(waited.count == 100)
        #expect(waited.longest == .milliseconds(100))
        #expect(abs(waited.p50.inSeconds - 0.050) < 0.0005)
        #expect(abs(waited.p99.inSeconds - 0.099) < 0.001)
        #expect(server.store.rates.oldestWait == nil)
        server.submit()
        server.wait(.seconds(70))
        server.submit()
        #expect(server.store.rates.waited == nil)
        #expect(server.store.rates.oldestWait == .seconds(70))
    }

    @Test func `waits are summed up once a second, and at once where somebody asks for it or nothing more comes`() {
        var server = WatchedServer()
        server.wait(.seconds(1))
        server.start(server.submit())
        server.wait(.milliseconds(100))
        #expect(server.store.rates.waited?.count == 1)
        server.start(server.submit())
        server.wait(.milliseconds(100))
        #expect(server.store.rates.waited?.count == 1)
        server.wait(.seconds(1))
        #expect(server.store.rates.waited?.count == 2)
        server.start(server.submit())
        server.store.sumUpOnceMore()
        server.wait(.zero)
        #expect(server.store.rates.waited?.count == 3)
        server.start(server.submit())
        server.fold(.interrupted(Interruption(reason: "gone", isRetrying: false)))
        server.wait(.milliseconds(100))
        #expect(server.store.rates.waited?.count == 4)
    }

    @Test func `a moment that is past moves nothing`() {
        var server = WatchedServer()
        server.run(3, taking: .seconds(1))
        let now = server.store.now
        server.store.advance(to: TaskInstant(nanoseconds: 0))
        #expect(server.store.now == now)
        #expect(server.store.rates.finished.count == 3)
    }
}
