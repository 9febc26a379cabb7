import Foundation

/// Readings of the system's clocks, in seconds.
enum Stopwatch {
    /// On the wall.
    static func seconds(_ body: () async throws -> Void) async rethrows -> Double {
        let start = Self.now
        try await body()
        return Self.now - start
    }

    static var now: Double { Self.read(CLOCK_MONOTONIC) }

    /// What the calling thread has used of a processor. For code that does not suspend: it hardly matters then who else wants it.
    static var threadTime: Double { Self.read(CLOCK_THREAD_CPUTIME_ID) }

    private static func read(_ clock: clockid_t) -> Double {
        var time = timespec()
        _ = unsafe clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
