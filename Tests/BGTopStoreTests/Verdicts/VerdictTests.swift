import BGTopStore
import BackgroundWorkEvents
import Testing

/// What the runs of a name that have ended say of one that goes on.
struct VerdictTests {
    private func verdict(after elapsed: Duration, timeLeft: Duration) throws -> Verdict {
        var server = WatchedServer.shuttingDown(timeLeft: elapsed + timeLeft)
        let id = server.submitAndStart()
        server.wait(elapsed)
        return try server.verdict(on: id)
    }

    @Test func `a task finishes if nine of ten that took as long did so in the time left`() throws {
        #expect(try self.verdict(after: .zero, timeLeft: .seconds(11)).kind == .finishes(1))
        #expect(try self.verdict(after: .milliseconds(2_500), timeLeft: .seconds(8)).kind == .finishes(1))
    }

    @Test func `between, it is at risk, by the share of those that took as long`() throws {
        // 20 of 30 took no more than 3 s.
        #expect(try self.verdict(after: .zero, timeLeft: .seconds(3)).kind == .atRisk(20.0 / 30))
        // Of the 20 that took longer than 1.5 s, 10 took no more than 3 s.
        #expect(try self.verdict(after: .milliseconds(1_500), timeLeft: .milliseconds(1_500)).kind == .atRisk(0.5))
    }

    @Test func `it will not finish if one in ten or fewer of those that took as long did so in the time left`() throws {
        let verdict = try self.verdict(after: .seconds(3), timeLeft: .seconds(5))
        #expect(verdict.kind == .willNotFinish)
        #expect(verdict.reason == "of 30 runs seen, hardly one that took this long ended in time")
    }

    @Test(arguments: [(4 as UInt64, false), (5, true)])
    func `only runs that took longer tell how it goes on, and few tell nothing`(longer: UInt64, isSaid: Bool) throws {
        var server = WatchedServer()
        server.run(100, taking: .seconds(1))
        server.run(Int(longer), taking: .seconds(10))
        server.enter(.draining, within: .seconds(60))
        let id = server.submitAndStart()
        server.wait(.seconds(3))
        let verdict = try server.verdict(on: id)
        #expect(verdict.kind == (isSaid ? .finishes(1) : .unknown(runs: nil)))
        #expect(verdict.reason == (isSaid ? "" : "only 4 runs took longer than this"))
    }

    @Test func `of a name that is counted with others nothing is said from what those did`() throws {
        var server = WatchedServer(retention: Retention(names: 1))
        for name in ["kept", "one", "another"] { server.run(30, name, taking: .seconds(1)) }
        let deaf = server.submitAndStart("one")
        server.cancel(deaf)
        server.fold(.warning(TaskWarning(id: deaf, kind: .uncooperative, message: "does not stop")))
        server.enter(.draining, within: .seconds(60))
        let (kept, other) = (server.submitAndStart("kept"), server.submitAndStart("another"))
        #expect(try server.verdict(on: kept).kind == .finishes(1))
        #expect(try server.verdict(on: other).kind == .unknown(runs: 0))
        #expect(try server.verdict(on: other).usual == nil)
    }

    @Test func `it will not finish if it has run for so much longer than any before that this is no chance`() throws {
        // That one of 31 is the longest, and then 3.3 times as long as the next: 1 / 31 / 3.3 = 0.98 %.
        let verdict = try self.verdict(after: .seconds(33), timeLeft: .seconds(1_000))
        #expect(verdict.kind == .willNotFinish)
        #expect(verdict.reason == "longer than all 30 runs seen")
        #expect(verdict.likelyLeft == nil)
        #expect(verdict.usual?.longest == .seconds(10))
    }

    @Test func `a little longer than few runs may be chance, and nobody can say what comes of it`() throws {
        // 1 / 31 / 3.2 = 1.01 %.
        let verdict = try self.verdict(after: .seconds(32), timeLeft: .seconds(1_000))
        #expect(verdict.kind == .unknown(runs: nil))
        #expect(verdict.reason == "longer than all 30 runs seen, which may be chance")
        #expect(verdict.likelyLeft == nil)
    }

    @Test(arguments: [(98, true), (99, false)])
    func `longer than the longest of a hundred is no chance, however little longer`(runs: Int, mayBeChance: Bool) throws {
        var server = WatchedServer()
        server.run(runs, taking: .seconds(1))
        server.enter(.draining, within: .seconds(60))
        let id = server.submitAndStart()
        server.wait(.seconds(1))
        #expect(try server.verdict(on: id).kind == (mayBeChance ? .unknown(runs: nil) : .willNotFinish))
    }

    @Test func `the thresholds are nine in ten and one in ten`() throws {
        func kind(_ inTime: Int, of runs: Int) throws -> Verdict.Kind {
            var server = WatchedServer()
            server.run(inTime, taking: .seconds(1))
            server.run(runs - inTime, taking: .seconds(100))
            server.enter(.draining, within: .seconds(50))
            let id = server.submitAndStart()
            return try server.verdict(on: id).kind
        }
        #expect(try kind(90, of: 100) == .finishes(0.9))
        #expect(try kind(89, of: 100) == .atRisk(0.89))
        #expect(try kind(11, of: 100) == .atRisk(0.11))
        #expect(try kind(10, of: 100) == .willNotFinish)
    }

    @Test func `under twenty runs nothing is said`() throws {
        var server = WatchedServer()
        server.run(19, taking: .seconds(1))
        server.enter(.draining, within: .seconds(60))
        let id = server.submitAndStart()
        let few = try server.verdict(on: id)
        #expect(few.kind == .unknown(runs: 19))
        #expect(few.reason == "only 19 runs seen")
        #expect(few.likelyLeft == nil)
        server.run(1, taking: .seconds(1))
        #expect(try server.verdict(on: id).kind != .unknown(runs: 20))
    }

    @Test func `what is likely left is eight tenths of what those that took as long did take`() throws {
        var server = WatchedServer()
        for seconds in 1...100 { server.run(1, taking: .seconds(seconds)) }
        server.enter(.draining, within: .seconds(200))
        let id = server.submitAndStart()
        server.wait(.seconds(50))
        let left = try #require(server.verdict(on: id).likelyLeft)
        #expect(abs(left.lowerBound.inSeconds - 5) < 0.5)
        #expect(abs(left.upperBound.inSeconds - 45) < 0.5)
    }

    @Test func `without a deadline only what has broken all records is doubted`() throws {
        var server = WatchedServer()
        server.run(20, taking: .seconds(1))
        let id = server.submitAndStart()
        #expect(try server.verdict(on: id).kind == .finishes(1))
        server.wait(.seconds(2))
        let verdict = try server.verdict(on: id)
        #expect(verdict.kind == .unknown(runs: nil))
        #expect(verdict.reason == "longer than all 20 runs seen, which may be chance")
        server.wait(.seconds(60))
        #expect(try server.verdict(on: id).kind == .unknown(runs: nil))
        #expect(try server.verdict(on: id).reason == "longer than all 20 runs seen")
    }

    @Test func `what is past its deadline will not finish in time`() throws {
        var server = WatchedServer.shuttingDown(timeLeft: .seconds(1))
        let id = server.submitAndStart()
        server.wait(.seconds(5))
        #expect(try server.verdict(on: id).kind == .willNotFinish)
    }

    @Test func `what has ended needs no verdict`() throws {
        var server = WatchedServer.shuttingDown(timeLeft: .seconds(1))
        let id = server.submitAndStart()
        server.finish(id, .failed)
        let verdict = try server.verdict(on: id)
        #expect(verdict.kind == .finishes(1))
        #expect(verdict.reason.isEmpty)
    }

    @Test func `of a row that was kept from another process nothing is known`() throws {
        var server = WatchedServer()
        server.submit("first")
        let id = server.submitAndStart("second")
        let row = try #require(server.store.row(id))
        let verdict = WatchedServer().store.verdict(for: row)
        #expect(verdict.kind == .unknown(runs: 0))
        #expect(verdict.usual == nil)
    }
}
