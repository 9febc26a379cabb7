import BackgroundWork
import BackgroundWorkEvents
import BackgroundWorkTestKit
import BenchmarkHarness
import Dispatch
import Foundation
import Synchronization

/// How long a snapshot of many live tasks keeps others from the lock.
enum SnapshotStall {
    private static let live = 100_000

    static let benchmarks = [
        Benchmark(
            "snapshot.stall",
            "longest call of a submitter while a snapshot of 100,000 live tasks is taken; the baseline is the same time without one",
            unit: "ms",
            kind: .absolute,
            budget: .atMost(6)
        ) { try await Self.samples($0) { $0.elapsed } },
        Benchmark(
            "snapshot.stall.processor",
            "the same in processor time of the submitter: what copying costs it, whoever else wants the processor meanwhile",
            unit: "ms",
            kind: .absolute
        ) { try await Self.samples($0) { $0.processor } },
    ]

    private static func samples(_ count: Int, _ figure: @Sendable (Longest) -> Double) async throws -> Samples {
        let crowd = Crowd(capacity: Self.live)
        // No more may run, so that what the submitter adds only queues, and the only threads at work are the two of this.
        let configuration = BackgroundTasks.Configuration(maximumRunning: Self.live)
        return try await withBackgroundTasks(configuration: configuration, logger: .silent) { tasks in
            for _ in 0..<Self.live { try await tasks.add("waits") { await crowd.join() } }
            await crowd.gather(Self.live)
            defer { crowd.disperse() }
            return try await Samples.pairs(count) {
                figure(Self.longestCall(of: tasks) { precondition(tasks.snapshot().live.count >= Self.live) })
            } baseline: {
                figure(Self.longestCall(of: tasks) { usleep(50_000) })
            }
        }
    }

    /// The longest call of a thread that does nothing but submit tasks and cancel them.
    private static func longestCall(of tasks: BackgroundTasks, during action: () -> Void) -> Longest {
        let submitter = Submitter(tasks)
        submitter.waitForCalls(2_000)
        submitter.forgetLongest()
        action()
        // The first change after a snapshot copies what the snapshot has kept, and is to be seen here.
        submitter.waitForCalls(2_000)
        return submitter.stop()
    }

    /// In milliseconds.
    private struct Longest {
        var elapsed = 0.0
        var processor = 0.0

        mutating func note(elapsed: Double, processor: Double) {
            self.elapsed = max(self.elapsed, elapsed * 1e3)
            self.processor = max(self.processor, processor * 1e3)
        }
    }

    private final class Submitter: Sendable {
        private let calls = Atomic<Int>(0)
        private let longest = Mutex(Longest())
        private let isStopped = Atomic<Bool>(false)
        private let ended = DispatchSemaphore(value: 0)

        init(_ tasks: BackgroundTasks) {
            Thread.detachNewThread {
                while !self.isStopped.load(ordering: .acquiring) {
                    let (start, processorStart) = (Stopwatch.now, Stopwatch.threadTime)
                    let handle = try? tasks.addUnlessFull("late") {}
                    handle?.cancel()
                    let (duration, processor) = (Stopwatch.now - start, Stopwatch.threadTime - processorStart)
                    self.longest.withLock { $0.note(elapsed: duration, processor: processor) }
                    self.calls.add(1, ordering: .releasing)
                }
                self.ended.signal()
            }
        }

        func waitForCalls(_ count: Int) {
            let wanted = self.calls.load(ordering: .acquiring) + count
            while self.calls.load(ordering: .acquiring) < wanted { usleep(100) }
        }

        func forgetLongest() {
            self.longest.withLock { $0 = Longest() }
        }

        func stop() -> Longest {
            self.isStopped.store(true, ordering: .releasing)
            self.ended.wait()
            return self.longest.withLock { $0 }
        }
    }
}
