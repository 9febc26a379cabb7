import BackgroundWorkEvents
import Testing

@testable import BGTopStore

/// A process that tells of ever more, and ends nothing, fills nobody's memory.
struct MemoryLimitTests {
    private static let limit = 200_000
    /// A kilobyte in a field.
    private static let field = TaskDescription.Field("key", String(repeating: "v", count: 1_000))

    private var server: WatchedServer {
        var memory = MemoryLimit()
        memory.live = Self.limit
        memory.finished = Self.limit
        return WatchedServer(memory: memory)
    }

    /// Ways in which tasks that live can take ever more.
    enum Growth: CaseIterable {
        case submissions, fields, annotations, nodes, warnings, snapshots

        func grow(_ server: inout WatchedServer, step: UInt32) {
            switch self {
            case .submissions: server.submit()
            case .fields: server.submit(fields: [MemoryLimitTests.field])
            case .annotations:
                let id = server.submitAndStart()
                let annotations = Array(repeating: MemoryLimitTests.field, count: 64)
                server.fold(.sampled([TaskSample(id: id, progress: nil, annotations: annotations)]))
            case .nodes:
                let id = server.submitAndStart()
                let nodes = (1...1_000 as ClosedRange<UInt32>).map { id in
                    TaskNode(
                        id: id,
                        parent: 0,
                        name: String(repeating: "n", count: 200),
                        location: TaskDescription.SourceLocation(fileID: "A/B.swift", line: 1),
                        startedAt: server.now
                    )
                }
                let sample = TaskSample(id: id, progress: nil, annotations: [], nodes: TaskNodes(nodes, revision: 1))
                server.fold(.sampled([sample]))
            case .warnings:
                server.fold(
                    .warning(
                        TaskWarning(
                            id: server.submitAndStart(),
                            kind: .uncooperative,
                            message: String(repeating: "w", count: 4_000)
                        )
                    )
                )
            case .snapshots:
                let live = (1...UInt64(step)).map { id in
                    server.live(BackgroundTaskID(rawValue: id), fields: [MemoryLimitTests.field])
                }
                server.fold(.snapshot(WatchedServer.snapshot(at: server.now, live: live)))
            }
        }
    }

    @Test(arguments: Growth.allCases)
    func `what lives takes no more than its limit, and what is lost for that is counted`(growth: Growth) {
        var server = self.server
        var most = 0
        for step in 1...2_000 as ClosedRange<UInt32> {
            growth.grow(&server, step: step)
            most = max(most, server.store.table.footprint)
            guard !server.store.isOverfull else { break }
        }
        #expect(server.store.isOverfull)
        // By what one event can bring, and no more.
        let alive = server.store.alive
        #expect(most < 2 * Self.limit)
        for step in 1...100 as ClosedRange<UInt32> where growth != .snapshots { growth.grow(&server, step: step) }
        #expect(server.store.table.footprint == most)
        #expect(server.store.alive == alive)
        if growth != .snapshots { #expect(server.store.eventsLost >= 100) }
    }

    @Test func `what ends makes room, and is known as ever`() {
        var server = self.server
        var ids: [BackgroundTaskID] = []
        while !server.store.isOverfull { ids.append(server.submit(fields: [Self.field])) }
        let lost = server.submit()
        #expect(server.store.row(lost) == nil)
        #expect(server.store.eventsLost == 1)
        for id in ids.prefix(10) {
            server.start(id)
            server.finish(id)
        }
        #expect(server.store.row(ids[0])?.state == .ended(.succeeded))
        let next = server.submitAndStart()
        #expect(server.store.row(next)?.state == .running)
        #expect(server.store.eventsLost == 1)
    }

    @Test func `a snapshot for which there is room goes on from there`() {
        var server = self.server
        while !server.store.isOverfull { server.submit(fields: [Self.field]) }
        server.fold(.snapshot(WatchedServer.snapshot(at: server.now)))
        #expect(server.store.alive == 0)
        let id = server.submitAndStart()
        #expect(server.store.row(id)?.state == .running)
    }

    @Test func `rows that are over keep what they had until that is too much, and the last ones their outcome`() throws {
        var server = self.server
        var ids: [BackgroundTaskID] = []
        for _ in 0..<1_000 {
            let id = server.submitAndStart()
            ids.append(id)
            server.fold(.sampled([TaskSample(id: id, progress: nil, annotations: [Self.field])]))
            server.finish(id, .failed, errorText: "no")
        }
        #expect(server.store.row(ids[0])?.annotations == [Self.field])
        let last = try #require(server.store.row(ids[999]))
        #expect(last.annotations == [])
        #expect(last.errorText == "no")
        #expect(last.state == .ended(.failed))
        #expect(server.store.ended.footprint < 2 * Self.limit)
    }

    @Test func `what rows that are over take is given back as they make way`() {
        var memory = MemoryLimit()
        memory.finished = .max
        var server = WatchedServer(retention: Retention(succeededRows: 10, unsuccessfulRows: 10), memory: memory)
        for step in 0..<100 {
            let id = server.submitAndStart()
            server.fold(.sampled([TaskSample(id: id, progress: nil, annotations: [Self.field])]))
            server.finish(id, step % 2 == 0 ? .succeeded : .failed)
        }
        let rows = [server.store.ended.succeeded, server.store.ended.unsuccessful].flatMap(\.self)
        #expect(rows.count == 20)
        #expect(server.store.ended.footprint == rows.reduce(0) { $0 + $1.footprint })
    }

    @Test func `a task keeps 64 nodes, and the rest is counted`() throws {
        var server = WatchedServer()
        Growth.nodes.grow(&server, step: 1)
        let row = try #require(server.store.live.first)
        #expect(row.nodes.listed.count == 64)
        #expect(row.nodes.omitted == 1_000 - 64)
    }
}
