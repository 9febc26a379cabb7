import BackgroundWork
import BackgroundWorkEvents
import BackgroundWorkTestKit
import Dispatch
import Foundation
import Synchronization
import TestSupport
import Testing

/// As `ExplanationTests`, of the later lessons, whose code is a server's.
@Suite(.timeLimit(.minutes(30)))
struct LaterExplanationTests {
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

    @Test func `lesson 10: a Task that nobody waits for outlives its maker, and is not cancelled with it`() async throws {
        let (isShipping, isCancelled, isEnded, isRefunded) = (Gate(), Gate(), Gate(), Gate())
        let refund = Mutex<Bool?>(nil)
        try await withBackgroundTasks { tasks in
            let order = try await tasks.add("order") { @Sendable in
                isShipping.open()
                await isCancelled.wait()
                Task { @Sendable in
                    await isEnded.wait()
                    refund.withLock { $0 = Task.isCancelled }
                    isRefunded.open()
                }
                throw CancellationError()
            }
            await isShipping.wait()
            order.cancel()
            isCancelled.open()
            #expect(await order.outcome.kind == .cancelled)
            isEnded.open()
            await isRefunded.wait()
            #expect(refund.withLock { $0 } == false)
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

    @Test func `lesson 11: what a background task returned stays as long as its handle`() async throws {
        let photos = Counter()
        try await withBackgroundTasks { tasks in
            do {
                let handle = try await tasks.add("photo") { Photo(countedBy: photos) }
                _ = try await handle.value
                #expect(photos.value == 1)
                withExtendedLifetime(handle) {}
            }
            let recorder = EventRecorder(tasks)
            try await tasks.add("photo") { _ = Photo(countedBy: photos) }
            try await recorder.first { if case .finished(let end) = $0.kind { end.outcome == .succeeded } else { false } }
            while photos.value > 0 { await Task.yield() }
            #expect(tasks.totals.succeeded == 2)
        }
    }

    @Test func `lesson 13: Swift's pool has for each priority as many threads as the machine has cores`() async {
        // In a process of its own: the threads of this one are those of all other tests.
        await #expect(processExitsWith: .success) {
            // A thread of its own, which waits for those of the pool.
            Thread.detachNewThread {
                let isBlocked = DispatchSemaphore(value: 0)
                let threads = ProcessInfo.processInfo.activeProcessorCount
                for _ in 0..<threads {
                    Task.detached(priority: .medium) { block(DispatchSemaphore(value: 0), telling: isBlocked) }
                }
                // This test has one of them, and gives it back below.
                for _ in 0..<threads { isBlocked.wait() }
                let same = Counter()
                let higherHasRun = DispatchSemaphore(value: 0)
                Task.detached(priority: .medium) { same.count() }
                Task.detached(priority: .high) { higherHasRun.signal() }
                let higherRan = higherHasRun.wait(timeout: .now() + 60) == .success
                exit(higherRan && same.value == 0 ? EXIT_SUCCESS : EXIT_FAILURE)
            }
            while true { await Task.yield() }
        }
    }

    @Test func `lesson 14: the report of a shutdown names what was queued and given up`() async throws {
        let (isBegun, canEnd) = (Gate(), Gate())
        let called = Counter()
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
            let thumbnail = try await tasks.add("thumbnail") { called.count() }
            tasks.perform(.drain, by: Requester("SIGTERM"))
            // As soon as the shutdown begins: the receipt still runs.
            #expect(await thumbnail.outcome.kind == .discarded)
            #expect(called.value == 0)
            canEnd.open()
            let end = try await recorder.first { if case .stopped = $0.kind { true } else { false } }
            guard case .stopped(let report) = end.kind else { return }
            #expect(report.discarded.named.map(\.name) == ["thumbnail"])
        }
    }

    @Test func `lesson 15: what throws after its timeout has timed out, and was not cancelled`() async throws {
        let timer = ManualTimer()
        try await withBackgroundTasks(timer: timer) { tasks in
            let isBegun = Gate()
            let upload = try await tasks.add("upload", options: .init(timeout: .seconds(1))) {
                isBegun.open()
                try await Task.sleep(for: .seconds(600))
            }
            await isBegun.wait()
            timer.advance(by: .seconds(1))
            #expect(await upload.outcome.kind == .timedOut)
        }
    }

    @Test func `lesson 15: without abandonAfter a shutdown is not given up`() async throws {
        let timer = ManualTimer()
        let configuration = BackgroundTasks.Configuration(shutdownGracePeriod: .zero)
        try await withBackgroundTasks(configuration: configuration, timer: timer) { tasks in
            let (isBegun, isStored) = (Gate(), Gate())
            defer { isStored.open() }
            let recorder = EventRecorder(tasks)
            try await tasks.add("upload") {
                isBegun.open()
                await isStored.wait()
            }
            await isBegun.wait()
            tasks.perform(.drain, by: Requester("SIGTERM"))
            timer.advance(by: .zero)
            // The request is delivered by another thread. Before that nobody is called uncooperative.
            while tasks.snapshot().live.first?.sample.deliveredAt == nil {
                try Task.checkCancellation()
                await Task.yield()
            }
            timer.advance(by: .seconds(60))
            try await recorder.first { event in
                if case .warning(let warning) = event.kind { warning.kind == .uncooperative } else { false }
            }
            timer.advance(by: .seconds(60))
            #expect(tasks.report == nil && tasks.drainStatus.phase == .cancelling)
        }
    }
}

private func block(_ semaphore: DispatchSemaphore, telling isBlocked: DispatchSemaphore) {
    isBlocked.signal()
    semaphore.wait()
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
