import Dispatch
public import Testing

/// Runs each case of a test on a serial queue of its own. Swift's pool has only as many threads as the machine has cores, and all other
/// tests use them: who sits at a terminal, or waits for a program, would come too late, or keep others from theirs.
///
/// Nothing but the suite bounds how many run at once, so it should be `.serialized`.
public struct OwnThread: SuiteTrait, TestTrait, TestScoping {
    public var isRecursive: Bool { true }

    @concurrent public func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable @concurrent () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(SerialExecution()) { try await function() }
    }
}

extension Trait where Self == OwnThread {
    /// Whoever waits there does it with ``rest(for:)``: a sleep comes back by way of Swift's pool.
    public static var onThreadOfItsOwn: Self { OwnThread() }
}

/// A queue of its own has a thread whenever it needs one, however many others there are.
private final class SerialExecution: TaskExecutor {
    private let queue = DispatchQueue(label: "test")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        self.queue.async { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}

private let alarms = DispatchQueue(label: "test alarms")

/// Suspends for so long, and comes back in time although Swift's pool is busy.
public func rest(for duration: Duration) async {
    await withCheckedContinuation { continuation in
        let milliseconds = Int(duration / .milliseconds(1))
        alarms.asyncAfter(deadline: .now() + .milliseconds(milliseconds)) { continuation.resume() }
    }
}
