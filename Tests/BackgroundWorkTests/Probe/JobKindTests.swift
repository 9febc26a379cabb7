import Synchronization
import Testing

@testable import BackgroundWork

/// What is read of a job. The text that jobs print is no promise of Swift's, so one test holds it to the runtime at hand.
struct JobKindTests {
    @Test func `a task's job has the task's number`() {
        #expect(JobKind(description: "ExecutorJob(id: 12)") == .task(12))
        #expect(JobKind(description: "ExecutorJob(id: 18446744073709551615)") == .task(.max))
    }

    @Test func `a job may be part of no task`() {
        #expect(JobKind(description: "ExecutorJob(id: nil)") == .taskless)
    }

    @Test(arguments: [
        "", "ExecutorJob", "ExecutorJob(id: )", "ExecutorJob(id: -1)", "ExecutorJob(id: 12", "Job(id: 12)",
        "ExecutorJob(id: 0x1)", "ExecutorJob(id: 18446744073709551616)", "ExecutorJob(id: +1)", "ExecutorJob(id: nil",
    ])
    func `what cannot be read is said to be so, and is no number`(description: String) {
        #expect(JobKind(description: description) == .unreadable)
    }

    @Test func `the runtime's own jobs can be read`() async {
        let executor = Inspector()
        await Task(executorPreference: executor) {
            await withCheckedContinuation { continuation in OSThread.start { continuation.resume() } }
            await Task.yield()
        }.value
        let kinds = executor.kinds.withLock { $0 }
        guard case .task(let number) = kinds.first else {
            Issue.record("\(kinds)")
            return
        }
        // A yield comes back by a job of its own.
        #expect(Set(kinds.map { "\($0)" }) == ["task(\(number))", "taskless"])
        let identities = executor.identities.withLock { $0 }
        let own = zip(kinds, identities).filter { $0.0 == .task(number) }.map(\.1)
        #expect(Set(own).count == 1)
    }

    private final class Inspector: TaskExecutor {
        let kinds = Mutex<[JobKind]>([])
        let identities = Mutex<[JobIdentity]>([])

        func enqueue(_ job: consuming ExecutorJob) {
            let step = UnownedJob(job)
            self.identities.withLock { $0.append(JobIdentity(step)) }
            self.kinds.withLock { $0.append(JobKind(step)) }
            OSThread.start { unsafe step.runSynchronously(on: self.asUnownedTaskExecutor()) }
        }
    }
}
