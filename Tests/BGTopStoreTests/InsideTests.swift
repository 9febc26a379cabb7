import BGTopStore
import BackgroundWorkEvents
import Testing

/// What a row tells of what happens inside its task.
struct InsideTests {
    private func row(_ id: BackgroundTaskID, in server: WatchedServer) throws -> TaskRow {
        try #require(server.store.row(id))
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
