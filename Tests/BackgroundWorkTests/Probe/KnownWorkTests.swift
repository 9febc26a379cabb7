import BackgroundWorkEvents
import BackgroundWorkTestKit
import Synchronization
import Testing

@testable import BackgroundWork

/// What the probe says of work of which every step is known: how many polls it takes, and of whom, and how long at least.
///
/// All of it is made of one thing: a part spins, is suspended until the test lets it go on, and spins again. The test lets one go on
/// when all the others have come to wait, so that nothing is left to chance.
@Suite(.timeLimit(.minutes(30)))
struct KnownWorkTests {
    /// How long the parts have spun, by their own watch.
    fileprivate final class Stopwatch: Sendable {
        private let total = Atomic<Int64>(0)
        private let longest = Atomic<Int64>(0)

        var spun: (total: Duration, longest: Duration) {
            (.nanoseconds(self.total.load(ordering: .acquiring)), .nanoseconds(self.longest.load(ordering: .acquiring)))
        }

        func spin() {
            let beginning = MonotonicClock.now
            while MonotonicClock.now - beginning < .microseconds(200) {}
            let spun = (MonotonicClock.now - beginning).clampedNanoseconds
            self.total.add(spun, ordering: .acquiringAndReleasing)
            self.longest.max(spun, ordering: .acquiringAndReleasing)
        }

        /// Two polls of whoever calls it.
        func spinTwice(suspendedAt gate: Gate) async {
            self.spin()
            await gate.wait()
            self.spin()
        }
    }

    /// A kind of work, and what it takes.
    struct Work: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let polls: UInt64
        let children: UInt32
        fileprivate let run: @Sendable (Stopwatch, [Gate]) async throws -> Void

        static let all = [
            // Before its suspension, and after it.
            Work("in line", polls: 2, children: 0) { watch, gates in
                await watch.spinTwice(suspendedAt: gates[0])
            },
            // Each child two; the task one, and one more for each child that it comes to wait for.
            Work("async let", polls: 3 * 2 + 1 + 3, children: 3) { watch, gates in
                async let first: Void = watch.spinTwice(suspendedAt: gates[0])
                async let second: Void = watch.spinTwice(suspendedAt: gates[1])
                async let third: Void = watch.spinTwice(suspendedAt: gates[2])
                watch.spin()
                _ = await (first, second, third)
                watch.spin()
            },
            // Likewise: it comes back for each that has ended.
            Work("a group", polls: 3 * 2 + 1 + 3, children: 3) { watch, gates in
                await withTaskGroup { group in
                    for gate in gates { group.addTask { await watch.spinTwice(suspendedAt: gate) } }
                    watch.spin()
                    for await _ in group { watch.spin() }
                }
            },
            // A discarding group lets it come back once, when all have.
            Work("a discarding group", polls: 3 * 2 + 1 + 1, children: 3) { watch, gates in
                await withDiscardingTaskGroup { group in
                    for gate in gates { group.addTask { await watch.spinTwice(suspendedAt: gate) } }
                    watch.spin()
                }
            },
            // Both grandchildren two, the child one and one more for each of them, the task one and one more for the child.
            Work("children of a child", polls: 2 * 2 + 1 + 2 + 1 + 1, children: 3) { watch, gates in
                await withTaskGroup { group in
                    group.addTask {
                        async let first: Void = watch.spinTwice(suspendedAt: gates[0])
                        async let second: Void = watch.spinTwice(suspendedAt: gates[1])
                        watch.spin()
                        _ = await (first, second)
                    }
                    await group.waitForAll()
                }
            },
            // The one that throws two; its siblings three, since they hear of it and then take their time; the task one, and one more for
            // each of them.
            Work("children that end after their sibling was cancelled", polls: 2 + 2 * 3 + 1 + 3, children: 3) { watch, gates in
                try await withThrowingTaskGroup { group in
                    group.addTask {
                        await watch.spinTwice(suspendedAt: gates[0])
                        throw Refusal()
                    }
                    for gate in gates[1...] {
                        group.addTask {
                            watch.spin()
                            try? await Gate().waitUnlessCancelled()
                            await watch.spinTwice(suspendedAt: gate)
                        }
                    }
                    while try await group.next() != nil {}
                }
            },
        ]

        private init(
            _ description: String,
            polls: UInt64,
            children: UInt32,
            run: @escaping @Sendable (Stopwatch, [Gate]) async throws -> Void
        ) {
            self.testDescription = description
            self.polls = polls
            self.children = children
            self.run = run
        }
    }

    @Test(arguments: Work.all, [1, 4])
    func `every poll of a task and its children is counted, once, and lasts at least as long as was spun in it`(
        work: Work,
        threads: Int
    ) async throws {
        let (watch, gates) = (Stopwatch(), (0..<3).map { _ in Gate() })
        try await withAuditedTasks(configuration: .init(poolWidth: threads)) { tasks, recorder in
            let task = try await tasks.add("task") { try await work.run(watch, gates) }
            for gate in gates {
                // Nothing of it runs or could: it is at its gates.
                while let live = tasks.snapshot().live.first, live.sample.activity?.state != .waiting { await Task.yield() }
                gate.open()
            }
            _ = await task.outcome
            let end = try #require(recorder.events.compactMap(\.end).first)
            let activity = try #require(end.sample.activity)
            #expect(activity.polls == work.polls)
            #expect(activity.wakes == work.polls)
            #expect(activity.children == work.children)
            #expect(activity.tasklessJobs == 0)
            let lengths = activity.pollLengths
            #expect(UInt64(lengths.short + lengths.medium + lengths.long + lengths.veryLong) == work.polls)
            #expect(activity.busy >= watch.spun.total)
            #expect(activity.longestPoll >= watch.spun.longest && activity.longestPoll <= activity.busy)
            // With several threads one may have begun the next step before the last one's has come to say that it is over.
            if threads == 1 { #expect(activity.onThread <= activity.busy) }
            #expect(activity.onThread + activity.ready + activity.waiting == end.endedAt - (try #require(end.startedAt)))
        }
    }

    private struct Refusal: Error {}
}
