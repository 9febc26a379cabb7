import BackgroundWorkEvents
import Testing

@testable import BackgroundWork

/// In which order the library's threads take what waits for them.
@Suite(.timeLimit(.minutes(30)))
struct JobQueueTests {
    private var queue = JobQueue()

    @Test mutating func `the more urgent band first, and within a band the oldest`() {
        let jobs = JobMaker.jobs(5)
        for (index, priority) in [TaskPriority.background, .medium, .high, .medium, .low].enumerated() {
            self.queue.append(jobs[index], priority: priority.rawValue, at: Self.instant(index))
        }
        #expect(self.takeAll { $0.popMostUrgent() } == [2, 1, 3, 4, 0].map { jobs[$0].identity })
        for job in jobs { job.run() }
    }

    @Test mutating func `or the oldest of all, however urgent the others are`() {
        let jobs = JobMaker.jobs(3)
        for (index, priority) in [TaskPriority.background, .high, .medium].enumerated() {
            self.queue.append(jobs[index], priority: priority.rawValue, at: Self.instant(index))
        }
        #expect(self.takeAll { $0.popOldest() } == jobs.map(\.identity))
        for job in jobs { job.run() }
    }

    @Test mutating func `it knows since when the oldest waits, and what holds something`() {
        let jobs = JobMaker.jobs(2)
        #expect(self.queue.oldestSince == nil)
        #expect(self.queue.filled == 0)
        self.queue.append(jobs[0], priority: TaskPriority.low.rawValue, at: Self.instant(3))
        self.queue.append(jobs[1], priority: TaskPriority.high.rawValue, at: Self.instant(5))
        #expect(self.queue.oldestSince == Self.instant(3))
        #expect(self.queue.filled.nonzeroBitCount == 2)
        _ = self.queue.popMostUrgent()
        #expect(self.queue.filled.nonzeroBitCount == 1)
        _ = self.queue.popMostUrgent()
        #expect(self.queue.oldestSince == nil)
        #expect(self.queue.filled == 0)
        #expect((self.queue.popMostUrgent() ?? self.queue.popOldest()) == nil)
        for job in jobs { job.run() }
    }

    /// The jobs, in the order in which they are taken.
    private mutating func takeAll(_ take: (inout JobQueue) -> JobQueue.Entry?) -> [JobIdentity] {
        var identities: [JobIdentity] = []
        while let entry = take(&self.queue) { identities.append(entry.job.identity) }
        return identities
    }

    private static func instant(_ number: Int) -> TaskInstant {
        TaskInstant(nanoseconds: Int64(number))
    }
}
