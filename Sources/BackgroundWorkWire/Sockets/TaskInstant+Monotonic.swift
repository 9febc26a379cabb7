package import BackgroundWorkEvents

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

extension TaskInstant {
    /// What this machine's monotonic clock says, by which the events of all its processes are timed.
    package static var monotonicNow: TaskInstant {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return TaskInstant(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }
}
