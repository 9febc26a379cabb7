import BGTopStore
import BackgroundWorkEvents
import Testing

struct VerdictTests {
    /// A server that has seen, of the name `work`, ten runs of 1 s, ten of 2 s and ten of 10 s, and has begun to shut down with
    /// so much time left.
    private func server(timeLeft: Duration) -> WatchedServer {
        var server = WatchedServer()
        for seconds in [1, 2, 10] { server.run(10, taking: .seconds(seconds)) }
        server.enter(.draining, within: timeLeft)
        return server
    }

    private func verdict(after elapsed: Duration, timeLeft: Duration) throws -> Verdict {
        var server = self.server(timeLeft: elapsed + timeLeft)
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

    @Test func `a report of progress overrides what others did`() throws {
        var server = self.server(timeLeft: .seconds(100))
        let id = server.submitAndStart()
        server.wait(.seconds(30))
        #expect(try server.verdict(on: id).kind == .unknown(runs: nil))
        // Half done in 30 s, so 30 s to go, of the 70 s that are left.
        server.report(0.5, by: id)
        let verdict = try server.verdict(on: id)
        #expect(verdict.kind == .finishes(1))
        #expect(verdict.reason == "50% done, judged by its own pace")
        #expect(verdict.likelyLeft == .seconds(24) ... .seconds(36))
    }

    @Test(arguments: [(37, true), (35, false), (25, false), (23, true)])
    func `a pace is trusted to a quarter`(secondsLeft: Int, isCertain: Bool) throws {
        // 30 s to go: certain from 1.2 times that, and hopeless up to 0.8 times.
        var server = self.server(timeLeft: .seconds(30 + secondsLeft))
        let id = server.submitAndStart()
        server.wait(.seconds(30))
        server.report(0.5, by: id)
        let kind = try server.verdict(on: id).kind
        if case .atRisk = kind { #expect(!isCertain) } else { #expect(isCertain, "\(kind)") }
    }

    @Test func `a pace without news slows down`() throws {
        var server = self.server(timeLeft: .seconds(1_000))
        let id = server.submitAndStart()
        server.wait(.seconds(10))
        server.report(0.5, by: id)
        server.wait(.seconds(4))
        var left = try #require(server.verdict(on: id).likelyLeft)
        #expect(left == .milliseconds(4_800) ... .milliseconds(7_200), "6 s of the 10 s that it needed are left.")
        server.wait(.seconds(26))
        left = try #require(server.verdict(on: id).likelyLeft)
        #expect(left == .seconds(32) ... .seconds(48), "Half done after 40 s.")
    }

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

    @Test func `that it ignores cancellation is said only after it was asked and found to`() throws {
        var server = self.server(timeLeft: .seconds(1))
        let id = server.submitAndStart()
        server.wait(.seconds(40))
        #expect(try server.verdict(on: id).kind == .willNotFinish)
        server.enter(.cancelling, within: .seconds(5))
        server.cancel(id)
        server.wait(.milliseconds(500))
        let asked = try server.verdict(on: id)
        #expect(asked.kind == .unknown(runs: 0))
        #expect(asked.reason == "asked to stop 500 ms ago")
        server.wait(.milliseconds(500))
        server.warn(id, .uncooperative)
        let ignores = try server.verdict(on: id)
        #expect(ignores.kind == .ignoresCancellation)
        #expect(ignores.reason == "asked to stop 1.0 s ago, and runs on")
    }

    @Test func `who was asked is judged by how fast others of its name reacted`() throws {
        var server = WatchedServer()
        for _ in 0..<20 {
            let id = server.submitAndStart()
            server.cancel(id, .handle)
            server.wait(.milliseconds(10))
            server.finish(id, .cancelled)
        }
        server.enter(.cancelling, within: .seconds(5))
        let id = server.submitAndStart()
        server.cancel(id)
        server.wait(.milliseconds(5))
        #expect(try server.verdict(on: id).kind == .finishes(1))
        server.wait(.milliseconds(10))
        #expect(try server.verdict(on: id).kind == .unknown(runs: nil), "1 / 21 / 1.5 = 3.2 %: that may be chance.")
        server.wait(.milliseconds(40))
        let slow = try server.verdict(on: id)
        #expect(slow.kind == .willNotFinish, "1 / 21 / 5.5 = 0.9 %")
        #expect(slow.reason == "asked to stop 55 ms ago; 20 before it did when asked")
    }

    @Test func `that it holds a thread is said whatever else is`() throws {
        var server = self.server(timeLeft: .seconds(60))
        let id = server.submitAndStart()
        server.wait(.seconds(20))
        let pool = PoolStatus(
            pool: .library,
            width: 4,
            busy: 1,
            lag: .zero,
            blockedThreads: [.init(task: id, since: server.now)]
        )
        server.fold(.pools([pool]))
        let verdict = try server.verdict(on: id)
        #expect(
            verdict.reason
                == "longer than all 30 runs seen, which may be chance; holds a thread without a suspension, cannot hear a cancel"
        )
    }

    @Test func `with every thread held nobody can say anything of who waits for one, whatever its name did before`() throws {
        var server = self.server(timeLeft: .seconds(60))
        let holder = server.submitAndStart("sync-ledger")
        let running = server.submitAndStart()
        let beyond = server.submitAndStart()
        let queued = server.submit()
        let asked = server.submitAndStart()
        server.report(0.99, by: running)
        server.cancel(asked, .handle)
        server.wait(.seconds(40))
        server.stickPool([holder])
        for id in [running, beyond, queued, asked] {
            let verdict = try server.verdict(on: id)
            #expect(verdict.kind == .unknown(runs: nil))
            #expect(verdict.reason == "waits for a thread that sync-ledger \(holder) holds")
            #expect(verdict.likelyLeft == nil)
        }
        let verdict = try server.verdict(on: holder)
        #expect(verdict.kind == .unknown(runs: 0))
        #expect(verdict.reason == "no run seen yet; holds a thread for which all others wait, cannot hear a cancel")
        server.freePool()
        #expect(try server.verdict(on: beyond).kind == .willNotFinish)
    }

    @Test func `of several that hold all threads the first is named, and something that is no task is called that`() throws {
        var server = WatchedServer()
        let ids = (0..<3).map { _ in server.submitAndStart("block") }
        let waiting = server.submitAndStart()
        server.stickPool([nil] + ids)
        #expect(try server.verdict(on: waiting).reason == "waits for one of the threads that block 1 and 3 more hold")
        server.stickPool([nil])
        #expect(try server.verdict(on: waiting).reason == "waits for a thread that something holds")
    }

    @Test func `who was found to ignore a request still does when the pool is stuck`() throws {
        var server = WatchedServer()
        let id = server.submitAndStart()
        server.cancel(id)
        server.warn(id, .uncooperative)
        server.stickPool([server.submitAndStart("block")])
        #expect(try server.verdict(on: id).kind == .ignoresCancellation)
    }

    @Test func `a held thread of a pool that takes work changes nobody else's verdict`() throws {
        var server = self.server(timeLeft: .seconds(60))
        let id = server.submitAndStart()
        server.fold(
            .pools([
                PoolStatus(pool: .library, width: 2, busy: 1, lag: .zero, blockedThreads: [.init(task: 99, since: server.now)]),
                PoolStatus(pool: .global(priority: 21), width: nil, busy: nil, lag: .seconds(9), blockedSince: server.now),
            ])
        )
        #expect(try server.verdict(on: id).kind == .finishes(1))
    }

    // MARK: Timeouts

    @Test func `its own timeout ends a task in time of which nothing else says so`() throws {
        var server = self.server(timeLeft: .seconds(60))
        let slow = server.submitAndStart(timeout: .seconds(50))
        let new = server.submitAndStart("never seen", timeout: .seconds(50))
        server.wait(.seconds(40))
        let verdict = try server.verdict(on: slow)
        #expect(verdict.kind == .finishes(1))
        #expect(verdict.reason == "longer than all 30 runs seen; its timeout ends it in 10.0 s")
        #expect(verdict.likelyLeft == .seconds(10) ... .seconds(10))
        #expect(try server.verdict(on: new).kind == .finishes(1))
        #expect(try server.verdict(on: new).reason == "no run seen yet; its timeout ends it in 10.0 s")
        #expect(server.store.drainForecast().tally.finishes == 2)
        #expect(server.store.drainForecast().emptyIn.map { abs($0.inSeconds - 10) < 0.01 } == true)
    }

    @Test func `a timeout after the deadline changes nothing, and one that is not needed goes without saying`() throws {
        var server = self.server(timeLeft: .seconds(60))
        let late = server.submitAndStart(timeout: .seconds(61))
        server.wait(.seconds(40))
        #expect(try server.verdict(on: late).kind == .willNotFinish)
        let sure = server.submitAndStart(timeout: .seconds(19))
        #expect(try server.verdict(on: sure).kind == .finishes(1))
        #expect(try server.verdict(on: sure).reason == "")
    }

    @Test func `a timeout makes up for the share that would take too long`() throws {
        var server = self.server(timeLeft: .seconds(8))
        let id = server.submitAndStart(timeout: .seconds(5))
        #expect(try server.verdict(on: id).kind == .finishes(1))
        #expect(try server.verdict(on: id).reason == "its timeout ends it in 5.0 s", "Ten of thirty take longer than 8 s.")
    }

    @Test func `a timeout cuts off what is likely left`() throws {
        var server = self.server(timeLeft: .seconds(60))
        let id = server.submitAndStart(timeout: .seconds(5))
        // The first tenth takes 1 s; of those that would take 10 s none gets beyond 5 s.
        let left = try #require(server.verdict(on: id).likelyLeft)
        #expect(abs(left.lowerBound.inSeconds - 1) < 0.01)
        #expect(left.upperBound == .seconds(5))
    }

    @Test func `how long it then takes is judged by how fast others of its name reacted`() throws {
        var server = WatchedServer()
        for seconds in [1, 1, 1, 3] {
            for _ in 0..<5 {
                let id = server.submitAndStart()
                server.cancel(id, .handle)
                server.wait(.seconds(seconds))
                server.finish(id, .cancelled)
            }
        }
        server.enter(.draining, within: .seconds(12))
        let id = server.submitAndStart(timeout: .seconds(10))
        // Three of four are over within the 2 s from the timeout to the deadline.
        let verdict = try server.verdict(on: id)
        #expect(verdict.kind == .atRisk(0.75))
        #expect(verdict.reason == "no run seen yet; its timeout ends it in 10.0 s")
    }

    @Test func `no timeout ends what holds a thread, or what has a name of which one ignores cancellation`() throws {
        var server = self.server(timeLeft: .seconds(60))
        let holder = server.submitAndStart(timeout: .seconds(50))
        let deaf = server.submitAndStart("deaf", timeout: .seconds(50))
        let alike = server.submitAndStart("deaf", timeout: .seconds(50))
        server.wait(.seconds(40))
        #expect(try server.verdict(on: alike).kind == .finishes(1))
        server.cancel(deaf, .handle)
        server.warn(deaf, .uncooperative)
        #expect(try server.verdict(on: alike).kind == .unknown(runs: 0))
        let thread = PoolStatus.BlockedThread(task: holder, since: server.now)
        server.fold(.pools([PoolStatus(pool: .library, width: 4, busy: 1, lag: .zero, blockedThreads: [thread])]))
        #expect(try server.verdict(on: holder).kind == .willNotFinish)
    }

    @Test func `a queued task has its timeout from its start on`() throws {
        var server = WatchedServer()
        // A start each second.
        server.run(60, taking: .seconds(1))
        server.enter(.draining, within: .seconds(10))
        let id = server.submit("never seen", timeout: .seconds(5))
        let verdict = try server.verdict(on: id)
        #expect(verdict.kind == .finishes(1))
        #expect(verdict.reason == "number 1 in the queue, starts in about 1.0 s; its timeout ends it in 6.0 s")
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
        var server = self.server(timeLeft: .seconds(1))
        let id = server.submitAndStart()
        server.wait(.seconds(5))
        #expect(try server.verdict(on: id).kind == .willNotFinish)
    }

    @Test func `what has ended needs no verdict`() throws {
        var server = self.server(timeLeft: .seconds(1))
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
