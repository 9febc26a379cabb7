import BGTopStore
import BackgroundWorkEvents
import Testing

/// Of tasks that hold a thread, and of those that wait for one.
struct PoolVerdictTests {
    @Test func `that it holds a thread is said whatever else is`() throws {
        var server = WatchedServer.shuttingDown(timeLeft: .seconds(60))
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
        var server = WatchedServer.shuttingDown(timeLeft: .seconds(60))
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
            #expect(verdict.waitsForThread)
            #expect(verdict.likelyLeft == nil)
        }
        let verdict = try server.verdict(on: holder)
        #expect(verdict.kind == .unknown(runs: 0))
        #expect(verdict.reason == "no run seen yet; holds a thread for which all others wait, cannot hear a cancel")
        #expect(!verdict.waitsForThread)
        server.freePool()
        #expect(try server.verdict(on: beyond).kind == .willNotFinish)
    }

    @Test func `that the pool stood still says nothing of how a task goes on, by its pace or by what others took`() throws {
        var server = WatchedServer.shuttingDown(timeLeft: .seconds(60))
        let holder = server.submitAndStart("sync-ledger")
        let (early, late, silent) = (server.submitAndStart(), server.submitAndStart(), server.submitAndStart())
        server.wait(.seconds(1))
        server.report(0.25, by: early)
        server.stickPool([holder])
        server.wait(.seconds(30))
        for id in [early, late, silent] { server.see(id, .running, ready: .seconds(30)) }
        server.freePool()
        server.wait(.seconds(1))
        server.report(0.5, by: late)
        // 3 s to go since it was said, at a quarter a second, and 1 s of them is over; 2 s to go, at half in 2 s.
        #expect(try server.verdict(on: early).likelyLeft == .milliseconds(1_600) ... .milliseconds(2_400))
        #expect(try server.verdict(on: late).likelyLeft == .milliseconds(1_600) ... .milliseconds(2_400))
        #expect(try server.verdict(on: silent).kind == .finishes(1), "It has worked for 2 s, as others have for 10.")
    }

    @Test func `who held the pool, or slept meanwhile, has taken all of its time`() throws {
        var server = WatchedServer.shuttingDown(timeLeft: .seconds(60))
        let (holder, sleeper) = (server.submitAndStart(), server.submitAndStart())
        server.stickPool([holder])
        server.wait(.seconds(30))
        server.see(holder, .running)
        server.see(sleeper, .waiting)
        server.freePool()
        for id in [holder, sleeper] {
            #expect(try server.verdict(on: id).reason == "longer than all 30 runs seen, which may be chance")
        }
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
        var server = WatchedServer.shuttingDown(timeLeft: .seconds(60))
        let id = server.submitAndStart()
        server.fold(
            .pools([
                PoolStatus(pool: .library, width: 2, busy: 1, lag: .zero, blockedThreads: [.init(task: 99, since: server.now)]),
                PoolStatus(pool: .global(priority: 21), width: nil, busy: nil, lag: .seconds(9), blockedSince: server.now),
            ])
        )
        #expect(try server.verdict(on: id).kind == .finishes(1))
    }

    @Test func `Swift's pool, when it is stuck, says nothing of tasks whose own pool takes work`() throws {
        var server = WatchedServer.shuttingDown(timeLeft: .seconds(60))
        let ids = (0..<2).map { _ in server.submitAndStart() }
        server.wait(.seconds(40))
        for (id, state) in zip(ids, [TaskActivity.State.running, .ready]) { server.see(id, state) }
        server.stickGlobalPool(priority: 21)
        for id in ids {
            let verdict = try server.verdict(on: id)
            #expect(verdict.kind == .willNotFinish)
            #expect(verdict.reason == "longer than all 30 runs seen")
        }
    }

    @Test func `who waits may do so for Swift's pool, and while that is stuck its past says nothing`() throws {
        var server = WatchedServer.shuttingDown(timeLeft: .seconds(60))
        let id = server.submitAndStart()
        server.wait(.seconds(50))
        server.see(id, .waiting)
        #expect(try server.verdict(on: id).kind == .willNotFinish)
        server.stickGlobalPool(priority: 9)
        #expect(try server.verdict(on: id).kind == .willNotFinish, "At another priority than the task's.")
        server.stickGlobalPool(priority: 21)
        let verdict = try server.verdict(on: id)
        #expect(verdict.kind == .unknown(runs: nil))
        #expect(verdict.reason == "waits, perhaps for Swift's global pool at priority medium, which takes no new work")
        server.freePool()
        #expect(try server.verdict(on: id).kind == .willNotFinish)
    }

    @Test func `without a probe tasks run on Swift's pool, and need it`() throws {
        var server = WatchedServer.shuttingDown(timeLeft: .seconds(60))
        let id = server.submitAndStart()
        server.stickGlobalPool(priority: 21)
        server.wait(.milliseconds(999))
        #expect(try server.verdict(on: id).kind == .finishes(1), "A probe may yet have something to say.")
        server.wait(.milliseconds(1))
        let verdict = try server.verdict(on: id)
        #expect(verdict.kind == .unknown(runs: nil))
        #expect(verdict.reason == "needs Swift's global pool at priority medium, which takes no new work")
    }
}
