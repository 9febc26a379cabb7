import Dispatch

/// A gate at which threads, not tasks, wait: what waits here blocks its thread, as badly written code does.
final class ThreadGate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    /// Lets everybody pass, now and later.
    func open() {
        self.semaphore.signal()
    }

    /// Blocks the calling thread until the gate is open.
    func block() {
        self.semaphore.wait()
        self.semaphore.signal()
    }
}
