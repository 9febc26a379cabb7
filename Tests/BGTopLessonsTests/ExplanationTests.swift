import BackgroundWork
import BackgroundWorkEvents
import BackgroundWorkTestKit
import Dispatch
import Foundation
import Synchronization
import TestSupport
import Testing

/// What a lesson says under "why" and its own run does not show. What it asks is `CurriculumTests`'.
@Suite(.timeLimit(.minutes(5)))
struct ExplanationTests {
    @TaskLocal private static var order: Int?
    @TaskLocal private static var customer: String?

    @Test func `lesson 7: a Task takes along the actor of whoever makes it, and a detached one does not`() async {
        let kitchen = Kitchen()
        #expect(await kitchen.isOwnActorOfTask())
        #expect(await !kitchen.isOwnActorOfDetachedTask())
    }

    @Test func `lesson 7: the task-local values of a Task outlast the scope in which it was made`() async {
        let isLeft = Gate()
        let mail = Self.$order.withValue(17) {
            Task {
                await isLeft.wait()
                return Self.order
            }
        }
        #expect(Self.order == nil)
        isLeft.open()
        #expect(await mail.value == 17)
    }

    @Test func `lesson 8: a Task takes all task-local values along, and a detached one none`() async throws {
        try await withBackgroundTasks { tasks in
            let seen = try await tasks.add("nightly") {
                await Self.$order.withValue(17) {
                    await Self.$customer.withValue("Ada") {
                        let task = Task { Self.taskLocalValues }
                        let detached = Task.detached { Self.taskLocalValues }
                        return (task: await task.value, detached: await detached.value)
                    }
                }
            }.value
            #expect(seen.task == ["17", "Ada", "nightly"])
            #expect(seen.detached == [nil, nil, nil])
        }
    }

    private static var taskLocalValues: [String?] {
        [Self.order.map(String.init), Self.customer, BackgroundTaskContext.current?.name]
    }

    @Test func `lesson 9: children of one group hear of a cancellation in the order in which they were added`() async {
        let children = Array(0..<20)
        let heard = Mutex<[Int]>([])
        let (handlers, handlerIsSet) = AsyncStream<Void>.makeStream()
        await withTaskGroup { group in
            for child in children {
                group.addTask { @Sendable in
                    await withTaskCancellationHandler {
                        handlerIsSet.yield()
                        try? await Task.sleep(for: .seconds(600))
                    } onCancel: {
                        heard.withLock { $0.append(child) }
                    }
                }
            }
            var set = handlers.makeAsyncIterator()
            for _ in children { await set.next() }
            group.cancelAll()
            // The handlers were called in cancelAll(), and not some time later.
            #expect(heard.withLock { $0 } == children)
        }
    }

    @Test func `lesson 10: a child of a cancelled task is born cancelled, and so is one in a new group`() async {
        let isCancelled = Gate()
        let order = Task {
            await isCancelled.wait()
            async let child = Task.isCancelled
            let childOfGroup = await withTaskGroup { group in
                group.addTask { Task.isCancelled }
                return await group.next()
            }
            return (await child, childOfGroup)
        }
        order.cancel()
        isCancelled.open()
        let (child, childOfGroup) = await order.value
        #expect(child)
        #expect(childOfGroup == true)
    }

    @Test func `lesson 10: neither a second request nor a shutdown reaches a task that is only waited for`() async throws {
        let isBegun = Gate()
        let answer = Gate()
        try await withBackgroundTasks(configuration: .init(shutdownGracePeriod: .zero)) { tasks in
            let recorder = EventRecorder(tasks)
            let order = try await tasks.add("order") {
                await Task {
                    isBegun.open()
                    await answer.wait()
                    return Task.isCancelled
                }.value
            }
            await isBegun.wait()
            order.cancel()
            order.cancel()
            tasks.perform(.drain, by: Requester("SIGTERM"))
            try await recorder.first { event in
                guard case .phaseChanged(let status) = event.kind else { return false }
                return status.phase == .cancelling
            }
            answer.open()
            // It returns only now, and tells that the refund was not asked to stop.
            #expect(try await order.value == false)
        }
    }

    @Test func `lesson 11: a group keeps what its children returned until next() takes it`() async {
        let photos = Counter()
        let crank = HandCrank()
        await withTaskGroup(of: Photo.self) { group in
            for _ in 0..<100 { group.addTask(executorPreference: crank) { Photo(countedBy: photos) } }
            crank.turn()
            #expect(photos.value == 100)
            _ = await group.next()
            #expect(photos.value == 99)
        }
        #expect(photos.value == 0)
    }

    @Test func `lesson 11: a discarding group keeps nothing of a child that has ended`() async {
        let photos = Counter()
        let crank = HandCrank()
        await withDiscardingTaskGroup { group in
            for _ in 0..<100 {
                let photo = Photo(countedBy: photos)
                group.addTask(executorPreference: crank) { withExtendedLifetime(photo) {} }
            }
            #expect(photos.value == 100)
            crank.turn()
            #expect(photos.value == 0)
        }
    }

    @Test func `lesson 13: Swift's pool has for each priority as many threads as the machine has cores`() async {
        let (sameRan, higherRan) = await withCheckedContinuation { continuation in
            // A thread of its own, which waits for those of the pool.
            Thread.detachNewThread {
                let isBlocked = DispatchSemaphore(value: 0)
                let canGoOn = DispatchSemaphore(value: 0)
                let threads = ProcessInfo.processInfo.activeProcessorCount
                for _ in 0..<threads {
                    Task.detached(priority: .medium) { block(canGoOn, telling: isBlocked) }
                }
                for _ in 0..<threads { isBlocked.wait() }
                let same = Counter()
                let higherHasRun = DispatchSemaphore(value: 0)
                Task.detached(priority: .medium) { same.count() }
                Task.detached(priority: .high) { higherHasRun.signal() }
                let higherRan = higherHasRun.wait(timeout: .now() + 60) == .success
                let sameRan = same.value > 0
                for _ in 0..<threads { canGoOn.signal() }
                continuation.resume(returning: (sameRan, higherRan))
            }
        }
        #expect(higherRan)
        #expect(!sameRan)
    }

    @Test func `lesson 14: the report of a shutdown names what was queued and given up`() async throws {
        let isBegun = Gate()
        let canEnd = Gate()
        let configuration = BackgroundTasks.Configuration(
            maximumRunning: 1,
            shutdownGracePeriod: .seconds(600),
            queuedOnShutdown: .discard
        )
        try await withBackgroundTasks(configuration: configuration) { tasks in
            let recorder = EventRecorder(tasks)
            try await tasks.add("receipt") {
                isBegun.open()
                await canEnd.wait()
            }
            await isBegun.wait()
            let thumbnail = try await tasks.add("thumbnail") {}
            tasks.perform(.drain, by: Requester("SIGTERM"))
            // As soon as the shutdown begins: the receipt still runs.
            #expect(await thumbnail.outcome.kind == .discarded)
            canEnd.open()
            let end = try await recorder.first { if case .stopped = $0.kind { true } else { false } }
            guard case .stopped(let report) = end.kind else { return }
            #expect(report.discarded.named.map(\.name) == ["thumbnail"])
        }
    }
}

private func block(_ semaphore: DispatchSemaphore, telling isBlocked: DispatchSemaphore) {
    isBlocked.signal()
    semaphore.wait()
}

private actor Kitchen {
    /// Whether a task that is made here runs here. (It has to mention what belongs to the actor for that.)
    func isOwnActorOfTask() async -> Bool {
        await Task { self.isIsolation(#isolation) }.value
    }

    func isOwnActorOfDetachedTask() async -> Bool {
        await Task.detached { await self.isIsolation(#isolation) }.value
    }

    private func isIsolation(_ actor: (any Actor)?) -> Bool { actor === self }
}

/// Counts how many there are of it.
private final class Photo: Sendable {
    private let counter: Counter

    init(countedBy counter: Counter) {
        self.counter = counter
        counter.count()
    }

    deinit { self.counter.count(-1) }
}

/// An executor that runs what it was given when it is told to, so that it is known what has ended.
private final class HandCrank: TaskExecutor {
    private let jobs = Mutex<[UnownedJob]>([])

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        self.jobs.withLock { $0.append(job) }
    }

    /// Runs all that there is to run.
    func turn() {
        while let job = self.jobs.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) {
            unsafe job.runSynchronously(on: self.asUnownedTaskExecutor())
        }
    }
}
