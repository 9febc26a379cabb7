import BGTopStore
import BackgroundWorkEvents
import Testing

struct DrainForecastTests {
    /// Tasks of every verdict, 20 s before the deadline.
    private func server() -> (server: WatchedServer, ids: [String: BackgroundTaskID]) {
        var server = WatchedServer()
        server.run(20, "quick", taking: .milliseconds(100))
        for _ in 0..<10 {
            server.run(1, "export", taking: .seconds(10))
            server.run(1, "export", taking: .seconds(50))
        }
        var ids: [String: BackgroundTaskID] = [:]
        ids["beyond"] = server.submitAndStart("quick")
        server.wait(.seconds(1))
        ids["new"] = server.submitAndStart("never seen")
        ids["risky"] = server.submitAndStart("export")
        ids["hang"] = server.submitAndStart("hang")
        server.enter(.draining, within: .seconds(20))
        for name in ["fine", "fine too"] { ids[name] = server.submitAndStart("quick") }
        if let hang = ids["hang"] {
            server.cancel(hang, .handle)
            server.warn(hang, .uncooperative)
        }
        return (server, ids)
    }

    @Test func `holders are sorted by verdict, the worst first`() {
        let (server, ids) = self.server()
        let forecast = server.store.drainForecast()
        let expected = ["hang", "beyond", "risky", "new", "fine", "fine too"].map { ids[$0] }
        #expect(forecast.holders.map(\.id) == expected)
        #expect(forecast.holders.map(\.verdict) == forecast.holders.map { server.store.verdict(for: $0.row) })
    }

    @Test func `what keeps all others from a thread stands before everything else, and they are unknown`() {
        var (server, ids) = self.server()
        let blockers = ["quick", "block"].map { server.submitAndStart($0) }
        server.stickPool([blockers[0], blockers[1]])
        let forecast = server.store.drainForecast()
        // Of the two the one that nobody knows anything of; then what ignores cancellation; then all who wait, the oldest first.
        let waiting = ["beyond", "new", "risky", "fine", "fine too"].compactMap { ids[$0] }
        #expect(forecast.holders.map(\.id) == [blockers[1], blockers[0]] + [ids["hang"]].compactMap(\.self) + waiting)
        #expect(forecast.tally.unknown == 6)
        #expect(forecast.tally.willNotFinish == 0)
        #expect(forecast.holders.map(\.verdict) == forecast.holders.map { server.store.verdict(for: $0.row) })
    }

    @Test func `who holds a thread comes before its likes, and not before them if it ends in time all the same`() {
        var (server, ids) = self.server()
        let now = server.now
        let blockedThreads = ["new", "fine too"].map { PoolStatus.BlockedThread(task: ids[$0], since: now) }
        server.fold(.pools([PoolStatus(pool: .library, width: 4, busy: 2, lag: .zero, blockedThreads: blockedThreads)]))
        let expected = ["hang", "beyond", "new", "risky", "fine", "fine too"].map { ids[$0] }
        #expect(server.store.drainForecast().holders.map(\.id) == expected)
    }

    @Test func `the tally is of all, whatever the limit`() {
        let (server, ids) = self.server()
        let forecast = server.store.drainForecast(limit: 2)
        #expect(forecast.holders.map(\.id) == [ids["hang"], ids["beyond"]])
        #expect(forecast.tally.ignoresCancellation == 1)
        #expect(forecast.tally.willNotFinish == 1)
        #expect(forecast.tally.atRisk == 1)
        #expect(forecast.tally.unknown == 1)
        #expect(forecast.tally.finishes == 2)
        #expect(forecast.tally.total == server.store.alive)
        #expect(forecast.exceptions == 2)
    }

    @Test func `with tasks of which nobody can say anything, when it is empty has a bound and no more`() throws {
        var (server, ids) = self.server()
        #expect(server.store.drainForecast().emptyIn != nil)
        #expect(server.store.drainForecast().isBound)
        server.finish(try #require(ids["new"]))
        #expect(!server.store.drainForecast().isBound, "Of all that are left something is known.")
        var unknown = WatchedServer()
        unknown.submitAndStart("never seen")
        #expect(unknown.store.drainForecast().emptyIn == nil)
    }

    @Test func `those at risk are sorted by how likely they finish`() {
        var server = WatchedServer()
        for _ in 0..<10 { for seconds in [1, 10, 20] { server.run(1, taking: .seconds(seconds)) } }
        let old = server.submitAndStart()
        server.wait(.seconds(5))
        let young = server.submitAndStart()
        server.enter(.draining, within: .seconds(11))
        // Of 20 that took longer than 5 s, 10 were over after 16; of 30, 20 after 11.
        let forecast = server.store.drainForecast()
        #expect(forecast.holders.map(\.verdict.kind) == [.atRisk(0.5), .atRisk(20.0 / 30)])
        #expect(forecast.holders.map(\.id) == [old, young])
    }

    @Test func `empty in a time within which it is as likely as not that all have ended`() throws {
        var server = WatchedServer()
        for seconds in 1...100 { server.run(1, taking: .seconds(seconds)) }
        server.enter(.draining, within: .seconds(200))
        let first = server.submitAndStart()
        let one = try #require(server.store.drainForecast().emptyIn)
        #expect(abs(one.inSeconds - 50) < 1)
        for _ in 0..<9 { server.submitAndStart() }
        // Each has a chance of the tenth root of a half, 0.933, to be over by then.
        let ten = try #require(server.store.drainForecast().emptyIn)
        #expect(abs(ten.inSeconds - 94) < 1)
        for row in server.store.live where row.id != first { server.finish(row.id) }
        server.finish(first)
        #expect(server.store.drainForecast().emptyIn == nil)
        #expect(server.store.drainForecast().tally.total == 0)
    }

    @Test func `of very many tasks the worst are found, and those that take longest decide`() {
        var server = WatchedServer()
        server.run(20, "quick", taking: .milliseconds(100))
        server.run(20, "slow", taking: .seconds(5))
        for _ in 0..<2_000 { server.submitAndStart("quick") }
        let stuck = server.submitAndStart("quick")
        server.enter(.draining, within: .seconds(20))
        server.wait(.milliseconds(10))
        server.submitAndStart("slow")
        server.wait(.milliseconds(40))
        for _ in 0..<2_000 { server.submitAndStart("quick") }
        server.warn(stuck, .selfDeadlock)
        let forecast = server.store.drainForecast(limit: 5)
        #expect(forecast.tally.finishes == 4_002)
        #expect(forecast.holders.map(\.id.rawValue) == [41, 42, 43, 44, 45])
        #expect(abs((forecast.emptyIn ?? .zero).inSeconds - 4.96) < 0.05)
    }
}
