import BackgroundWorkEvents

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The system's clocks, read directly: `ContinuousClock.now` costs half as much again, and is read twice per task.
enum MonotonicClock {
    static var now: TaskInstant {
        TaskInstant(nanoseconds: Self.read(CLOCK_MONOTONIC))
    }

    /// The monotonic and the wall clock, read one right after the other.
    static var anchor: TimeAnchor {
        TimeAnchor(instant: Self.now, nanosecondsSince1970: Self.read(CLOCK_REALTIME))
    }

    private static func read(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        unsafe clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
