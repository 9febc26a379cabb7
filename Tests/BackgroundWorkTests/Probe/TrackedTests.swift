import BackgroundWorkEvents
import BackgroundWorkTestKit
import TestSupport
import Testing

@testable import BackgroundWork

/// The parts of a task that the application names.
@Suite(.timeLimit(.minutes(30)))
struct TrackedTests {
    @Test func `outside of a background task a part is only called`() async throws {
        #expect(await tracked("part") { 42 } == 42)
        await #expect(throws: Refusal.self) { try await tracked("part") { () async throws(Refusal) in throw Refusal() } }
    }

    @Test func `parts in line are told with what they are part of, where they stand and how they ended`() async throws {
        let end = try await Self.end {
            try? await tracked("outer") {
                await tracked("inner") {}
                throw Refusal()
            }
        }
        let nodes = end.sample.nodes.listed
        #expect(nodes.map(\.name) == ["outer", "inner"])
        #expect(nodes.map(\.parent) == [0, 1])
        #expect(nodes.map(\.outcome) == [.failed, .succeeded])
        #expect(nodes.map(\.errorText) == ["refused", nil])
        #expect(nodes.allSatisfy { $0.location.fileID == #fileID && !$0.isEscaped && $0.deliveredAt == nil })
        #expect(nodes[0].startedAt <= nodes[1].startedAt)
        #expect(try #require(nodes[1].endedAt) <= #require(nodes[0].endedAt))
    }

    @Test func `a typed error stays typed`() async throws {
        let end = try await Self.end {
            do throws(Refusal) {
                try await tracked("part") { () async throws(Refusal) in throw Refusal() }
            } catch {
                BackgroundTaskContext.current?.annotate("caught", error.description)
            }
        }
        #expect(end.sample.annotations.map(\.value) == ["refused"])
    }

    @Test func `in async let and in every kind of group parts are part of where they were added`() async throws {
        let end = try await Self.end {
            try await tracked("root") {
                async let left: Void = tracked("let") {}
                await left
                await withTaskGroup(of: Int.self) { $0.addTrackedTask("group") { 1 } }
                try await withThrowingTaskGroup(of: Int.self) { group in
                    group.addTrackedTask("throwing") { 1 }
                    try await group.waitForAll()
                }
                await withDiscardingTaskGroup { $0.addTrackedTask("discarding") {} }
                try await withThrowingDiscardingTaskGroup { $0.addTrackedTask("throwing discarding") {} }
            }
        }
        let nodes = end.sample.nodes.listed
        #expect(nodes.map(\.name) == ["root", "let", "group", "throwing", "discarding", "throwing discarding"])
        #expect(nodes.dropFirst().allSatisfy { $0.parent == 1 && $0.outcome == .succeeded && !$0.isEscaped })
    }

    @Test func `the innermost open part is what the task is doing`() async throws {
        try await withBackgroundTasks(logger: .silent, timer: ManualTimer()) { tasks in
            let (isInside, mayEnd) = (Gate(), Gate())
            try await tasks.add("task") {
                await tracked("outer") {
                    await tracked("inner") {
                        isInside.open()
                        await mayEnd.wait()
                    }
                }
            }
            await isInside.wait()
            #expect(tasks.snapshot().live.first?.sample.nodes.innermostOpen?.name == "inner")
            mayEnd.open()
        }
    }

    @Test func `watchers hear of a part within a tenth of a second`() async throws {
        let timer = ManualTimer()
        try await withBackgroundTasks(logger: .silent, timer: timer) { tasks in
            let recorder = EventRecorder(tasks)
            let (isInside, mayEnd) = (Gate(), Gate())
            try await tasks.add("task") {
                await tracked("part") {
                    isInside.open()
                    await mayEnd.wait()
                }
            }
            await isInside.wait()
            timer.advance(by: .milliseconds(100))
            #expect(recorder.events.flatMap(\.samples).last?.nodes.listed.map(\.name) == ["part"])
            mayEnd.open()
        }
    }

    @Test func `a request to stop reaches the innermost parts first, and the task last`() async throws {
        let end = try await Self.end(cancelledWhen: 3) { isReady in
            await withDiscardingTaskGroup { group in
                group.addTrackedTask("leaf") { await Self.untilCancelled(isReady) }
                group.addTrackedTask("branch") {
                    await withDiscardingTaskGroup { group in
                        group.addTrackedTask("twig") { await Self.untilCancelled(isReady) }
                        await Self.untilCancelled(isReady)
                    }
                }
            }
        }
        let nodes = end.sample.nodes.listed
        let delivered = Dictionary(uniqueKeysWithValues: nodes.map { ($0.name, $0.deliveredAt) })
        let (leaf, twig, branch) = try (
            #require(delivered["leaf"] ?? nil), #require(delivered["twig"] ?? nil), #require(delivered["branch"] ?? nil)
        )
        let task = try #require(end.sample.deliveredAt)
        #expect(twig <= branch && branch <= task && leaf <= task)
        let requested = try #require(end.cancellation?.at)
        #expect(requested <= min(leaf, twig))
        #expect(nodes.allSatisfy { $0.outcome == .succeeded })
        #expect(try nodes.allSatisfy { try #require($0.endedAt) >= #require($0.deliveredAt) })
    }

    @Test func `a part that throws after it was cancelled was cancelled`() async throws {
        let end = try await Self.end(cancelledWhen: 1) { isReady in
            try? await tracked("part") {
                await Self.untilCancelled(isReady)
                throw CancellationError()
            }
        }
        #expect(end.sample.nodes.listed.map(\.outcome) == [.cancelled])
        #expect(end.outcome == .succeeded)
    }

    @Test(arguments: [BackgroundTasks.Configuration.Instrumentation.full, .lifecycle])
    func `a part that is opened in a task of its own has escaped, and what it says after the end is only counted`(
        instrumentation: BackgroundTasks.Configuration.Instrumentation
    ) async throws {
        let timer = ManualTimer()
        var configuration = BackgroundTasks.Configuration()
        configuration.instrumentation = instrumentation
        try await withBackgroundTasks(configuration: configuration, logger: .silent, timer: timer) { tasks in
            let recorder = EventRecorder(tasks)
            let (isInside, mayEnd, hasEnded) = (Gate(), Gate(), Gate())
            let task = try await tasks.add("task") {
                Task {
                    await tracked("escaped") {
                        isInside.open()
                        await mayEnd.wait()
                    }
                    hasEnded.open()
                }
                await isInside.wait()
            }
            _ = await task.outcome
            mayEnd.open()
            await hasEnded.wait()
            timer.advance(by: .milliseconds(100))
            let end = try #require(recorder.events.compactMap(\.end).first)
            #expect(end.sample.nodes.listed.map(\.isEscaped) == [true])
            #expect(end.sample.nodes.listed.map(\.endedAt) == [nil])
            #expect(end.sample.nodes.innermostOpen == nil)
            #expect(recorder.events.compactMap(\.lateReport) == [task.id])
            #expect(tasks.snapshot().lateReports == 1)
        }
    }

    @Test func `what goes on and on after the end of its task is told once in a tenth of a second`() async throws {
        let timer = ManualTimer()
        try await withBackgroundTasks(logger: .silent, timer: timer) { tasks in
            let recorder = EventRecorder(tasks)
            let (mayBegin, hasEnded) = (Gate(), Gate())
            let task = try await tasks.add("task") {
                Task {
                    await mayBegin.wait()
                    for _ in 0..<10_000 { await tracked("stray") {} }
                    hasEnded.open()
                }
            }
            _ = await task.outcome
            mayBegin.open()
            await hasEnded.wait()
            #expect(recorder.events.compactMap(\.lateReport).isEmpty)
            timer.advance(by: .seconds(1))
            #expect(recorder.events.compactMap(\.lateReport) == [task.id])
            #expect(tasks.snapshot().lateReports == 1)
        }
    }

    @Test(arguments: [true, false])
    func `progress and facts that are told after the end are counted as well, whether somebody watches or not`(
        isWatched: Bool
    ) async throws {
        let timer = ManualTimer()
        try await withBackgroundTasks(logger: .silent, timer: timer) { tasks in
            let recorder = isWatched ? EventRecorder(tasks) : nil
            let (mayReport, hasReported, mayAnnotate, hasAnnotated) = (Gate(), Gate(), Gate(), Gate())
            let task = try await tasks.add("task") {
                Task {
                    await mayReport.wait()
                    BackgroundTaskContext.current?.report(progress: 0.5)
                    hasReported.open()
                    await mayAnnotate.wait()
                    BackgroundTaskContext.current?.annotate("step", "late")
                    hasAnnotated.open()
                }
            }
            _ = await task.outcome
            for (may, has) in [(mayReport, hasReported), (mayAnnotate, hasAnnotated)] {
                may.open()
                await has.wait()
                timer.advance(by: .milliseconds(100))
            }
            #expect(tasks.snapshot().lateReports == 2)
            if let recorder { #expect(recorder.events.compactMap(\.lateReport) == [task.id, task.id]) }
        }
    }

    @Test func `of what is late when the last watcher goes, none is forgotten`() async throws {
        let timer = ManualTimer()
        try await withBackgroundTasks(logger: .silent, timer: timer) { tasks in
            let reader = StreamReader(tasks)
            let (mayBegin, hasEnded) = (Gate(), Gate())
            let task = try await tasks.add("task") {
                Task {
                    await mayBegin.wait()
                    await tracked("stray") {}
                    hasEnded.open()
                }
            }
            _ = await task.outcome
            mayBegin.open()
            await hasEnded.wait()
            reader.cancel()
            timer.advance(by: .seconds(1))
            #expect(tasks.snapshot().lateReports == 1)
        }
    }

    @Test func `a part on an executor of the application's own has not escaped`() async throws {
        let end = try await Self.end {
            await withTaskExecutorPreference(globalConcurrentExecutor) { await tracked("elsewhere") {} }
        }
        #expect(end.sample.nodes.listed.map(\.isEscaped) == [false])
    }

    @Test func `without a probe parts are told all the same`() async throws {
        let end = try await Self.end(instrumentation: .lifecycle) { await tracked("part") {} }
        #expect(end.sample.nodes.listed.map(\.name) == ["part"])
        #expect(end.sample.nodes.listed.map(\.isEscaped) == [false])
        #expect(end.sample.activity == nil)
    }

    @Test func `what a part throws is redacted before anybody sees it`() async throws {
        let configuration = BackgroundTasks.Configuration(redact: { _ in "hidden" })
        let end = try await Self.end(configuration: configuration) { try? await tracked("part") { throw Refusal() } }
        #expect(end.sample.nodes.listed.map(\.errorText) == ["hidden"])
    }

    /// Runs one task, and returns how watchers heard of its end.
    private static func end(
        configuration: BackgroundTasks.Configuration = .init(),
        instrumentation: BackgroundTasks.Configuration.Instrumentation = .full,
        operation: @escaping @Sendable () async throws -> Void
    ) async throws -> TaskEnd {
        var configuration = configuration
        configuration.instrumentation = instrumentation
        return try await withBackgroundTasks(configuration: configuration, logger: .silent) { tasks in
            let recorder = EventRecorder(tasks)
            _ = await (try await tasks.add("task", operation: operation)).outcome
            return try #require(recorder.events.compactMap(\.end).first)
        }
    }

    /// Runs one task, cancels it when so many of its parts have said that they are ready, and returns how watchers heard of its end.
    private static func end(
        cancelledWhen count: Int,
        operation: @escaping @Sendable (Counter) async -> Void
    ) async throws -> TaskEnd {
        try await withBackgroundTasks(logger: .silent) { tasks in
            let recorder = EventRecorder(tasks)
            let isReady = Counter()
            let task = try await tasks.add("task") { await operation(isReady) }
            while isReady.value < count { await Task.yield() }
            task.cancel()
            _ = await task.outcome
            return try #require(recorder.events.compactMap(\.end).first)
        }
    }

    private static func untilCancelled(_ isReady: Counter) async {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        isReady.count()
        // Ends when the task is cancelled, and not before.
        for await _ in stream {}
        withExtendedLifetime(continuation) {}
    }

    private struct Refusal: Error, CustomStringConvertible {
        var description: String { "refused" }
    }
}

extension TaskEvent {
    fileprivate var lateReport: BackgroundTaskID? {
        if case .lateReport(let id) = self.kind { id } else { nil }
    }
}
