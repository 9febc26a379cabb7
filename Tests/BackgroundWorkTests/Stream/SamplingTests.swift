import BackgroundWorkEvents
import BackgroundWorkTestKit
import TestSupport
import Testing

@testable import BackgroundWork

/// What tasks say of themselves, and how it reaches watchers: ten times a second at most, and not at all where nobody watches.
@Suite(.timeLimit(.minutes(30)))
struct SamplingTests {
    let timer = ManualTimer()

    /// Runs a task that says something, and tells what watchers had heard of it a tenth of a second later, while it still ran.
    private func sample(of say: @escaping @Sendable (BackgroundTaskContext) -> Void) async throws -> [TaskSample] {
        try await withAuditedTasks(timer: self.timer) { tasks, recorder in
            let (said, mayEnd) = (Gate(), Gate())
            try await tasks.add("task") {
                say(try #require(BackgroundTaskContext.current))
                said.open()
                await mayEnd.wait()
            }
            await said.wait()
            self.timer.advance(by: .milliseconds(100))
            mayEnd.open()
            return recorder.events.flatMap(\.samples)
        }
    }

    @Test func `progress reaches watchers within a tenth of a second`() async throws {
        let samples = try await self.sample { $0.report(progress: 0.25) }
        #expect(samples.map(\.progress?.fraction) == [0.25])
        #expect(samples.map(\.id) == [1])
    }

    @Test func `of many reports watchers hear the last`() async throws {
        let samples = try await self.sample { context in
            for step in 0...100 { context.report(progress: Double(step) / 200) }
        }
        #expect(samples.map(\.progress?.fraction) == [0.5])
    }

    @Test(arguments: [(-1, 0), (7, 1), (Double.infinity, 1), (-Double.infinity, 0)])
    func `progress outside of 0 to 1 is clamped`(reported: Double, heard: Double) async throws {
        let samples = try await self.sample { $0.report(progress: reported) }
        #expect(samples.map(\.progress?.fraction) == [heard])
    }

    @Test func `progress that is not a number is ignored`() async throws {
        let samples = try await self.sample { context in
            context.report(progress: 0.5)
            context.report(progress: .nan)
        }
        #expect(samples.map(\.progress?.fraction) == [0.5])
    }

    @Test func `an annotation replaces an earlier one of its key, and keeps its place`() async throws {
        let samples = try await self.sample { context in
            context.annotate("step", "download")
            context.annotate("attempt", "1")
            context.annotate("step", "resize")
        }
        #expect(samples.map(\.annotations) == [[.init("step", "resize"), .init("attempt", "1")]])
    }

    @Test func `keys beyond the maximum are ignored, and known ones still change`() async throws {
        let samples = try await self.sample { context in
            for index in 0..<40 { context.annotate("key \(index)", "old") }
            context.annotate("key 0", "new")
            context.annotate("key 39", "new")
        }
        let annotations = try #require(samples.first).annotations
        #expect(annotations.count == BackgroundTaskContext.maximumAnnotations)
        #expect(annotations.first == .init("key 0", "new"))
        #expect(annotations.last == .init("key 31", "old"))
    }

    @Test func `of very many tasks each is told once, and not all of them in one breath`() async throws {
        try await withAuditedTasks(timer: self.timer) { tasks, recorder in
            let (said, mayEnd) = (Counter(), Gate())
            for _ in 0..<1_000 {
                try await tasks.add("task") {
                    BackgroundTaskContext.current?.report(progress: 0.5)
                    said.count()
                    await mayEnd.wait()
                }
            }
            while said.value < 1_000 { await Task.yield() }
            self.timer.advance(by: .milliseconds(100))
            let samples = recorder.events.map(\.samples).filter { !$0.isEmpty }
            mayEnd.open()
            #expect(samples.map(\.count).max() == 256)
            #expect(samples.flatMap(\.self).map(\.id).sorted() == (1...1_000).map { BackgroundTaskID(rawValue: $0) })
        }
    }

    @Test func `watchers hear nothing of a task that has nothing new to say`() async throws {
        // With one thread whoever runs next has seen the step before to its very end, which is told after the task has come to wait.
        try await withAuditedTasks(configuration: .init(poolWidth: 1), timer: self.timer) { tasks, recorder in
            let (said, mayEnd) = (Gate(), Gate())
            try await tasks.add("task") {
                BackgroundTaskContext.current?.report(progress: 0.5)
                said.open()
                await mayEnd.wait()
            }
            await said.wait()
            // That it has come to wait is news, too, and has to be told with the rest.
            while tasks.snapshot().live.first?.sample.activity?.state != .waiting { await Task.yield() }
            #expect(await (try await tasks.add("next") {}).outcome.kind == .succeeded)
            self.timer.advance(by: .seconds(5))
            mayEnd.open()
            #expect(recorder.events.flatMap(\.samples).map(\.id) == [1])
        }
    }

    @Test func `a task that nobody has a thread to begin is told to wait for one, and for how long`() async throws {
        let configuration = BackgroundTasks.Configuration(poolWidth: 1)
        try await withAuditedTasks(configuration: configuration, timer: self.timer) { tasks, recorder in
            let (holds, mayReturn) = (Gate(), ThreadGate())
            try await tasks.add("holds the thread") {
                holds.open()
                mayReturn.block()
            }
            await holds.wait()
            let waiting = try await tasks.add("waits for it") {}
            self.timer.advance(by: .milliseconds(100))
            let snapshot = tasks.snapshot().live.last?.sample
            mayReturn.open()
            for sample in [snapshot, recorder.events.flatMap(\.samples).last { $0.id == waiting.id }] {
                let activity = try #require(sample?.activity)
                #expect(activity.state == .ready)
                #expect(activity.ready == .milliseconds(100))
                #expect(activity.polls == 0)
            }
        }
    }

    @Test func `that a request to stop has reached a task is told, although the task does nothing more`() async throws {
        try await withAuditedTasks(timer: self.timer) { tasks, recorder in
            let mayEnd = Gate()
            let task = try await tasks.add("task") { await mayEnd.wait() }
            while tasks.snapshot().live.first?.sample.activity?.state != .waiting { await Task.yield() }
            self.timer.advance(by: .seconds(1))
            task.cancel()
            while recorder.events.flatMap(\.samples).last?.deliveredAt == nil {
                self.timer.advance(by: .milliseconds(100))
                await Task.yield()
            }
            mayEnd.open()
        }
    }

    @Test func `the last that a task says is part of its end, and is not sampled after it`() async throws {
        try await withAuditedTasks(timer: self.timer) { tasks, recorder in
            let task = try await tasks.add("task") {
                BackgroundTaskContext.current?.report(progress: 0.75)
                BackgroundTaskContext.current?.annotate("step", "last")
            }
            _ = await task.outcome
            self.timer.advance(by: .seconds(1))
            let ends = recorder.events.compactMap(\.end)
            #expect(ends.map(\.sample.progress?.fraction) == [0.75])
            #expect(ends.map(\.sample.annotations) == [[.init("step", "last")]])
            #expect(recorder.events.flatMap(\.samples).isEmpty)
        }
    }

    @Test func `who comes to watch later begins with all that was said`() async throws {
        try await withBackgroundTasks(logger: .silent, timer: self.timer) { tasks in
            let (said, sayMore, saidMore, mayEnd) = (Gate(), Gate(), Gate(), Gate())
            try await tasks.add("task") {
                BackgroundTaskContext.current?.report(progress: 0.5)
                said.open()
                await sayMore.wait()
                BackgroundTaskContext.current?.report(progress: 0.6)
                saidMore.open()
                await mayEnd.wait()
            }
            await said.wait()
            let recorder = EventRecorder(tasks)
            guard case .snapshot(let snapshot) = recorder.events[0].kind else { throw NoSnapshot() }
            #expect(snapshot.live.map(\.sample.progress?.fraction) == [0.5])
            sayMore.open()
            await saidMore.wait()
            self.timer.advance(by: .milliseconds(100))
            mayEnd.open()
            #expect(recorder.events.flatMap(\.samples).map(\.progress?.fraction) == [0.6])
        }
    }

    @Test func `where nobody watches, what says something of itself is not kept when it has ended`() async throws {
        try await withBackgroundTasks(logger: .silent, timer: self.timer) { tasks in
            let token = WeakReference<Token>()
            do {
                let kept = Token()
                token.object = kept
                let task = try await tasks.add("task") {
                    BackgroundTaskContext.current?.report(progress: 0.5)
                    BackgroundTaskContext.current?.annotate("step", "only")
                    return kept
                }
                _ = await task.outcome
            }
            // The record holds the value, and the value is gone: so is the record.
            await token.waitUntilGone()
        }
    }

    private final class Token: Sendable {}
    private struct NoSnapshot: Error {}
}

extension TaskEvent {
    var samples: [TaskSample] {
        if case .sampled(let samples) = self.kind { samples } else { [] }
    }

    var end: TaskEnd? {
        if case .finished(let end) = self.kind { end } else { nil }
    }

    var warning: TaskWarning? {
        if case .warning(let warning) = self.kind { warning } else { nil }
    }
}
