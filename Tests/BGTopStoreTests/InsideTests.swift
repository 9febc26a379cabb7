import BGTopStore
import BackgroundWorkEvents
import Testing

/// What a row tells of what happens inside its task.
struct InsideTests {
    private func row(_ id: BackgroundTaskID, in server: WatchedServer) throws -> TaskRow {
        try #require(server.store.row(id))
    }

    @Test func `busy is a share of the time since the start, and goes on while the task is on a thread`() throws {
        var server = WatchedServer()
        let id = server.submit()
        server.wait(.seconds(5))
        #expect(try self.row(id, in: server).busyShare(at: server.now) == nil)
        server.start(id)
        server.wait(.seconds(1))
        #expect(try self.row(id, in: server).busyShare(at: server.now) == nil, "nobody has looked inside")
        server.see(id, .waiting, polls: 1, long: [.milliseconds(500)])
        #expect(try self.row(id, in: server).busyShare(at: server.now) == 0.5)
        server.wait(.seconds(1))
        #expect(try self.row(id, in: server).busyShare(at: server.now) == 0.25)
        server.see(id, .running, polls: 2, long: [.milliseconds(500), .milliseconds(500)])
        server.wait(.seconds(2))
        #expect(try self.row(id, in: server).busyShare(at: server.now) == 0.75)
        server.finish(
            id,
            activity: server.activity(of: id, .running, polls: 2, long: [.milliseconds(500), .milliseconds(2_500)])
        )
        #expect(try self.row(id, in: server).busyShare(at: server.now + .seconds(60)) == 0.75)
    }

    @Test func `children that run at the same time make a task more than busy`() throws {
        var server = WatchedServer()
        let id = server.submitAndStart()
        server.wait(.seconds(1))
        var activity = server.activity(of: id, .waiting)
        activity.nanoseconds.busy = 3_000_000_000
        server.fold(.sampled([TaskSample(id: id, progress: nil, annotations: [], activity: activity)]))
        #expect(try self.row(id, in: server).busyShare(at: server.now) == 3)
    }

    @Test func `what a task does now is its state, and the parts in which nothing else is open`() throws {
        var server = WatchedServer()
        let id = server.submit()
        #expect(try self.row(id, in: server).present == nil)
        server.start(id)
        #expect(try self.row(id, in: server).present?.state == nil, "nobody has looked inside")
        let query = server.node(1, "query")
        server.wait(.seconds(1))
        let start = server.now
        let children = [
            server.node(3, in: 2, "256px", ended: true), server.node(5, in: 2, "1024px"), server.node(4, in: 2, "512px"),
        ]
        let parts = [query, server.node(2, "resize")] + children + [server.node(6, "mirror", isEscaped: true)]
        server.see(id, .waiting, nodes: parts)
        server.wait(.seconds(3))
        let present = try #require(try self.row(id, in: server).present)
        #expect(present.state == .waiting)
        #expect(present.stateSince == start)
        #expect(present.nodes.map(\.name) == ["query", "512px", "1024px"])
        #expect(present.oldestNode == query)
        server.finish(id)
        #expect(try self.row(id, in: server).present == nil)
    }

    @Test func `whoever is innermost, open, and has heard of the request holds those above`() throws {
        var server = WatchedServer()
        let id = server.submitAndStart()
        let outer = server.node(1, "export", delivered: true)
        let inner = server.node(2, in: 1, "upload", delivered: true)
        let ended = server.node(3, in: 2, "chunk", ended: true, delivered: true)
        let other = server.node(4, "index")
        let escaped = server.node(5, "mirror", isEscaped: true, delivered: true)
        server.see(id, .waiting, nodes: [outer, inner, ended, other, escaped])
        #expect(try self.row(id, in: server).holdingNodes.isEmpty, "It has not been asked.")
        server.cancel(id)
        #expect(try self.row(id, in: server).holdingNodes.map(\.name) == ["upload"])
        let sample = TaskSample(
            id: id,
            progress: nil,
            annotations: [],
            nodes: TaskNodes([outer, inner, ended, other, escaped], revision: 6),
            deliveredAt: server.now
        )
        server.fold(.sampled([sample]))
        #expect(
            try self.row(id, in: server).holdingNodes.map(\.name) == ["upload", "index"],
            "The request has reached them all."
        )
        server.warn(id, .uncooperative)
        server.wait(.seconds(2))
        #expect(
            server.store.warnings.first { $0.rule == "ignores cancellation" }?.summary
                == "work 1 was asked to stop 2.0 s ago, and runs on in \"upload\"."
        )
        server.finish(id, .cancelled)
        #expect(try self.row(id, in: server).holdingNodes.isEmpty)
    }
}
