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
    package init(reading: @escaping () -> TaskInstant = { .monotonicNow }) {
        self.reading = reading
    }

    var now: TaskInstant { self.reading() }
}

/// What part of one processor the calling thread uses, measured about once a second.
struct OwnUsage {
    private var last: (at: TaskInstant, used: Int64)?

    /// - Returns: nil while the last figure still holds.
    mutating func measure(at now: TaskInstant) -> Double? {
        if let last = self.last, now - last.at < .seconds(1) { return nil }
        let used = Self.usedByThread
        defer { self.last = (now, used) }
        guard let last = self.last else { return nil }
        return Double(used - last.used) / Double((now - last.at).clampedNanoseconds)
    }

    /// Nanoseconds on a processor, since the thread began.
    private static var usedByThread: Int64 {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
