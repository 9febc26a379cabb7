import BGTopStore
import BackgroundWorkEvents
import Testing

struct TimeoutVerdictTests {
    @Test func `a task of which nothing else says that it ends in time times out before the deadline`() throws {
        var server = WatchedServer.shuttingDown(timeLeft: .seconds(60))
        let slow = server.submitAndStart(timeout: .seconds(50))
        let new = server.submitAndStart("never seen", timeout: .seconds(50))
        server.wait(.seconds(40))
        let verdict = try server.verdict(on: slow)
        #expect(verdict.kind == .timesOut(1))
        #expect(verdict.reason == "longer than all 30 runs seen; its timeout ends it in 10.0 s")
        #expect(verdict.likelyLeft == .seconds(10) ... .seconds(10))
        #expect(try server.verdict(on: new).kind == .timesOut(1))
        #expect(try server.verdict(on: new).reason == "no run seen yet; its timeout ends it in 10.0 s")
        #expect(server.store.drainForecast().tally.timesOut == 2)
        #expect(server.store.drainForecast().emptyIn.map { abs($0.inSeconds - 10) < 0.01 } == true)
    }

    @Test func `it times out if that comes before half of its kind are done, although all would be in time`() throws {
        var server = WatchedServer.shuttingDown(timeLeft: .seconds(60))
        let id = server.submitAndStart(timeout: .milliseconds(1_500))
        // Ten of thirty are over by then.
        let verdict = try server.verdict(on: id)
        #expect(verdict.kind == .timesOut(1 - 10.0 / 30))
        #expect(verdict.reason == "its timeout ends it in 1.5 s")
    }

    @Test func `that it finishes is said to be as likely as that it does by itself, however sure it is to be over`() throws {
        var server = WatchedServer.shuttingDown(timeLeft: .seconds(60))
        let id = server.submitAndStart(timeout: .milliseconds(2_500))
        // Twenty of thirty are over by then.
        let verdict = try server.verdict(on: id)
        #expect(verdict.kind == .finishes(20.0 / 30))
        #expect(verdict.reason == "if not, its timeout ends it in 2.5 s")
    }

    /// A server that has seen two hundred quick runs, six of 1.5 s, and twenty-four that hung until their timeout ended them.
    private func hangingNowAndThen() -> WatchedServer {
        var server = WatchedServer()
        server.run(200, taking: .milliseconds(300))
        server.run(6, taking: .milliseconds(1_500))
        for _ in 0..<24 {
            let id = server.submitAndStart(timeout: .seconds(2))
            server.wait(.seconds(2))
            server.cancel(id, .timeout(.seconds(2)))
            server.wait(.milliseconds(1))
            server.finish(id, .timedOut)
        }
        return server
    }

    @Test func `a run that its timeout ended had not ended by itself until then`() throws {
        var server = self.hangingNowAndThen()
        server.enter(.draining, within: .seconds(3))
        let id = server.submitAndStart(timeout: .seconds(2))
        guard case .finishes(let share) = try server.verdict(on: id).kind else {
            Issue.record("Most of them finish.")
            return
        }
        #expect(abs(share - 206.0 / 230) < 1e-9)
        server.wait(.milliseconds(1_130))
        // Of thirty that took so long, twenty-four hung.
        let verdict = try server.verdict(on: id)
        guard case .timesOut(let probability) = verdict.kind else {
            Issue.record("\(verdict.kind)")
            return
        }
        #expect(abs(probability - 24.0 / 30) < 1e-9)
        #expect(verdict.reason.hasPrefix("its timeout ends it in"))
        #expect(verdict.usual?.count == 206, "What is usual is told of those that succeeded.")
        #expect(server.store.drainForecast().emptyIn.map { abs($0.inSeconds - 0.871) < 0.02 } == true)
        server.wait(.milliseconds(770))
        #expect(try server.verdict(on: id).kind == .timesOut(1), "Of those that took so long none has ended by itself.")
    }

    @Test func `where the deadline comes before the timeout, what hangs is at risk`() throws {
        var server = self.hangingNowAndThen()
        let id = server.submitAndStart(timeout: .seconds(2))
        server.wait(.milliseconds(1_130))
        server.enter(.draining, within: .milliseconds(600))
        guard case .atRisk(let probability) = try server.verdict(on: id).kind else {
            Issue.record("Six of thirty are over by then.")
            return
        }
        #expect(abs(probability - 6.0 / 30) < 1e-9)
        server.wait(.milliseconds(500))
        #expect(try server.verdict(on: id).kind == .willNotFinish)
    }

    @Test func `that one was cancelled once makes nobody doubt, as long as there is no deadline, that others end`() throws {
        var server = WatchedServer()
        server.run(30, taking: .seconds(1))
        let cancelled = server.submitAndStart()
        server.wait(.seconds(2))
        server.cancel(cancelled, .handle)
        server.finish(cancelled, .cancelled)
        let id = server.submitAndStart()
        #expect(try server.verdict(on: id).kind == .finishes(1))
    }

    @Test func `a timeout after the deadline changes nothing, and one that is not needed goes without saying`() throws {
        var server = WatchedServer.shuttingDown(timeLeft: .seconds(60))
        let late = server.submitAndStart(timeout: .seconds(61))
        server.wait(.seconds(40))
        #expect(try server.verdict(on: late).kind == .willNotFinish)
        let sure = server.submitAndStart(timeout: .seconds(19))
        #expect(try server.verdict(on: sure).kind == .finishes(1))
        #expect(try server.verdict(on: sure).reason == "")
    }

    @Test func `a timeout makes up for the share that would take too long`() throws {
        var server = WatchedServer.shuttingDown(timeLeft: .seconds(8))
        let id = server.submitAndStart(timeout: .seconds(5))
        #expect(try server.verdict(on: id).kind == .finishes(20.0 / 30))
        let reason = try server.verdict(on: id).reason
        #expect(reason == "if not, its timeout ends it in 5.0 s", "Ten of thirty take longer than 8 s.")
    }

    @Test func `a timeout cuts off what is likely left`() throws {
        var server = WatchedServer.shuttingDown(timeLeft: .seconds(60))
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
        var server = WatchedServer.shuttingDown(timeLeft: .seconds(60))
        let holder = server.submitAndStart(timeout: .seconds(50))
        let deaf = server.submitAndStart("deaf", timeout: .seconds(50))
        let alike = server.submitAndStart("deaf", timeout: .seconds(50))
        server.wait(.seconds(40))
        #expect(try server.verdict(on: alike).kind == .timesOut(1))
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
        #expect(verdict.kind == .timesOut(1))
        #expect(verdict.reason == "number 1 in the queue, starts in about 1.0 s; its timeout ends it in 6.0 s")
    }
}
