import BGTopStore
import BackgroundWork
import BackgroundWorkEvents
import BackgroundWorkTestKit
import Logging
import Testing

/// What a viewer knows of a real task with parts, from the task to the row.
@Suite(.timeLimit(.minutes(30)))
struct RealTreeTests {
    private static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    @Test func `of a tree that is cancelled, exactly the leaf that ignores it holds it, and each time is true`()
        async throws
    {
        let timer = ManualTimer()
        try await withBackgroundTasks(logger: Self.silent, timer: timer) { tasks in
            let recorder = EventRecorder(tasks)
            let (mayCleanUp, mayFlush) = (Gate(), Gate())
            let task = try await tasks.add("import") {
                try await withThrowingDiscardingTaskGroup { group in
                    group.addTrackedTask("fetch") {
                        try await withThrowingDiscardingTaskGroup { group in
                            group.addTrackedTask("parse") { try await Gate().waitUnlessCancelled() }
                            group.addTrackedTask("download") {
                                try? await Gate().waitUnlessCancelled()
                                await mayCleanUp.wait()
                            }
                        }
                    }
                    group.addTrackedTask("store") { await tracked("flush") { await mayFlush.wait() } }
                }
            }
            await Self.wait(for: tasks) { $0.nodes.listed.count == 5 && $0.activity?.state == .waiting }
            timer.advance(by: .milliseconds(100))
            let requestedAt = timer.now
            task.cancel()
            await Self.wait(for: tasks) { $0.deliveredAt != nil && $0.nodes.listed.count { $0.isOpen } == 4 }

            // Nobody is late yet; two parts hold the task.
            timer.advance(by: .milliseconds(400))
            var row = try #require(Self.store(of: recorder, at: timer.now).row(task.id))
            #expect(Set(row.holdingNodes.map(\.name)) == ["download", "flush"])
            #expect(!row.isUncooperative)
            mayCleanUp.open()
            await Self.wait(for: tasks) { $0.nodes.listed.count { $0.isOpen } == 2 }
            let cleanedUpAt = timer.now

            timer.advance(by: .seconds(1))
            row = try #require(Self.store(of: recorder, at: timer.now).row(task.id))
            #expect(row.holdingNodes.map(\.name) == ["flush"])
            #expect(row.isUncooperative)
            #expect(row.cancellation == CancellationRequest(cause: .handle, at: requestedAt))
            #expect(row.deliveredAt == requestedAt)
            #expect(row.nodes.listed.allSatisfy { $0.deliveredAt == requestedAt })
            let ended = Dictionary(uniqueKeysWithValues: row.nodes.listed.map { ($0.name, $0.endedAt) })
            #expect(ended == ["parse": requestedAt, "download": cleanedUpAt, "fetch": cleanedUpAt, "store": nil, "flush": nil])

            timer.advance(by: .seconds(2))
            mayFlush.open()
            #expect(await task.outcome.kind == .cancelled)
            row = try #require(Self.store(of: recorder, at: timer.now).row(task.id))
            #expect(row.holdingNodes.isEmpty)
            #expect(row.nodes.listed.filter { $0.endedAt == timer.now }.map(\.name).sorted() == ["flush", "store"])
            #expect(row.isUncooperative, "what ignored a request stays marked")
        }
    }

    /// A store that has heard all that was told until now.
    private static func store(of recorder: EventRecorder, at now: TaskInstant) -> TaskStore {
        var store = TaskStore()
        for event in recorder.events { store.fold(event) }
        store.advance(to: now)
        return store
    }

    /// Suspends until the one task that lives has come so far.
    private static func wait(for tasks: BackgroundTasks, until isThere: (TaskSample) -> Bool) async {
        while let task = tasks.snapshot().live.first, !isThere(task.sample) { await Task.yield() }
    }
}
