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
}
