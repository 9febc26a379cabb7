#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Lets a thread wait for others, as a counting semaphore does, and no longer than until a moment of the monotonic clock.
///
/// On Linux a `DispatchSemaphore` waits by the clock on the wall: where that is set back by an hour, as happens to a virtual machine that
/// is woken, a wait for a millisecond becomes one for an hour.
///
/// Safe to use from any thread.
@safe package final class ThreadSignal: @unchecked Sendable {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let condition: UnsafeMutablePointer<pthread_cond_t>
    /// Signals that nobody has waited for yet. Under the mutex.
    private var signals = 0

    package init() {
        unsafe self.mutex = .allocate(capacity: 1)
        unsafe self.condition = .allocate(capacity: 1)
        var attributes = pthread_condattr_t()
        unsafe pthread_condattr_init(&attributes)
        #if !canImport(Darwin)
        unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        #endif
        let codes = unsafe (pthread_mutex_init(self.mutex, nil), pthread_cond_init(self.condition, &attributes))
        unsafe pthread_condattr_destroy(&attributes)
        precondition(codes == (0, 0), "bgtop: the system has no lock left (pthread_mutex_init, pthread_cond_init: \(codes))")
    }

    deinit {
        unsafe pthread_cond_destroy(self.condition)
        unsafe pthread_mutex_destroy(self.mutex)
        unsafe self.condition.deallocate()
        unsafe self.mutex.deallocate()
    }

    /// Lets one thread go that waits, or the next that will. Never blocks.
    package func signal() {
        unsafe pthread_mutex_lock(self.mutex)
        self.signals += 1
        unsafe pthread_mutex_unlock(self.mutex)
        unsafe pthread_cond_signal(self.condition)
    }

    /// Blocks the thread until it is signalled.
    package func wait() {
        unsafe pthread_mutex_lock(self.mutex)
        defer { unsafe pthread_mutex_unlock(self.mutex) }
        while self.signals == 0 { unsafe pthread_cond_wait(self.condition, self.mutex) }
        self.signals -= 1
    }

    /// Blocks the thread until it is signalled, but no longer than until `deadline`.
    ///
    /// - Returns: Whether it was signalled.
    @discardableResult
    package func wait(until deadline: TaskInstant) -> Bool {
        unsafe pthread_mutex_lock(self.mutex)
        defer { unsafe pthread_mutex_unlock(self.mutex) }
        while self.signals == 0 {
            if self.waitUnderMutex(until: deadline) == ETIMEDOUT { return false }
        }
        self.signals -= 1
        return true
    }

    /// As ``wait(until:)``, for as long as `limit` from now.
    @discardableResult
    package func wait(atMost limit: Duration) -> Bool {
        self.wait(until: .monotonicNow + limit)
    }

    private func waitUnderMutex(until deadline: TaskInstant) -> Int32 {
        #if canImport(Darwin)
        // Which has no such clock to choose, and measures what is left by the monotonic one.
        var limit = Self.time((deadline - .monotonicNow).clampedNanoseconds)
        return unsafe pthread_cond_timedwait_relative_np(self.condition, self.mutex, &limit)
        #else
        var limit = Self.time(deadline.nanoseconds)
        return unsafe pthread_cond_timedwait(self.condition, self.mutex, &limit)
        #endif
    }

    private static func time(_ nanoseconds: Int64) -> timespec {
        let (seconds, rest) = max(0, nanoseconds).quotientAndRemainder(dividingBy: 1_000_000_000)
        return timespec(tv_sec: Int(seconds), tv_nsec: Int(rest))
    }
}
