import BGTopStore
import BackgroundWorkEvents
import Testing

struct NamesTests {
    private func name(_ name: String, in server: WatchedServer) throws -> NameSummary {
        try #require(server.store.names.first { $0.name == name })
    }

    @Test func `figures by name add up to those of the whole`() {
        var server = WatchedServer()
        for (index, outcome) in TaskOutcome.allCases.enumerated() {
            server.run(index + 1, "name \(index % 3)", taking: .milliseconds(10), outcome)
        }
        server.submit("name 0")
        server.cancel(server.submitAndStart("name 1"))
        let names = server.store.names
        #expect(names.count == 3)
        #expect(Array(server.store.seenNames) == names.map(\.name))
        #expect(names.map(\.running).reduce(0, +) == server.store.running)
        #expect(names.map(\.queued).reduce(0, +) == server.store.queued)
        for outcome in TaskOutcome.allCases {
            #expect(names.map { $0.finished[outcome] }.reduce(0, +) == server.store.totals[outcome])
        }
        #expect(abs(names.map(\.doneRate).reduce(0, +) - server.store.rates.finished.perSecond) < 1e-9)
        #expect(names.map(\.recentFailures).reduce(0, +) == server.store.rates.failed.count)
    }

    @Test func `run times are those of runs that succeeded unasked`() throws {
        var server = WatchedServer()
        for milliseconds in 1...100 { server.run(1, taking: .milliseconds(milliseconds)) }
        server.run(1, taking: .seconds(9), .failed)
        let asked = server.submitAndStart()
        server.cancel(asked)
        server.wait(.seconds(7))
        server.finish(asked)
        server.wait(.seconds(1))
        let run = try #require(try self.name("work", in: server).run)
        #expect(run.count == 100)
        #expect(run.longest == .milliseconds(100))
        #expect(abs(run.p50.inSeconds - 0.050) < 0.0005)
        #expect(abs(run.p95.inSeconds - 0.095) < 0.001)
        #expect(abs(run.p99.inSeconds - 0.099) < 0.001)
        #expect(try self.name("work", in: server).reaction?.longest == .seconds(7))
    }

    @Test func `waits are counted by name when tasks start`() throws {
        var server = WatchedServer()
        let id = server.submit("slow")
        server.wait(.seconds(2))
        server.start(id)
        server.wait(.seconds(1))
        #expect(try self.name("slow", in: server).wait?.longest == .seconds(2))
        #expect(try self.name("slow", in: server).run == nil)
        #expect(try self.name("slow", in: server).runs == 0)
    }

    @Test func `a share of failures is of the last minute`() throws {
        var server = WatchedServer()
        server.run(1, taking: .seconds(1), .failed)
        server.run(3, taking: .seconds(1))
        #expect(try self.name("work", in: server).failedShare == 0.25)
        server.wait(.seconds(59))
        #expect(try self.name("work", in: server).failedShare == 0)
        server.wait(.seconds(60))
        #expect(try self.name("work", in: server).failedShare == nil)
        #expect(try self.name("work", in: server).finished.failed == 1)
    }

    @Test func `names beyond the bound are counted together`() throws {
        var server = WatchedServer(retention: Retention(names: 2))
        for name in ["a", "b", "c", "d", "a"] { server.run(1, name, taking: .milliseconds(1)) }
        server.fold(.rejected(name: "e", .full))
        #expect(server.store.names.map(\.name) == ["a", "b", NameSummary.otherNames])
        #expect(server.store.names.map(\.finished.total) == [2, 1, 2])
        #expect(server.store.names.map(\.refused) == [0, 0, 1])
    }

    @Test func `durations of very many names come up to date a part at a time`() {
        var server = WatchedServer()
        for number in 0..<500 { server.run(1, "name \(number)", taking: .zero) }
        for _ in 0..<10 { server.wait(.milliseconds(100)) }
        #expect(server.store.names.allSatisfy { $0.run?.count == 1 && $0.wait?.count == 1 })
    }

    @Test func `a reaction is counted from when the request had reached the task, and from the request where nobody knows`()
        throws
    {
        var server = WatchedServer()
        for deliveredAfter in [Duration.seconds(3), nil] {
            let id = server.submitAndStart()
            server.cancel(id)
            let delivered = deliveredAfter.map { server.now + $0 }
            server.wait(.seconds(4))
            server.finish(id, .cancelled, deliveredAt: delivered)
        }
        server.wait(.seconds(1))
        let reaction = try #require(try self.name("work", in: server).reaction)
        #expect(reaction.count == 2)
        #expect(reaction.longest == .seconds(4))
        #expect(abs(reaction.p50.inSeconds - 1) < 0.01)
        #expect(abs(reaction.p99.inSeconds - 4) < 0.04)
    }

    @Test func `parts react by name, within the name of their task`() throws {
        var server = WatchedServer()
        for milliseconds in 1...100 {
            let id = server.submitAndStart("export")
            var slow = server.node(1, "upload", delivered: true)
            var fast = server.node(2, in: 1, "query", delivered: true)
            let unasked = server.node(3, "render", ended: true)
            server.wait(.milliseconds(milliseconds))
            (slow.endedAt, fast.endedAt) = (server.now, slow.startedAt + .microseconds(10))
            // A part that has heard of the request and is open has not reacted.
            let open = server.node(4, "mirror", delivered: true)
            server.finish(id, .cancelled, nodes: TaskNodes([slow, fast, unasked, open], revision: 9))
        }
        server.run(1, "other", taking: .seconds(1))
        server.wait(.seconds(1))
        let reactions = try self.name("export", in: server).nodeReactions
        #expect(reactions.map(\.name) == ["upload", "query"])
        #expect(reactions.map(\.reaction.count) == [100, 100])
        #expect(abs(reactions[0].reaction.p50.inSeconds - 0.050) < 0.001)
        #expect(abs(reactions[0].reaction.p99.inSeconds - 0.099) < 0.001)
        #expect(reactions[1].reaction.longest == .microseconds(10))
        #expect(try self.name("other", in: server).nodeReactions.isEmpty)
    }

    @Test func `parts of very many names are counted together`() throws {
        var server = WatchedServer()
        for number in 0..<40 {
            let id = server.submitAndStart()
            server.finish(id, nodes: TaskNodes([server.node(1, "part \(number)", ended: true, delivered: true)], revision: 1))
        }
        server.wait(.seconds(1))
        let reactions = try self.name("work", in: server).nodeReactions
        #expect(reactions.count == 33)
        #expect(reactions.last?.name == NodeReaction.otherNames)
        #expect(reactions.map(\.reaction.count).reduce(0, +) == 40)
    }

    @Test func `the busy share and the longest poll of a name are those of all its tasks, while they were watched`() throws {
        var server = WatchedServer()
        let lives = server.submitAndStart()
        let ends = server.submitAndStart()
        #expect(try self.name("work", in: server).busyShare == nil)
        #expect(try self.name("work", in: server).longestPoll == nil)
        server.wait(.seconds(1))
        server.see(lives, .waiting, polls: 1, long: [.milliseconds(400)])
        server.see(lives, .waiting, polls: 1, long: [.milliseconds(400)])
        #expect(try self.name("work", in: server).busyShare == 0.4)
        server.finish(ends, activity: server.activity(of: ends, .running, polls: 1, long: [.milliseconds(600)]))
        #expect(try self.name("work", in: server).busyShare == 0.5)
        server.wait(.seconds(2))
        server.see(lives, .waiting, polls: 2, long: [.milliseconds(400), .milliseconds(400)])
        #expect(try self.name("work", in: server).busyShare == 1.4 / 4)
        #expect(try self.name("work", in: server).longestPoll == .milliseconds(600))

        let seenBefore = server.live(lives, activity: server.activity(of: lives, .waiting, polls: 9, long: [.seconds(1)]))
        server.store = TaskStore()
        server.fold(.snapshot(WatchedServer.snapshot(at: server.now, live: [seenBefore])))
        #expect(try self.name("work", in: server).longestPoll == nil)
        server.wait(.seconds(1))
        server.see(lives, .waiting, polls: 10, long: [.seconds(1)])
        #expect(try self.name("work", in: server).longestPoll == nil)
    }
}
