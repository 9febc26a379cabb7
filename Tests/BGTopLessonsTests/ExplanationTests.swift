import BackgroundWork
import BackgroundWorkEvents
import BackgroundWorkTestKit
import Dispatch
import Foundation
import Synchronization
import TestSupport
import Testing

/// What a lesson says under "why" and its own run does not show. What it asks is `CurriculumTests`'.
@Suite(.timeLimit(.minutes(30)))
struct ExplanationTests {
    @TaskLocal private static var order: Int?
    @TaskLocal private static var customer: String?

    @Test func `lesson 3: waitForAll throws the first error that a child threw, and not until all have ended`() async {
        let second = Gate()
        let ended = Counter()
        let crank = HandCrank()
        let group = Task {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask(executorPreference: crank) { throw Failure.first }
                // Then it has ended.
                crank.turn()
                group.addTask {
                    await second.wait()
                    ended.count()
                    throw Failure.second
                }
                second.open()
                try await group.waitForAll()
            }
        }
        await #expect(throws: Failure.first) { try await group.value }
        #expect(ended.value == 1)
    }

    @Test func `lesson 3: a discarding group throws the first error when all of its children have ended`() async {
        let (isCancelled, canEnd) = (Gate(), Gate())
        let ended = Counter()
        let group = Task {
            try await withThrowingDiscardingTaskGroup { group in
                group.addTask {
                    await withTaskCancellationHandler {
                        await canEnd.wait()
                        ended.count()
                    } onCancel: {
                        isCancelled.open()
                    }
                    throw Failure.second
                }
                group.addTask { throw Failure.first }
            }
        }
        await isCancelled.wait()
        #expect(ended.value == 0)
        canEnd.open()
        await #expect(throws: Failure.first) { try await group.value }
        #expect(ended.value == 1)
    }

    @Test func `lessons 4 and 5: a scope that is left cancels an async let, and waits for one that does not heed it`() async {
        let (isCancelled, canEnd) = (Gate(), Gate())
        let ended = Counter()
        let scope = Task {
            async let _ = withTaskCancellationHandler {
                await canEnd.wait()
                ended.count()
            } onCancel: {
                isCancelled.open()
            }
            throw Failure.first
        }
        await isCancelled.wait()
        #expect(ended.value == 0)
        canEnd.open()
        await #expect(throws: Failure.first) { try await scope.value }
        #expect(ended.value == 1)
    }

    @Test func `lesson 7: the value of a Task throws what it threw`() async {
        let mail = Task { throw Failure.second }
        await #expect(throws: Failure.second) { try await mail.value }
    }

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

    @Test func `lesson 8: a detached task is medium unless it is said, and is not cancelled with who made it`() async {
        let isCancelled = Gate()
        let nightly = Task(priority: .background) {
            await isCancelled.wait()
            let prices = Task.detached { (Task.basePriority, Task.isCancelled) }
            return (Task.isCancelled, await prices.value)
        }
        nightly.cancel()
        isCancelled.open()
        let (isNightlyCancelled, (priority, isPricesCancelled)) = await nightly.value
        #expect(isNightlyCancelled && !isPricesCancelled)
        #expect(priority == .medium)
    }

    @Test(arguments: [true, false])
    func `lesson 9: children of one group hear of a cancellation in the order in which they were added`(
        isOfGroup: Bool
    ) async {
        let children = Array(0..<20)
        let heard = Mutex<[Int]>([])
        let (handlers, handlerIsSet) = AsyncStream<Void>.makeStream()
        let (isSet, canEnd) = (Gate(), Gate())
        let order = Task { @Sendable in
            await withTaskGroup { group in
                for child in children {
                    group.addTask { @Sendable in
                        await withTaskCancellationHandler {
                            handlerIsSet.yield()
                            await canEnd.wait()
                        } onCancel: {
                            heard.withLock { $0.append(child) }
                        }
                    }
                }
                var set = handlers.makeAsyncIterator()
                for _ in children { await set.next() }
                if isOfGroup { group.cancelAll() }
                isSet.open()
            }
        }
        await isSet.wait()
        if !isOfGroup { order.cancel() }
        // The handlers were called in cancel(), and not some time later.
        #expect(heard.withLock { $0 } == children)
        canEnd.open()
        await order.value
    }
}

private enum Failure: Error {
    case first, second
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
