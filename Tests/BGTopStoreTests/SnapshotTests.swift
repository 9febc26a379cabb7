import BGTopStore
import BackgroundWorkEvents
import Testing

struct SnapshotTests {
    private func totals(submitted: UInt64, succeeded: UInt64 = 0, failed: UInt64 = 0) -> TaskTotals {
        TaskTotals(
            submitted: submitted,
            succeeded: succeeded,
            failed: failed,
            cancelled: 0,
            timedOut: 0,
            discarded: 0,
            rejected: .init()
        )
    }

    @Test func `the first snapshot tells what there is`() {
        var server = WatchedServer()
        let tasks: [LiveTask] = [9, 3].map { server.live($0, "export") }
        server.fold(
            .snapshot(WatchedServer.snapshot(at: server.now, totals: self.totals(submitted: 12, succeeded: 10), live: tasks))
        )
        #expect(server.store.live.map(\.id) == [3, 9])
        #expect(server.store.queued == 2)
        #expect(server.store.totals.alive == 2)
        #expect(server.store.names.map(\.queued) == [2])
        #expect(server.store.process == WatchedServer.process)
    }

    @Test func `what ended while events were lost is not shown running`() {
        var server = WatchedServer()
        let gone = server.submitAndStart()
        let stays = server.submitAndStart()
        server.wait(.seconds(1))
        server.fold(.gap(lost: 5))
        server.fold(
            .snapshot(
                WatchedServer.snapshot(
                    at: server.now,
                    totals: self.totals(submitted: 2, succeeded: 1),
                    live: [server.live(stays)]
                )
            )
        )
        #expect(server.store.eventsLost == 5)
        #expect(server.store.live.map(\.id) == [stays])
        #expect(server.store.row(gone)?.state == .lost)
        #expect(server.store.row(gone)?.endedAt == server.now)
        #expect(server.store.finished.map(\.id) == [gone])
        #expect(server.store.running == 1)
        #expect(server.store.names.map(\.running) == [1])
        #expect(server.store.totals.isBalanced(alive: server.store.alive))
    }

    @Test func `what changed while events were lost is shown as it is`() {
        var server = WatchedServer()
        let id = server.submit()
        let before = server.store
        server.start(id)
        server.cancel(id)
        let now = server.live(id)
        server.store = before
        server.fold(.gap(lost: 2))
        server.fold(.snapshot(WatchedServer.snapshot(at: server.now, totals: self.totals(submitted: 1), live: [now])))
        #expect(server.store.row(id)?.state == .cancelling)
        #expect(server.store.queued == 0)
        #expect(server.store.running == 1)
    }

    @Test func `a row that was read after the snapshot's moment is not taken back by the events between`() {
        var server = WatchedServer()
        let id = server.submit()
        server.start(id)
        let asSeenLater = server.live(id)
        var late = WatchedServer()
        late.fold(.snapshot(WatchedServer.snapshot(at: late.now, totals: self.totals(submitted: 1), live: [asSeenLater])))
        late.fold(.started(id, rank: 1))
        #expect(late.store.row(id)?.state == .running)
        #expect(late.store.running == 1)
        late.fold(.finished(server.end(of: id)))
        #expect(late.store.alive == 0)
        #expect(late.store.totals.succeeded == 1)
    }

    @Test func `what totals tell of the lost events is in the rates`() {
        var server = WatchedServer()
        server.wait(.seconds(10))
        server.fold(.gap(lost: 300))
        let totals = self.totals(submitted: 100, succeeded: 60, failed: 20)
        server.fold(.snapshot(WatchedServer.snapshot(at: server.now, totals: totals)))
        #expect(server.store.rates.finished.count == 80)
        #expect(server.store.rates.failed.count == 20)
        #expect(server.store.rates.submitted.count == 100)
        #expect(server.store.rates.failedShare == 0.25)
    }

    @Test func `what happened before the first snapshot is in no rate`() {
        var store = TaskStore()
        let now = TaskInstant(nanoseconds: 5_000_000_000)
        store.fold(
            TaskEvent(at: now, .snapshot(WatchedServer.snapshot(at: now, totals: self.totals(submitted: 9, succeeded: 9))))
        )
        #expect(store.totals.succeeded == 9)
        #expect(store.rates.finished.count == 0)
        #expect(store.rates.failedShare == nil)
    }

    @Test func `another process starts with an empty page`() {
        var server = WatchedServer()
        server.run(3, taking: .seconds(1))
        server.submit("old")
        let other = ProcessDescription(
            name: "server",
            processID: 1,
            host: "here",
            user: "somebody",
            startedAt: TaskInstant(nanoseconds: 3)
        )
        let early = TaskInstant(nanoseconds: 4_000_000_000)
        server.store.fold(TaskEvent(at: early, .snapshot(WatchedServer.snapshot(at: early, process: other))))
        #expect(server.store.process == other)
        #expect(server.store.now == early)
        #expect(server.store.alive == 0)
        #expect(server.store.finished.isEmpty)
        #expect(server.store.names.isEmpty)
        #expect(server.store.totals == TaskTotals())
    }

    @Test func `what did not stop when asked stays marked`() {
        var server = WatchedServer()
        let id = server.submitAndStart("hang")
        server.cancel(id)
        server.wait(.seconds(1))
        server.fold(
            .snapshot(
                WatchedServer.snapshot(
                    at: server.now,
                    totals: self.totals(submitted: 1),
                    live: [server.live(id, "hang", warnings: [.uncooperative])]
                )
            )
        )
        #expect(server.store.row(id)?.isUncooperative == true)
        #expect(server.store.warnings.map(\.rule) == ["ignores cancellation"])
        server.finish(id, .cancelled)
        #expect(server.store.row(id)?.isUncooperative == true)
        #expect(server.store.warnings.isEmpty)
    }

    @Test func `the warnings that stand are those of the snapshot`() {
        var server = WatchedServer()
        let deadlocked = server.submitAndStart()
        let recovered = server.submitAndStart()
        server.warn(recovered, .selfDeadlock)
        let live = [server.live(deadlocked, warnings: [.selfDeadlock]), server.live(recovered)]
        server.fold(.gap(lost: 2))
        server.fold(.snapshot(WatchedServer.snapshot(at: server.now, totals: self.totals(submitted: 2), live: live)))
        #expect(server.store.warnings.map(\.task) == [deadlocked])
        #expect(server.store.warnings.map(\.count) == [1])
        #expect(server.store.row(recovered)?.warnings.isEmpty == true)
    }
}
