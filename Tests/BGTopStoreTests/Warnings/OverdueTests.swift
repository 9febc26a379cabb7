import BGTopStore
import BackgroundWorkEvents
import Testing

/// That a task runs on and on, while it shows signs of life.
struct OverdueTests {
    /// Twenty runs of `work`, and twenty of `other`, which take a second and four.
    private func server() -> WatchedServer {
        var server = WatchedServer()
        server.run(20, taking: .seconds(1))
        server.run(20, "other", taking: .seconds(4))
        server.wait(.seconds(1))
        return server
    }

    /// Lets time pass in which the task polls now and then, as one does that loops.
    private func loop(_ id: BackgroundTaskID, for seconds: Int, in server: inout WatchedServer) {
        for _ in 0..<seconds * 2 {
            server.wait(.milliseconds(500))
            server.see(id, .waiting, polls: 2)
        }
    }

    private func warning(_ server: WatchedServer) -> RowWarning? {
        server.store.warnings.first { $0.rule == "overdue" }
    }

    @Test func `a task that takes three times as long as any of its name is named, but not within ten seconds`() throws {
        var server = self.server()
        let id = server.submitAndStart()
        self.loop(id, for: 9, in: &server)
        #expect(self.warning(server) == nil)
        self.loop(id, for: 1, in: &server)
        let warning = try #require(self.warning(server))
        #expect(warning.summary == "work 41 has run for 10.0 s; no run of its name took longer than 1.0 s.")
        #expect(warning.task == id)
        #expect(server.store.headline.task == id)
        server.finish(id)
        #expect(self.warning(server) == nil)
    }

    @Test func `what is slow by nature has more time`() {
        var server = self.server()
        let id = server.submitAndStart("other")
        self.loop(id, for: 11, in: &server)
        #expect(self.warning(server) == nil)
        self.loop(id, for: 1, in: &server)
        #expect(self.warning(server) != nil)
    }

    @Test func `of a name of which none has ended, one is compared with what most others took`() throws {
        var server = self.server()
        // The one in a hundred that takes long does not count.
        server.run(1, "slow", taking: .seconds(40))
        server.run(60, taking: .seconds(1))
        server.wait(.seconds(1))
        let id = server.submitAndStart("hang")
        self.loop(id, for: 11, in: &server)
        #expect(self.warning(server) == nil)
        self.loop(id, for: 2, in: &server)
        let summary = try #require(self.warning(server)).summary
        let comparison = "99 in 100 of all others took less than 4.0 s, and none of its name has been seen to end"
        #expect(summary == "hang 102 has run for 13.0 s; \(comparison).")
    }

    @Test func `where hardly anything has ended nothing is long`() {
        var server = WatchedServer()
        server.run(19, taking: .milliseconds(10))
        server.wait(.seconds(1))
        let id = server.submitAndStart("hang")
        self.loop(id, for: 60, in: &server)
        #expect(self.warning(server) == nil)
    }

    @Test func `a name of which few have ended is left alone`() {
        var server = self.server()
        server.run(3, "rare", taking: .seconds(1))
        server.wait(.seconds(1))
        let id = server.submitAndStart("rare")
        self.loop(id, for: 60, in: &server)
        #expect(self.warning(server) == nil)
    }

    @Test func `what says how far it is gets on`() {
        var server = self.server()
        let id = server.submitAndStart()
        for step in 1...6 {
            server.wait(.seconds(1))
            server.report(Double(step) / 10, by: id)
            self.loop(id, for: 8, in: &server)
        }
        #expect(self.warning(server) == nil)
        self.loop(id, for: 22, in: &server)
        #expect(self.warning(server) != nil)
    }

    @Test func `so does what goes from part to part`() {
        var server = self.server()
        let id = server.submitAndStart()
        server.watch(for: .seconds(11))
        #expect(self.warning(server) != nil)
        server.see(id, .waiting, nodes: [server.node(1, "upload")])
        #expect(self.warning(server) == nil)
        self.loop(id, for: 29, in: &server)
        #expect(self.warning(server) == nil)
        self.loop(id, for: 1, in: &server)
        #expect(self.warning(server) != nil)
    }

    @Test func `what is queued hides nobody who runs, however much of it is older`() {
        var server = self.server()
        for _ in 0..<5_000 { server.submit("not urgent") }
        let id = server.submitAndStart()
        self.loop(id, for: 11, in: &server)
        #expect(self.warning(server)?.task == id)
    }

    @Test func `nor do those who run for long and may, however many they are`() {
        var server = self.server()
        server.run(20, "stream", taking: .seconds(3_600))
        for _ in 0..<1_000 { server.submitAndStart("stream") }
        let id = server.submitAndStart()
        self.loop(id, for: 13, in: &server)
        #expect(self.warning(server)?.task == id)
        #expect(self.warning(server)?.count == 1)
    }

    @Test func `a crowd of which another rule speaks hides nobody either, nor is it counted`() {
        var server = self.server()
        let crowd = (0..<600).map { _ in server.submitAndStart() }
        for id in crowd { server.see(id, .waiting) }
        server.watch(for: .seconds(50))
        let id = server.submitAndStart()
        self.loop(id, for: 13, in: &server)
        #expect(self.warning(server)?.task == id)
        #expect(self.warning(server)?.count == 1)
        #expect(server.store.warnings.first { $0.rule == "stuck" }?.count == 600)
    }

    @Test func `of what was there before anybody watched, nobody knows whether others of its name have ended`() {
        var server = WatchedServer()
        let old = LiveTask(
            task: TaskDescription(
                id: 1,
                name: "session",
                location: .init(fileID: "Server/Work.swift", line: 1),
                submittedAt: server.now.advanced(by: .seconds(-3_600))
            ),
            state: .running,
            rank: 1,
            startedAt: server.now.advanced(by: .seconds(-3_600)),
            cancellation: nil,
            sample: TaskSample(id: 1, progress: nil, annotations: [])
        )
        server.fold(.snapshot(WatchedServer.snapshot(at: server.now, live: [old])))
        server.watch(for: .seconds(9))
        #expect(server.store.warnings.isEmpty)
        server.watch(for: .seconds(1))
        #expect(server.store.warnings.map(\.rule) == ["long run"])
    }

    @Test func `who may wait for Swift's pool while that takes no work is not to blame, nor is it for the time after`() {
        var server = self.server()
        let id = server.submitAndStart()
        server.see(id, .waiting)
        server.stickGlobalPool(priority: 21)
        server.watch(for: .seconds(60))
        #expect(server.store.warnings.map(\.rule) == ["Swift's pool held up"])
        server.freePool()
        #expect(server.store.warnings.isEmpty)
        self.loop(id, for: 9, in: &server)
        #expect(self.warning(server) == nil)
        self.loop(id, for: 2, in: &server)
        #expect(self.warning(server)?.task == id)
    }

    @Test func `what runs after a response has run since that was over`() {
        var server = self.server()
        server.run(20, "slow", taking: .seconds(20))
        let id = server.submitAndStart("slow")
        server.see(id, .waiting, nodes: [server.node(1, "await-response")])
        self.loop(id, for: 600, in: &server)
        #expect(self.warning(server) == nil)
        server.see(id, .waiting, polls: 2, nodes: [server.node(1, "await-response", ended: true)], revision: 2)
        self.loop(id, for: 59, in: &server)
        #expect(self.warning(server) == nil)
        self.loop(id, for: 1, in: &server)
        #expect(self.warning(server)?.task == id)
    }

    @Test func `others speak of what was asked to stop, holds a thread or gives no sign of life`() {
        var server = self.server()
        let asked = server.submitAndStart()
        let holder = server.submitAndStart()
        let silent = server.submitAndStart()
        server.see(silent, .waiting)
        server.cancel(asked)
        let thread = PoolStatus.BlockedThread(task: holder, since: server.now)
        server.fold(.pools([PoolStatus(pool: .library, width: 2, busy: 1, lag: .zero, blockedThreads: [thread])]))
        server.watch(for: .seconds(50))
        #expect(Set(server.store.warnings.map(\.rule)) == ["thread held", "stuck"])
    }

    @Test func `time in which the pool was blocked, or the process stood still, counts for nobody`() {
        var server = self.server()
        let id = server.submitAndStart()
        let since = server.now
        server.fold(.pools([PoolStatus(pool: .library, width: 1, busy: 1, lag: .seconds(1), blockedSince: since)]))
        server.watch(for: .seconds(30))
        #expect(self.warning(server) == nil)
        server.freePool()
        self.loop(id, for: 9, in: &server)
        #expect(self.warning(server) == nil)
        server.wait(.seconds(3_600))
        self.loop(id, for: 9, in: &server)
        #expect(self.warning(server) == nil)
        self.loop(id, for: 1, in: &server)
        #expect(self.warning(server) != nil)
    }

    @Test func `the one that has run longest stands for all`() throws {
        var server = self.server()
        let first = server.submitAndStart()
        server.wait(.seconds(1))
        let second = server.submitAndStart()
        for _ in 0..<24 {
            server.wait(.milliseconds(500))
            server.see(first, .waiting, polls: 2)
            server.see(second, .waiting, polls: 2)
        }
        let warning = try #require(self.warning(server))
        #expect(warning.count == 2)
        #expect(warning.task == first)
    }
}
