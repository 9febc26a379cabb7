package import BackgroundWorkEvents

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The clock by which a process's events are timed, of the process that this is.
package struct MonotonicClock {
    private let reading: () -> TaskInstant

    /// The system's clock, unless another one is to be read.
    package init(reading: @escaping () -> TaskInstant = { TaskInstant(nanoseconds: Self.nanoseconds(of: CLOCK_MONOTONIC)) }) {
        self.reading = reading
    }

    var now: TaskInstant { self.reading() }

    static func nanoseconds(of clock: clockid_t) -> Int64 {
        var time = timespec()
        _ = unsafe clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}

/// What part of one processor the calling thread uses, measured about once a second.
struct OwnUsage {
    private var last: (at: TaskInstant, used: Int64)?

    /// - Returns: nil while the last figure still holds.
    mutating func measure(at now: TaskInstant) -> Double? {
        if let last = self.last, now - last.at < .seconds(1) { return nil }
        let used = MonotonicClock.nanoseconds(of: CLOCK_THREAD_CPUTIME_ID)
        defer { self.last = (now, used) }
        guard let last = self.last else { return nil }
        return Double(used - last.used) / Double((now - last.at).clampedNanoseconds)
    }
}
