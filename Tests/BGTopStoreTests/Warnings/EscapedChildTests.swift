import BGTopStore
import BackgroundWorkEvents
import Testing

struct EscapedChildTests {
    @Test func `a part that runs outside of its task is told while it runs, and for a minute`() throws {
        var server = WatchedServer()
        let id = server.submitAndStart("upload")
        let open = server.node(1, "mirror", isEscaped: true)
        server.see(id, .waiting, nodes: [open])
        server.watch(for: .seconds(120))
        let warning = try #require(server.store.warnings.first)
        #expect(warning.rule == "escaped child")
        #expect(warning.summary == "Part \"mirror\" of upload 1 runs outside of it, in a Task of its own.")
        #expect(warning.count == 1)
        #expect(warning.task == id)
        var ended = open
        ended.endedAt = server.now
        server.see(id, .waiting, polls: 2, nodes: [ended], revision: 2)
        server.watch(for: .seconds(59))
        #expect(server.store.warnings.first?.rule == "escaped child")
        server.watch(for: .seconds(2))
        #expect(
            server.store.warnings.map(\.rule) == ["long run"],
            "a task that lives on with what was long ago, and may be long"
        )
    }

    @Test func `a part that is open when its task ends has outlived it`() throws {
        var server = WatchedServer()
        let id = server.submitAndStart("upload")
        server.watch(for: .seconds(1))
        server.finish(id, nodes: TaskNodes([server.node(1, "thumbnail", ended: true), server.node(2, "mirror")], revision: 3))
        let warning = try #require(server.store.warnings.first)
        #expect(warning.summary == "Part \"mirror\" of upload 1 still ran when the task had ended.")
        #expect(warning.task == id)
        server.watch(for: .seconds(61))
        #expect(server.store.warnings.isEmpty)
    }

    @Test func `several tasks are counted, and the one that goes on comes first`() {
        var server = WatchedServer()
        let ended = server.submitAndStart("upload")
        server.finish(ended, nodes: TaskNodes([server.node(1, "mirror")], revision: 1))
        let live = server.submitAndStart("upload")
        server.see(
            live,
            .waiting,
            nodes: [server.node(1, "index", isEscaped: true), server.node(2, "mirror", isEscaped: true)]
        )
        #expect(server.store.warnings.map(\.count) == [2])
        #expect(server.store.warnings.map(\.task) == [live])
    }

    @Test func `parts that end inside their task are children, however many and however deep`() {
        var server = WatchedServer()
        let id = server.submitAndStart()
        let open = (1...64).map { server.node(UInt32($0), in: UInt32($0 / 2), "part") }
        server.see(id, .waiting, nodes: open)
        #expect(server.store.warnings.isEmpty)
        let ended = open.map { node in
            var node = node
            node.endedAt = server.now
            return node
        }
        server.finish(id, nodes: TaskNodes(ended, omitted: 9, revision: 200))
        #expect(server.store.warnings.isEmpty)
    }

    @Test func `a task whose end was lost says nothing of its parts`() {
        var server = WatchedServer()
        let id = server.submitAndStart()
        let escaped = server.submitAndStart()
        server.see(id, .waiting, nodes: [server.node(1, "query")])
        server.see(escaped, .waiting, nodes: [server.node(1, "mirror", isEscaped: true)])
        #expect(server.store.warnings.map(\.task) == [escaped])
        server.fold(.gap(lost: 2))
        server.fold(.snapshot(WatchedServer.snapshot(at: server.now)))
        #expect(server.store.row(id)?.state == .lost)
        #expect(server.store.warnings.isEmpty)
    }

    @Test func `a snapshot tells of parts that run outside`() {
        var server = WatchedServer()
        let id = server.submitAndStart("upload")
        let live = server.live(id, "upload", nodes: [server.node(1, "mirror", isEscaped: true)])
        server.store = TaskStore()
        server.fold(.snapshot(WatchedServer.snapshot(at: server.now, live: [live])))
        #expect(server.store.warnings.map(\.rule) == ["escaped child"])
    }
}
