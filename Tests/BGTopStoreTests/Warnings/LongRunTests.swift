import BGTopStore
import BackgroundWorkEvents
import Testing

/// That a task runs on while there is nothing with which it could be compared.
struct LongRunTests {
    private func warning(_ server: WatchedServer) -> RowWarning? {
        server.store.warnings.first { $0.rule == "long run" }
    }

    @Test func `on a server that has done nothing yet whoever runs for ten seconds is named`() throws {
        var server = WatchedServer()
        let id = server.submitAndStart("sync-ledger")
        server.watch(for: .seconds(9))
        #expect(self.warning(server) == nil)
        server.watch(for: .seconds(1))
        let warning = try #require(self.warning(server))
        #expect(
            warning.summary == "sync-ledger 1 has run for 10.0 s; none of its name has been seen to succeed."
        )
        #expect(warning.severity == .notice, "It may be long by nature.")
        #expect(warning.task == id)
        #expect(server.store.headline.task == id)
        server.report(0.5, by: id)
        #expect(self.warning(server) == nil, "It gets on.")
    }

    @Test func `one is compared with the few of its name that have succeeded`() throws {
        var server = WatchedServer()
        server.run(1, "sync-ledger", taking: .seconds(4))
        server.run(1, "sync-ledger", taking: .seconds(40), .failed)
        server.submitAndStart("sync-ledger")
        server.watch(for: .seconds(11))
        #expect(self.warning(server) == nil)
        server.watch(for: .seconds(1))
        let summary = try #require(self.warning(server)).summary
        #expect(summary.hasSuffix("; the one of its name that succeeded took 4.0 s."))
        server.run(1, "sync-ledger", taking: .seconds(1))
        server.watch(for: .seconds(1))
        let later = try #require(self.warning(server)).summary
        #expect(later.hasSuffix("; the 2 of its name that succeeded took 4.0 s at most."))
    }

    @Test func `where there is something to compare with, others speak`() {
        var server = WatchedServer()
        server.run(20, taking: .seconds(10))
        server.wait(.seconds(1))
        for name in ["work", "unknown"] { server.see(server.submitAndStart(name), .waiting, polls: 1) }
        server.watch(for: .seconds(29))
        #expect(server.store.warnings.isEmpty)
        server.watch(for: .seconds(2))
        #expect(!server.store.warnings.isEmpty && self.warning(server) == nil)
    }

    @Test func `of names that are counted together nobody knows how many of one have ended`() {
        var server = WatchedServer(retention: Retention(names: 1))
        server.run(1, "first", taking: .seconds(1))
        server.submitAndStart("second")
        server.watch(for: .seconds(60))
        #expect(server.store.warnings.isEmpty)
    }

    @Test func `the oldest stands for all`() throws {
        var server = WatchedServer()
        let ids = ["a", "b", "a"].map { server.submitAndStart($0) }
        server.watch(for: .seconds(11))
        let warning = try #require(self.warning(server))
        #expect(warning.count == 3)
        #expect(warning.task == ids[0])
    }
}
