import BGTopStore
import BackgroundWorkEvents
import Testing

struct LongPollTests {
    private func library(heldBy id: BackgroundTaskID?, since: TaskInstant) -> TaskEvent.Kind {
        let threads = id.map { [PoolStatus.BlockedThread(task: $0, since: since)] } ?? []
        return .pools([PoolStatus(pool: .library, width: 4, busy: 1, lag: .zero, blockedThreads: threads)])
    }

    @Test func `a long poll is told by name, how long it was and when`() throws {
        var server = WatchedServer()
        let id = server.submitAndStart("resize-image")
        server.watch(for: .seconds(1))
        server.see(id, .waiting, polls: 7, long: [.milliseconds(310)])
        server.watch(for: .seconds(3))
        let warning = try #require(server.store.warnings.first)
        #expect(warning.rule == "long poll")
        #expect(warning.summary == "A poll of resize-image took 310 ms, 3.0 s ago.")
        #expect(warning.severity == .notice)
        #expect(warning.count == 1)
        #expect(warning.name == "resize-image")
        #expect(warning.task == id)
    }

    @Test func `long polls of a name are counted together, and the longest is told`() throws {
        var server = WatchedServer()
        let first = server.submitAndStart("resize-image")
        let second = server.submitAndStart("resize-image")
        let other = server.submitAndStart("export")
        server.watch(for: .seconds(1))
        server.see(first, .waiting, polls: 3, long: [.milliseconds(120), .milliseconds(110)])
        server.see(second, .waiting, polls: 1, long: [.milliseconds(310)])
        server.see(other, .waiting, polls: 1, long: [.milliseconds(105)])
        server.watch(for: .seconds(1))
        server.see(second, .waiting, polls: 2, long: [.milliseconds(310), .milliseconds(200)])
        let warning = try #require(server.store.warnings.first)
        #expect(warning.summary == "4 polls of resize-image took 100 ms or more in the last 10 s, the longest 310 ms.")
        #expect(warning.task == second)
        #expect(warning.count == 2, "one for each name")
    }

    @Test func `of a long poll whose length nobody knows no length is told`() throws {
        var server = WatchedServer()
        let id = server.submitAndStart("export")
        server.watch(for: .seconds(1))
        server.see(id, .waiting, polls: 1, long: [.milliseconds(310)])
        server.watch(for: .seconds(11))
        server.see(id, .waiting, polls: 2, long: [.milliseconds(310), .milliseconds(150)])
        #expect(server.store.warnings.first?.summary == "A poll of export took 100 ms or more, 0 ms ago.")
    }

    @Test func `a task that ended after a long poll is told of too`() {
        var server = WatchedServer()
        let id = server.submitAndStart("export")
        server.watch(for: .milliseconds(400))
        server.finish(id, activity: server.activity(of: id, .running, polls: 1, long: [.milliseconds(310)]))
        #expect(server.store.warnings.map(\.summary) == ["A poll of export took 310 ms, 0 ms ago."])
        #expect(server.store.warnings.map(\.task) == [id])
    }

    @Test func `a long poll long ago in a task that lives on is forgotten`() {
        var server = WatchedServer()
        let id = server.submitAndStart()
        server.watch(for: .seconds(1))
        server.see(id, .waiting, polls: 5, long: [.milliseconds(310)])
        #expect(server.store.warnings.count == 1)
        server.watch(for: .seconds(10))
        #expect(server.store.warnings.map(\.rule) == ["long run"])
        server.see(id, .waiting, polls: 50, long: [.milliseconds(310)])
        #expect(server.store.warnings.map(\.rule) == ["long run"], "It has had 45 more, and none was long.")
    }

    @Test func `what a task did before anybody watched is not told as news`() {
        var server = WatchedServer()
        let id = server.submitAndStart()
        server.watch(for: .seconds(1))
        let activity = server.activity(of: id, .waiting, polls: 9, long: [.milliseconds(310)])
        let live = server.live(id, activity: activity)
        server.store = TaskStore()
        server.fold(.snapshot(WatchedServer.snapshot(at: server.now, live: [live])))
        server.watch(for: .milliseconds(100))
        server.see(id, .waiting, polls: 10, long: [.milliseconds(310)])
        #expect(server.store.warnings.isEmpty)
    }

    @Test func `a poll that goes on is told once, by the rule that knows since when`() {
        var server = WatchedServer()
        let id = server.submitAndStart("sync-ledger")
        let since = server.now
        server.watch(for: .seconds(1))
        server.fold(self.library(heldBy: id, since: since))
        // A reading may count the open poll already.
        server.see(id, .running, polls: 1, long: [.milliseconds(900)])
        #expect(server.store.warnings.map(\.rule) == ["thread held"])
        server.watch(for: .seconds(1))
        server.see(id, .waiting, polls: 1, long: [.seconds(2)])
        #expect(server.store.warnings.map(\.rule) == ["thread held"])
        server.fold(self.library(heldBy: nil, since: since))
        #expect(server.store.warnings.map(\.summary) == ["A poll of sync-ledger took 2.0 s, 0 ms ago."])
    }

    @Test func `short polls are none, however many, and actor drains are no polls`() {
        var server = WatchedServer()
        let id = server.submitAndStart()
        for round in 1...20 {
            server.watch(for: .milliseconds(100))
            server.see(id, .waiting, polls: UInt64(round), tasklessJobs: UInt64(round) * 1_000)
        }
        #expect(server.store.warnings.isEmpty)
    }

    @Test func `a poll that was stopped with its process was not long`() {
        var server = WatchedServer()
        let id = server.submitAndStart()
        server.watch(for: .seconds(1))
        server.see(id, .running, polls: 3)
        server.wait(.seconds(30))
        server.watch(for: .milliseconds(100))
        server.see(id, .waiting, polls: 3, long: [.seconds(30)])
        #expect(server.store.warnings.isEmpty)
        server.watch(for: .seconds(40))
        server.see(id, .waiting, polls: 4, long: [.seconds(30), .milliseconds(200)])
        #expect(server.store.warnings.first?.rule == "long poll", "but the next one may be")
    }
}
