import BackgroundWorkEvents
import BackgroundWorkTestKit
import Synchronization
import Testing

@testable import BackgroundWork

/// What the probe sees of real tasks on real threads.
@Suite(.timeLimit(.minutes(30)))
struct ProbeTests {
    @Test func `every wake of a task and of its children is a poll, and children are counted`() async throws {
        let activity = try await Self.activity {
            await Task.yield()
            await withDiscardingTaskGroup { group in
                for _ in 0..<3 { group.addTask { await Task.yield() } }
            }
            async let child: Void = Task.yield()
            await child
        }
        #expect(activity.wakes == activity.polls)
        #expect(activity.children == 4)
        // Once each to begin with and once for each yield.
        #expect(activity.polls >= 1 + 1 + 3 * 2 + 2)
        // Each yield comes back by a job of its own.
        #expect(activity.tasklessJobs == 1 + 3 + 1)
        #expect(activity.busy > .zero)
    }

    @Test func `a task that does nothing is polled once and has no children`() async throws {
        let activity = try await Self.activity {}
        #expect(activity.polls == 1 && activity.wakes == 1)
        #expect(activity.children == 0)
    }

    @Test func `the shares add up to the time that it ran`() async throws {
        try await withBackgroundTasks(logger: .silent) { tasks in
            let recorder = EventRecorder(tasks)
            let task = try await tasks.add("task") {
                for _ in 0..<20 { await Task.yield() }
                await withDiscardingTaskGroup { group in
                    for _ in 0..<5 { group.addTask { await Task.yield() } }
                }
            }
            _ = await task.outcome
            let end = try #require(recorder.events.compactMap(\.end).first)
            let activity = try #require(end.sample.activity)
            let ran = end.endedAt - (try #require(end.startedAt))
            #expect(activity.onThread + activity.ready + activity.waiting == ran)
        }
    }

    @Test func `what is computed counts as busy, and its poll as long`() async throws {
        let activity = try await Self.activity {
            let until = ContinuousClock.now + .milliseconds(20)
            while ContinuousClock.now < until {}
            await Self.otherThread()
        }
        #expect(activity.busy >= .milliseconds(20))
        #expect(activity.longestPoll >= .milliseconds(20))
        // On a busy machine another poll may have been long as well: its thread was taken away.
        #expect(activity.pollLengths.long + activity.pollLengths.veryLong >= 1)
    }

    @Test func `what empties a contended actor's queue is counted apart and is no poll of anybody`() async throws {
        try await withBackgroundTasks(configuration: .init(poolWidth: 2), logger: .silent) { tasks in
            let recorder = EventRecorder(tasks)
            let busy = BusyActor()
            let handles = try await (0..<8).mapAsync { _ in
                try await tasks.add("contends") {
                    await busy.work {
                        // All that the others ever wait for is this actor.
                        while !tasks.snapshot().live.contains(where: { $0.sample.activity?.state == .waiting }) {}
                    }
                }
            }
            for handle in handles { _ = await handle.outcome }
            let activities = recorder.events.compactMap(\.end?.sample.activity)
            #expect(activities.count == 8)
            #expect(activities.allSatisfy { $0.children == 0 && $0.wakes == $0.polls })
            #expect(activities.contains { $0.tasklessJobs > 0 })
        }
    }

    @Test func `what runs on an executor of its own is not seen`() async throws {
        let activity = try await Self.activity {
            await withTaskExecutorPreference(globalConcurrentExecutor) {
                for _ in 0..<10 { await Task.yield() }
            }
        }
        #expect(activity.polls <= 3)
    }

    @Test func `without instrumentation there is no activity, and no thread of the library's`() async throws {
        try await withBackgroundTasks(configuration: .init(instrumentation: .lifecycle), logger: .silent) { tasks in
            let recorder = EventRecorder(tasks)
            let task = try await tasks.add("task") { Worker.current == nil }
            guard case .succeeded(true) = await task.outcome else {
                Issue.record("it ran on a thread of the library's")
                return
            }
            #expect(recorder.events.compactMap(\.end).map { $0.sample.activity == nil } == [true])
        }
    }

    @Test func `watchers hear within a tenth of a second what a task does with threads`() async throws {
        let timer = ManualTimer()
        try await withBackgroundTasks(logger: .silent, timer: timer) { tasks in
            let recorder = EventRecorder(tasks)
            let (hasYielded, mayEnd) = (Gate(), Gate())
            try await tasks.add("task") {
                for _ in 0..<5 { await Task.yield() }
                hasYielded.open()
                await mayEnd.wait()
            }
            await hasYielded.wait()
            timer.advance(by: .milliseconds(100))
            let polls = recorder.events.flatMap(\.samples).last?.activity?.polls ?? 0
            #expect(polls >= 5)
            mayEnd.open()
        }
    }

    @Test func `that an actor's queue has got a thread for a task is told to those who watch, as long as it lives`() {
        let record = MachineUnderTest(begins: false).task()
        let now = MonotonicClock.now
        #expect(record.runner.samples.startTicking())
        #expect(record.probe.wake(as: nil, isFirst: true, startedAt: now, at: now) == .step)
        #expect(record.probe.wake(as: .taskless, startedAt: now, at: now) == .noStep)
        record.noteTasklessJob(wokenAt: now, at: now)
        #expect(record.runner.samples.take(with: []).count == 1)
        record.probe.finish(at: now)
        record.noteTasklessJob(wokenAt: now, at: now)
        #expect(record.runner.samples.take(with: []).isEmpty)
        _ = record.runner.samples.stopTicking()
    }

    @Test func `a child that cannot be told from others makes the number of children unknown`() async {
        let probe = TaskProbe()
        let job = JobMaker.unownedJob()
        let start = TaskInstant(nanoseconds: 0)
        let kinds = [
            probe.wake(job, startedAt: start, at: start), probe.wake(as: .unreadable, startedAt: start, at: start),
            probe.wake(as: .task(7), startedAt: start, at: start),
        ]
        #expect(kinds == [.step, .unknownStep, .step])
        let activity = probe.sample(of: 1, startedAt: start, at: start).activity
        #expect(activity?.wakes == 3)
        #expect(activity?.children == .some(nil))
        PoolJob(job, on: JobMaker()).run()
    }

    /// Runs one task, and returns the last word on what it did.
    private static func activity(_ operation: @escaping @Sendable () async -> Void) async throws -> TaskActivity {
        try await withBackgroundTasks(logger: .silent) { tasks in
            let recorder = EventRecorder(tasks)
            _ = await (try await tasks.add("task", operation: operation)).outcome
            return try #require(recorder.events.compactMap(\.end).first?.sample.activity)
        }
    }

    @concurrent private static func otherThread() async {
        await withCheckedContinuation { continuation in OSThread.start { continuation.resume() } }
    }

    private actor BusyActor {
        private var isFirst = true

        /// Calls `wait` if nobody has been here before.
        func work(_ wait: @Sendable () -> Void) {
            if self.isFirst { wait() }
            self.isFirst = false
        }
    }
}

extension Sequence {
    fileprivate func mapAsync<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
