import BackgroundWorkEvents
import Testing

@testable import BGTopStore

struct DrainTests {
    @Test func `before a shutdown there is nothing to tell of one`() {
        var server = WatchedServer()
        server.submit()
        #expect(server.store.drainProgress == nil)
    }

    @Test func `what was alive, what has ended and what is left add up`() throws {
        var server = WatchedServer()
        server.run(5, taking: .seconds(1))
        let running = (0..<6).map { _ in server.submitAndStart() }
        let queued = (0..<4).map { _ in server.submit() }
        server.enter(.draining, within: .seconds(30))
        server.fold(.rejected(name: "work", .shuttingDown))
        server.fold(.rejected(name: "work", .shuttingDown))
        server.finish(running[0])
        server.finish(running[1], .failed)
        server.start(queued[0])
        server.finish(queued[3], .discarded)

        let progress = try #require(server.store.drainProgress)
        #expect(progress.status.requestedBy == Requester("SIGTERM"))
        #expect(progress.liveAtStart == 10)
        #expect(progress.tasksAtStart == running + queued)
        #expect(progress.left == 7)
        #expect(progress.running == 5)
        #expect(progress.queued == 2)
        #expect(progress.ended.succeeded == 1)
        #expect(progress.ended.failed == 1)
        #expect(progress.ended.discarded == 1)
        #expect(UInt64(progress.left) + progress.ended.total == UInt64(progress.liveAtStart))
        #expect(progress.refused == 2)
        #expect(progress.justEnded.map(\.id) == [queued[3], running[1], running[0]])
        #expect(progress.end(of: running[1]) == .ended(.failed))
        #expect(progress.end(of: running[2]) == nil)
        #expect(progress.end(of: 1) == nil, "It had ended before.")
        #expect(progress.cancelling == nil)
    }

    @Test func `every task that was alive is accounted for, however many there are`() throws {
        var server = WatchedServer(retention: Retention(succeededRows: 10, unsuccessfulRows: 10))
        let ids = (0..<500).map { _ in server.submitAndStart() }
        server.enter(.draining)
        for id in ids { server.finish(id, id.rawValue % 2 == 0 ? .succeeded : .cancelled) }
        let progress = try #require(server.store.drainProgress)
        for id in ids { #expect(progress.end(of: id) == .ended(id.rawValue % 2 == 0 ? .succeeded : .cancelled)) }
        #expect(progress.justEnded.count == 20)
    }

    @Test func `the burn-down has a point at the beginning and after each quarter of a second`() throws {
        var server = WatchedServer()
        let ids = (0..<10).map { _ in server.submitAndStart() }
        server.wait(.milliseconds(300))
        server.enter(.draining)
        server.wait(.milliseconds(500))
        for id in ids.prefix(4) { server.finish(id) }
        server.wait(.milliseconds(700))
        server.finish(ids[4])
        server.wait(.milliseconds(2_000))
        let burnDown = try #require(server.store.drainProgress).burnDown
        #expect(burnDown.points == [10, 10, 10, 6, 6] + Array(repeating: 5, count: 8))
        #expect(burnDown.interval == .milliseconds(250))
    }

    @Test func `a shutdown of hours is told in as many points as one of minutes`() throws {
        var server = WatchedServer()
        server.submitAndStart()
        server.enter(.draining)
        server.wait(.seconds(5 * 3_600))
        server.finish(1)
        server.wait(.seconds(60))
        let burnDown = try #require(server.store.drainProgress).burnDown
        #expect(burnDown.points.count <= 600)
        #expect(burnDown.interval == .seconds(32))
        #expect(burnDown.points.first == 1)
        #expect(burnDown.points.last == 0)
        #expect(burnDown.points.count == (5 * 3_600 + 60) / 32 + 1)
    }

    @Test func `a shutdown of all the time there is, which a server can claim, has an end as well`() {
        var burnDown = BurnDown(from: 3, at: TaskInstant(nanoseconds: .min))
        burnDown.advance(to: TaskInstant(nanoseconds: .max), left: 1)
        #expect(burnDown.points.count <= 600)
        #expect(burnDown.points.last == 1)
    }

    @Test func `of those that were asked to stop it is told who has not, and how fast the others did`() throws {
        var server = WatchedServer()
        let ids = (0..<4).map { _ in server.submitAndStart() }
        let queued = server.submit()
        server.enter(.draining, within: .seconds(1))
        server.wait(.seconds(1))
        server.enter(.cancelling, within: .seconds(5))
        server.finish(queued, .discarded)
        for id in ids { server.cancel(id) }
        server.wait(.milliseconds(10))
        server.finish(ids[0], .cancelled)
        server.wait(.milliseconds(10))
        server.finish(ids[1])
        let cancelling = try #require(server.store.drainProgress?.cancelling)
        #expect(cancelling.asked == 4)
        #expect(cancelling.ended == 2)
        #expect(cancelling.left == 2)
        #expect(cancelling.notEnded.map(\.id) == [ids[2], ids[3]])
        #expect(cancelling.reaction?.count == 2)
        #expect(cancelling.reaction?.longest == .milliseconds(20))
    }

    @Test func `a reaction counts from when the request had reached the task`() throws {
        var server = WatchedServer()
        let id = server.submitAndStart()
        server.enter(.cancelling, within: .seconds(5))
        server.cancel(id)
        server.wait(.milliseconds(200))
        let deliveredAt = server.now
        server.wait(.milliseconds(30))
        server.finish(id, .cancelled, deliveredAt: deliveredAt)
        let cancelling = try #require(server.store.drainProgress?.cancelling)
        #expect(cancelling.reaction?.longest == .milliseconds(30))
    }

    @Test func `who was asked has ended or has not, and nobody else is counted`() throws {
        var server = WatchedServer()
        let ids = (0..<9).map { _ in server.submitAndStart() }
        let queued = (0..<2).map { _ in server.submit() }
        // Asked before the phase: one that ends before it, and does not count, and two that still run when it begins.
        for id in ids[0...2] { server.cancel(id, .handle) }
        server.finish(ids[0], .cancelled)
        server.enter(.draining, within: .seconds(1))
        server.wait(.seconds(1))
        server.enter(.cancelling, within: .seconds(5))
        #expect(try self.figures(server) == [2, 0, 2])
        for id in queued { server.finish(id, .discarded) }
        // Ends before it is asked.
        server.finish(ids[3])
        #expect(try self.figures(server) == [2, 0, 2])
        for id in ids[4...8] { server.cancel(id) }
        #expect(try self.figures(server) == [7, 0, 7])
        // Returns a value all the same; throws; says nothing of the request at its end.
        server.finish(ids[4])
        server.finish(ids[1], .cancelled)
        server.finishForgettingRequest(ids[5])
        #expect(try self.figures(server) == [7, 3, 4])
        // The end of one is lost, and the snapshot knows of all others.
        server.fold(.gap(lost: 1))
        let live = [ids[2], ids[7], ids[8]].map { server.live($0) }
        server.fold(.snapshot(WatchedServer.snapshot(at: server.now, live: live, phase: .cancelling)))
        #expect(try self.figures(server) == [7, 4, 3])
        for id in [ids[2], ids[7], ids[8]] { server.finish(id, .cancelled) }
        #expect(try self.figures(server) == [7, 7, 0])
    }

    /// Asked, ended, and not yet ended.
    private func figures(_ server: WatchedServer) throws -> [Int] {
        let cancelling = try #require(server.store.drainProgress?.cancelling)
        #expect(cancelling.notEnded.count == cancelling.left)
        return [cancelling.asked, cancelling.ended, cancelling.left]
    }

    @Test func `what is lost during a shutdown is lost, and the books are right`() throws {
        var server = WatchedServer()
        let ids = (0..<3).map { _ in server.submitAndStart() }
        server.enter(.draining)
        server.finish(ids[0])
        server.fold(.gap(lost: 1))
        let totals = TaskTotals(
            submitted: 3,
            succeeded: 1,
            failed: 1,
            cancelled: 0,
            timedOut: 0,
            discarded: 0,
            rejected: .init(shuttingDown: 4)
        )
        server.fold(
            .snapshot(WatchedServer.snapshot(at: server.now, totals: totals, live: [server.live(ids[2])], phase: .draining))
        )
        let progress = try #require(server.store.drainProgress)
        #expect(progress.liveAtStart == 3)
        #expect(progress.ended.succeeded == 1)
        #expect(progress.ended.failed == 1)
        #expect(progress.refused == 4)
        #expect(progress.end(of: ids[1]) == .lost)
        #expect(UInt64(progress.left) + progress.ended.total == 3)
    }

    @Test func `a shutdown that is seen from its middle is told from there`() throws {
        var server = WatchedServer()
        let totals = TaskTotals(
            submitted: 9,
            succeeded: 7,
            failed: 0,
            cancelled: 0,
            timedOut: 0,
            discarded: 0,
            rejected: .init(shuttingDown: 4)
        )
        let live = [server.live(8), server.live(9)]
        server.fold(.snapshot(WatchedServer.snapshot(at: server.now, totals: totals, live: live, phase: .draining)))
        let progress = try #require(server.store.drainProgress)
        #expect(progress.liveAtStart == 2)
        #expect(progress.ended.total == 0)
        #expect(progress.refused == 0)
        #expect(!progress.isWhole)
    }

    @Test(arguments: [DrainStatus.Phase.draining, .cancelling])
    func `a shutdown that is seen to begin is told as a whole, after a loss as well`(phase: DrainStatus.Phase) throws {
        var server = WatchedServer()
        server.submitAndStart()
        server.enter(phase)
        server.fold(.snapshot(WatchedServer.snapshot(at: server.now, live: [server.live(1)], phase: phase)))
        #expect(try #require(server.store.drainProgress).isWhole)
    }

    @Test func `no phase comes back, and the report stays`() {
        var server = WatchedServer()
        let early = DrainStatus(phase: .draining, since: server.now)
        server.wait(.seconds(1))
        server.enter(.cancelling)
        server.fold(.phaseChanged(early))
        #expect(server.store.drain?.phase == .cancelling)
        server.enter(.stopped)
        #expect(server.store.drain?.phase == .stopped)
        #expect(server.store.drainProgress?.left == 0)
    }
}
