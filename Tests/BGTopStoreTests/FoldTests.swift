import BGTopStore
import BackgroundWorkEvents
import Testing

struct FoldTests {
    @Test func `a task is queued, then running, then cancelling, then over`() throws {
        var server = WatchedServer()
        let id = server.submit("send-email", fields: [.init("from", "POST /signup"), .init("user", "7")])
        #expect(server.store.row(id)?.state == .queued)
        #expect(server.store.row(id)?.origin == "POST /signup")
        server.wait(.milliseconds(3))
        server.start(id)
        #expect(server.store.row(id)?.state == .running)
        server.wait(.milliseconds(10))
        server.cancel(id, .timeout(.milliseconds(10)))
        #expect(server.store.row(id)?.state == .cancelling)
        #expect(server.store.running == 1)
        #expect(server.store.cancelling == 1)
        server.wait(.milliseconds(2))
        server.finish(id, .timedOut, errorText: "bank closed")

        let row = try #require(server.store.row(id))
        #expect(row.state == .ended(.timedOut))
        #expect(row.errorText == "bank closed")
        #expect(row.cancellation?.cause == .timeout(.milliseconds(10)))
        #expect(row.waited(at: server.now) == .milliseconds(3))
        #expect(row.ran(at: server.now) == .milliseconds(12))
        #expect(row.age(at: server.now + .seconds(60)) == .milliseconds(15))
        #expect(server.store.live.isEmpty)
        #expect(server.store.finished.map(\.id) == [id])
    }

    @Test func `live rows stand in the order of their IDs, and each is found by its own`() {
        var server = WatchedServer()
        let ids = (0..<100).map { _ in server.submit() }
        for id in ids where id.rawValue % 3 == 0 {
            server.start(id)
            server.finish(id)
        }
        let left = ids.filter { $0.rawValue % 3 != 0 }
        #expect(server.store.live.map(\.id) == left)
        for (position, id) in left.enumerated() {
            #expect(server.store.live.position(of: id) == position)
        }
        #expect(server.store.live.position(of: 3) == nil)
        #expect(server.store.live.position(of: 101) == nil)
    }

    @Test func `folding an event of a task a second time changes nothing`() {
        var server = WatchedServer()
        let id = server.submit()
        server.fold(.submitted(server.description(of: id, "work")))
        server.start(id)
        server.fold(.started(id, rank: 1))
        server.cancel(id)
        let request = CancellationRequest(cause: .handle, at: server.now)
        server.fold(.cancelRequested(id, rank: 2, request))
        #expect(server.store.row(id)?.cancellation?.cause == .drain)
        let end = server.end(of: id, .cancelled)
        server.fold(.finished(end))
        server.fold(.finished(end))
        #expect(server.store.totals.submitted == 1)
        #expect(server.store.totals.cancelled == 1)
        #expect(server.store.names.map(\.finished.total) == [1])
        #expect(server.store.rates.finished.count == 1)
        #expect(server.store.finished.count == 1)
    }

    @Test func `an event that comes late takes no row back`() {
        var server = WatchedServer()
        let id = server.submitAndStart()
        server.cancel(id)
        server.fold(.started(id, rank: 1))
        #expect(server.store.row(id)?.state == .cancelling)
        server.finish(id)
        server.fold(.submitted(server.description(of: id, "work")))
        server.fold(.started(id, rank: 1))
        #expect(server.store.row(id)?.state == .ended(.succeeded))
        #expect(server.store.live.isEmpty)
        #expect(server.store.totals.submitted == 1)
    }

    @Test func `a sample that knows less than the row is passed over`() {
        var server = WatchedServer()
        let id = server.submitAndStart()
        let later = TaskProgress(fraction: 0.5, at: server.now + .seconds(2))
        let earlier = TaskProgress(fraction: 0.2, at: server.now + .seconds(1))
        let both = [TaskDescription.Field("file", "a"), TaskDescription.Field("bytes", "9")]
        server.fold(.sampled([TaskSample(id: id, progress: later, annotations: both)]))
        server.fold(.sampled([TaskSample(id: id, progress: earlier, annotations: [both[0]])]))
        #expect(server.store.row(id)?.progress == later)
        #expect(server.store.row(id)?.annotations == both)
    }

    @Test func `events of tasks that nobody knows are harmless`() {
        var server = WatchedServer()
        server.fold(.started(77, rank: 1))
        server.fold(.cancelRequested(77, rank: 2, CancellationRequest(cause: .drain, at: server.now)))
        server.fold(.finished(server.end(of: 77)))
        server.fold(.sampled([TaskSample(id: 77, progress: nil, annotations: [])]))
        server.warn(77, .selfDeadlock)
        #expect(server.store.row(77) == nil)
        #expect(server.store.totals == TaskTotals())
        #expect(server.store.warnings.isEmpty)
    }

    @Test func `what is asked to stop while it is queued never was running`() {
        var server = WatchedServer()
        let id = server.submit()
        server.cancel(id, .handle)
        #expect(server.store.row(id)?.state == .queued)
        #expect(server.store.running == 0)
        server.finish(id, .cancelled)
        #expect(server.store.queued == 0)
        #expect(server.store.row(id)?.ran(at: server.now) == nil)
    }

    @Test func `a rejection is counted by reason and by name, and makes no row`() {
        var server = WatchedServer()
        server.fold(.rejected(name: "warm-cache", .full))
        server.fold(.rejected(name: "warm-cache", .held))
        #expect(server.store.totals.rejected == TaskTotals.Rejections(full: 1, held: 1))
        #expect(server.store.names.map(\.refused) == [2])
        #expect(server.store.alive == 0)
    }

    @Test func `the queue is in order of priority, then of age`() {
        var server = WatchedServer()
        let first = server.submit()
        let second = server.submit()
        let urgent = server.submit(priority: 25)
        #expect([first, second, urgent].map { server.store.queuePosition(of: $0) } == [2, 3, 1])
        server.start(urgent)
        #expect(server.store.queuePosition(of: urgent) == nil)
        #expect(server.store.queuePosition(of: second) == 2)
    }
}
