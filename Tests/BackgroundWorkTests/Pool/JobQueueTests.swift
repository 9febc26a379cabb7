import BackgroundWorkEvents
import Testing

@testable import BackgroundWork

/// In which order the library's threads take what waits for them.
@Suite(.timeLimit(.minutes(1)))
struct JobQueueTests {
    private var queue = JobQueue()

    @Test mutating func `the more urgent band first, and within a band the oldest`() {
        let jobs = JobMaker.jobs(5)
        for (index, priority) in [TaskPriority.background, .medium, .high, .medium, .low].enumerated() {
            self.queue.append(jobs[index], priority: priority.rawValue, at: Self.instant(index))
        }
        #expect(self.takeAll() == [3, 2, 4, 5, 1])
        for job in jobs { job.run() }
    }

    @Test mutating func `who has waited longest is taken now and then, however urgent the others are`() {
        let jobs = JobMaker.jobs(41)
        self.queue.append(jobs[0], priority: TaskPriority.background.rawValue, at: Self.instant(0))
        for index in 1...40 {
            self.queue.append(jobs[index], priority: TaskPriority.high.rawValue, at: Self.instant(index))
        }
        let position = self.takeAll().firstIndex(of: 1)
        #expect(position == JobQueue.takesPerAgedTake - 1)
        for job in jobs { job.run() }
    }

    @Test mutating func `it knows since when the oldest waits`() {
        let jobs = JobMaker.jobs(2)
        #expect(self.queue.oldestSince == nil)
        self.queue.append(jobs[0], priority: TaskPriority.low.rawValue, at: Self.instant(3))
        self.queue.append(jobs[1], priority: TaskPriority.high.rawValue, at: Self.instant(5))
        #expect(self.queue.oldestSince == Self.instant(3))
        _ = self.queue.popNext()
        _ = self.queue.popNext()
        #expect(self.queue.oldestSince == nil)
        #expect(self.takeAll().isEmpty)
        for job in jobs { job.run() }
    }

    /// The numbers of the jobs, in the order in which they are taken.
    private mutating func takeAll() -> [UInt64] {
        var numbers: [UInt64] = []
        while let job = self.queue.popNext() { numbers.append(job.task) }
        return numbers
    }

    private static func instant(_ number: Int) -> TaskInstant {
        TaskInstant(nanoseconds: Int64(number))
    }
}
