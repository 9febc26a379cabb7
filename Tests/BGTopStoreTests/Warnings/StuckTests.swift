import BGTopStore
import BackgroundWorkEvents
import Testing

struct StuckTests {
    /// A server that has seen runs of `work`, each of a second.
    private func server(runs: Int) -> WatchedServer {
        var server = WatchedServer()
        server.run(runs, taking: .seconds(1))
        return server
    }

    private func waitingTask(in server: inout WatchedServer, _ name: String = "work", nodes: [String] = []) -> BackgroundTaskID
    {
        let id = server.submitAndStart(name)
        server.watch(for: .milliseconds(100))
        let nodes = nodes.enumerated().map { server.node(UInt32($0 + 1), $1) }
        server.see(id, .waiting, polls: 3, nodes: nodes)
        return id
    }

    /// Who runs on and on for that alone is told by another rule.
    private func stuck(_ server: WatchedServer) -> [RowWarning] {
        server.store.warnings.filter { $0.rule == "stuck" }
    }

    @Test func `who waits for far longer than any run of his name took is stuck`() throws {
        var server = self.server(runs: 20)
        let id = self.waitingTask(in: &server, nodes: ["bank"])
        server.watch(for: .seconds(29))
        #expect(self.stuck(server).isEmpty)
        server.watch(for: .seconds(12))
        #expect(server.store.warnings.count == 1, "There is one warning about one trouble.")
        let warning = try #require(self.stuck(server).first)
        #expect(warning.summary == "work 21 has waited in \"bank\" for 41 s; no run of its name took longer than 1.0 s.")
        #expect(warning.severity == .warning)
        #expect(warning.task == id)
        #expect(server.store.isStuck(id))
        server.see(id, .running, polls: 4)
        #expect(self.stuck(server).isEmpty)
        #expect(!server.store.isStuck(id))
    }

    @Test func `who waits for a response to be over waits for somebody's download, and is not stuck before that`() {
        var server = self.server(runs: 20)
        let id = self.waitingTask(in: &server, nodes: ["await-response"])
        server.watch(for: .seconds(600))
        #expect(server.store.warnings.isEmpty)
        server.see(id, .waiting, polls: 4, nodes: [server.node(1, "await-response", ended: true)], revision: 2)
        server.watch(for: .seconds(29))
        #expect(server.store.warnings.isEmpty)
        server.watch(for: .seconds(12))
        #expect(server.store.warnings.map(\.rule) == ["stuck"])
    }

    @Test func `a long sleep is nothing, where the name's history says no other`() {
        var server = self.server(runs: 19)
        _ = self.waitingTask(in: &server)
        _ = self.waitingTask(in: &server, "nobody knows me")
        server.watch(for: .seconds(600))
        // That it says nothing is worth knowing, and no more.
        #expect(server.store.warnings.map(\.severity) == [.notice])
    }

    @Test func `a name that takes long may take long`() {
        var server = WatchedServer()
        server.run(20, "nightly", taking: .seconds(300))
        _ = self.waitingTask(in: &server, "nightly")
        server.watch(for: .seconds(890))
        #expect(server.store.warnings.isEmpty)
        server.watch(for: .seconds(30))
        #expect(server.store.warnings.map(\.rule) == ["stuck"])
    }

    @Test func `runs that failed or were asked to stop are no history`() {
        var server = self.server(runs: 15)
        server.run(5, taking: .milliseconds(10), .cancelled)
        _ = self.waitingTask(in: &server)
        server.watch(for: .seconds(120))
        #expect(server.store.warnings.map(\.rule) == ["long run"])
    }

    @Test func `who wakes up now and then is not stuck`() {
        var server = self.server(runs: 20)
        let id = self.waitingTask(in: &server)
        for round in 4...20 {
            server.watch(for: .seconds(25))
            server.see(id, .waiting, polls: UInt64(round))
            #expect(self.stuck(server).isEmpty)
        }
    }

    @Test func `who says how far he is, or goes from part to part, is not stuck`() {
        var server = self.server(runs: 20)
        let speaker = self.waitingTask(in: &server)
        let worker = self.waitingTask(in: &server)
        let waiting = server.activity(of: worker, .waiting, polls: 3)
        var nodes: [TaskNode] = []
        for round in 1...10 {
            server.watch(for: .seconds(20))
            server.report(Double(round) / 20, by: speaker)
            nodes.append(server.node(UInt32(round), "part", ended: true))
            let sample = TaskSample(
                id: worker,
                progress: nil,
                annotations: [],
                activity: waiting,
                nodes: TaskNodes(nodes, revision: UInt32(round))
            )
            server.fold(.sampled([sample]))
            #expect(server.store.warnings.isEmpty)
        }
        server.watch(for: .seconds(45))
        #expect(server.store.warnings.map(\.count) == [2], "Now both have fallen silent.")
    }

    @Test func `of who was asked to stop another rule speaks`() {
        var server = self.server(runs: 20)
        let id = self.waitingTask(in: &server)
        server.watch(for: .seconds(45))
        #expect(server.store.warnings.map(\.rule) == ["stuck"])
        server.cancel(id)
        #expect(server.store.warnings.isEmpty)
        server.watch(for: .seconds(45))
        #expect(server.store.warnings.isEmpty)
    }

    @Test func `a stop of the whole process does not count as waiting`() {
        var server = self.server(runs: 20)
        let id = self.waitingTask(in: &server)
        server.watch(for: .seconds(20))
        server.wait(.seconds(600))
        server.watch(for: .seconds(20))
        #expect(self.stuck(server).isEmpty)
        server.watch(for: .seconds(25))
        #expect(self.stuck(server).map(\.task) == [id])
    }

    @Test(arguments: [PoolStatus.Pool.library, .global(priority: 21)])
    func `time in which a pool took no work counts for nobody who may have waited for it`(pool: PoolStatus.Pool) {
        var server = self.server(runs: 20)
        let id = self.waitingTask(in: &server)
        server.watch(for: .seconds(20))
        server.fold(.pools([PoolStatus(pool: pool, width: nil, busy: nil, lag: .seconds(1), blockedSince: server.now)]))
        server.watch(for: .seconds(60))
        #expect(self.stuck(server).isEmpty)
        server.freePool()
        server.watch(for: .seconds(9))
        #expect(self.stuck(server).isEmpty)
        server.watch(for: .seconds(12))
        #expect(self.stuck(server).map(\.task) == [id])
    }

    @Test func `a pool that takes no work for a moment now and then excuses nobody for good`() {
        var server = self.server(runs: 20)
        let id = self.waitingTask(in: &server)
        for _ in 0..<5 {
            server.watch(for: .seconds(9))
            server.stickGlobalPool(priority: 21)
            server.watch(for: .seconds(1))
            server.freePool()
        }
        #expect(self.stuck(server).map(\.task) == [id])
        server.stickGlobalPool(priority: 25)
        server.freePool()
        #expect(self.stuck(server).map(\.task) == [id], "It is not forgotten when some pool takes work again.")
    }

    @Test func `that Swift's pool takes no work of another priority excuses nobody`() {
        var server = self.server(runs: 20)
        let id = self.waitingTask(in: &server)
        server.stickGlobalPool(priority: 25)
        server.watch(for: .seconds(42))
        #expect(self.stuck(server).map(\.task) == [id])
    }

    @Test func `who has ended is not stuck, nor is who waits in the queue`() {
        var server = self.server(runs: 20)
        let id = self.waitingTask(in: &server)
        server.watch(for: .seconds(45))
        #expect(server.store.warnings.count == 1)
        server.finish(id)
        #expect(server.store.warnings.isEmpty)
        server.submit()
        server.watch(for: .seconds(120))
        #expect(server.store.warnings.isEmpty)
    }

    @Test func `a longer run than any before makes others look less stuck`() {
        var server = self.server(runs: 20)
        let id = self.waitingTask(in: &server)
        let slow = server.submitAndStart()
        server.watch(for: .seconds(45))
        #expect(server.store.isStuck(id))
        server.finish(slow)
        server.watch(for: .seconds(12))
        #expect(server.store.warnings.isEmpty)
    }

    @Test func `names that are counted together have no history`() {
        var server = WatchedServer(retention: Retention(names: 1))
        server.run(1, "first", taking: .seconds(1))
        server.run(30, "second", taking: .seconds(1))
        _ = self.waitingTask(in: &server, "third")
        server.watch(for: .seconds(120))
        #expect(server.store.warnings.isEmpty)
    }
}
