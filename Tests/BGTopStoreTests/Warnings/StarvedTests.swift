import BGTopStore
import BackgroundWorkEvents
import Testing

struct StarvedTests {
    /// A task that has had polls, and has just become ready again.
    private func readyTask(in server: inout WatchedServer, _ name: String = "work") -> BackgroundTaskID {
        let id = server.submitAndStart(name)
        server.watch(for: .milliseconds(100))
        server.see(id, .ready, polls: 3)
        return id
    }

    private func library(isBlocked: Bool, since: TaskInstant) -> TaskEvent.Kind {
        .pools([PoolStatus(pool: .library, width: 2, busy: 2, lag: .seconds(1), blockedSince: isBlocked ? since : nil)])
    }

    @Test func `who is ready and gets no thread is starved, and no longer when he has one`() throws {
        var server = WatchedServer()
        let first = self.readyTask(in: &server, "resize-image")
        let second = self.readyTask(in: &server)
        server.watch(for: .milliseconds(1_000))
        let warning = try #require(server.store.warnings.first)
        #expect(warning.rule == "starved")
        #expect(warning.summary == "resize-image 1 could go on, and has got no thread for 1.1 s.")
        #expect(warning.severity == .warning)
        #expect(warning.count == 2)
        #expect(warning.task == first)
        #expect(server.store.isStarved(second))
        server.see(first, .running, polls: 4)
        #expect(server.store.warnings.map(\.task) == [second])
        server.see(second, .waiting, polls: 4)
        #expect(server.store.warnings.isEmpty)
    }

    @Test func `who is told again and again to wait for a thread is named in every picture, and stays the one that is`() {
        var server = WatchedServer()
        let ids = (0..<3).map { _ in server.submitAndStart() }
        server.wait(.milliseconds(100))
        let waiting = ids.map { id in
            let activity = server.activity(of: id, .ready, polls: 3)
            return TaskSample(id: id, progress: nil, annotations: [], activity: activity)
        }
        var named: Set<BackgroundTaskID?> = []
        for round in 0..<20 {
            // Who was told of first in one sample need not be in the next.
            server.fold(.sampled(Array(waiting[(round % 3)...]) + waiting[..<(round % 3)]))
            for _ in 0..<2 {
                // Before a tenth of a second has passed, and after.
                let starved = server.store.warnings.filter { $0.rule == "starved" }
                #expect(starved.map(\.count) == (server.now - waiting[0].activity!.since >= .milliseconds(700) ? [3] : []))
                named.formUnion(starved.map(\.task))
                server.wait(.milliseconds(50))
            }
        }
        #expect(named.count == 1)
    }

    @Test func `who is ready for a moment is not starved, however often`() {
        var server = WatchedServer()
        let id = server.submitAndStart()
        for round in 1...50 {
            server.see(id, .ready, polls: UInt64(round))
            server.watch(for: .milliseconds(500))
            #expect(!server.store.warnings.contains { $0.rule == "starved" })
            server.see(id, .running, polls: UInt64(round) + 1)
            server.watch(for: .milliseconds(10))
        }
    }

    @Test func `tasks that start together take turns, and are starved only if that takes long`() {
        var server = WatchedServer()
        let ids = (0..<100).map { _ in server.submitAndStart() }
        for id in ids { server.see(id, .ready, polls: 0) }
        server.watch(for: .seconds(2))
        #expect(server.store.warnings.isEmpty)
        for id in ids.dropLast() { server.see(id, .waiting) }
        server.watch(for: .milliseconds(500))
        #expect(server.store.warnings.map(\.task) == [ids.last])
    }

    @Test func `while no thread of the pool takes anything, nobody is called starved, nor when it has just begun to`() {
        var server = WatchedServer()
        let id = self.readyTask(in: &server)
        let since = server.now
        server.watch(for: .milliseconds(800))
        #expect(server.store.isStarved(id))
        server.fold(self.library(isBlocked: true, since: since))
        #expect(!server.store.isStarved(id))
        #expect(server.store.warnings.map(\.rule) == ["pool blocked"])
        server.watch(for: .seconds(5))
        #expect(server.store.warnings.map(\.rule) == ["pool blocked"])
        server.fold(self.library(isBlocked: false, since: since))
        server.watch(for: .milliseconds(600))
        #expect(server.store.warnings.isEmpty)
        server.watch(for: .milliseconds(300))
        #expect(server.store.warnings.map(\.rule) == ["starved"])
    }

    @Test func `when the whole process was stopped, for all that seems to have lasted nobody is starved`() {
        var server = WatchedServer()
        let ids = (0..<50).map { _ in self.readyTask(in: &server) }
        for id in ids.dropFirst() { server.see(id, .ready, polls: 4) }
        server.wait(.seconds(60))
        #expect(server.store.warnings.isEmpty)
        server.watch(for: .milliseconds(300))
        #expect(server.store.warnings.isEmpty)
        for id in ids { server.see(id, .running, polls: 5) }
        server.watch(for: .seconds(2))
        #expect(server.store.warnings.isEmpty)
    }

    @Test func `who was starved before a stop is judged anew`() {
        var server = WatchedServer()
        let id = self.readyTask(in: &server)
        server.watch(for: .seconds(1))
        #expect(server.store.isStarved(id))
        server.wait(.seconds(60))
        #expect(server.store.warnings.isEmpty)
        server.watch(for: .seconds(1))
        #expect(server.store.isStarved(id))
    }

    @Test func `actor contention starves nobody`() {
        var server = WatchedServer()
        let ids = (0..<8).map { _ in server.submitAndStart() }
        for round in 1...30 {
            server.watch(for: .milliseconds(100))
            for id in ids { server.see(id, .waiting, polls: 2, tasklessJobs: UInt64(round) * 100) }
        }
        #expect(server.store.warnings.isEmpty)
    }

    @Test func `who has ended, or is lost, is not starved`() {
        var server = WatchedServer()
        let ended = self.readyTask(in: &server)
        let lost = self.readyTask(in: &server)
        server.watch(for: .seconds(1))
        #expect(server.store.warnings.map(\.count) == [2])
        server.finish(ended)
        #expect(server.store.warnings.map(\.task) == [lost])
        server.fold(.snapshot(WatchedServer.snapshot(at: server.now)))
        #expect(server.store.warnings.isEmpty)
        server.watch(for: .seconds(20))
        #expect(server.store.warnings.isEmpty)
    }

    @Test func `a snapshot takes back what it no longer says, and brings in what it does`() {
        var server = WatchedServer()
        let first = self.readyTask(in: &server)
        let second = self.readyTask(in: &server)
        let isReady = server.activity(of: second, .ready, polls: 3)
        server.watch(for: .seconds(1))
        server.see(second, .running, polls: 3)
        #expect(server.store.warnings.map(\.task) == [first])
        let live = [
            server.live(first, activity: server.activity(of: first, .waiting, polls: 4)),
            server.live(second, activity: server.activity(of: second, .ready, polls: 5)),
        ]
        #expect(isReady.state == .ready)
        server.fold(.gap(lost: 2))
        server.fold(.snapshot(WatchedServer.snapshot(at: server.now, live: live)))
        #expect(server.store.warnings.isEmpty)
        server.watch(for: .seconds(1))
        #expect(server.store.warnings.map(\.task) == [second])
    }

    @Test func `the threshold is the one that was set`() {
        var server = WatchedServer()
        server.store.thresholds.starvedAfter = .seconds(5)
        let id = self.readyTask(in: &server)
        server.watch(for: .seconds(5))
        #expect(server.store.warnings.isEmpty)
        server.watch(for: .milliseconds(500))
        #expect(server.store.isStarved(id))
    }
}
