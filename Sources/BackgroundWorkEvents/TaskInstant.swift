/// A moment on the monotonic clock of the process that is watched.
///
/// Instants of one process can be compared and subtracted; those of two processes cannot. ``TimeAnchor`` turns an instant
/// into a time of day.
public struct TaskInstant: Hashable, Comparable, Sendable, Codable {
    /// Nanoseconds since the clock's origin, which has no meaning of its own.
    public let nanoseconds: Int64

    public init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    public static func < (left: Self, right: Self) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// This instant moved by `duration`; saturates instead of overflowing, so that "never" can be a very long duration.
    public func advanced(by duration: Duration) -> Self {
        let nanoseconds = duration.clampedNanoseconds
        let (sum, overflow) = self.nanoseconds.addingReportingOverflow(nanoseconds)
        guard overflow || nanoseconds == .min || nanoseconds == .max else { return Self(nanoseconds: sum) }
        // From one instant to another it can be further than 64 bits count.
        return Self(nanoseconds: Int64(clamping: Int128(self.nanoseconds) + duration.attoseconds / 1_000_000_000))
    }

    /// How long it is from `earlier` to this instant; negative if `earlier` is the later one.
    public func duration(since earlier: Self) -> Duration {
        // Durations reach further than instants, so that no two instants, whoever sent them, are too far apart.
        .nanoseconds(self.nanoseconds) - .nanoseconds(earlier.nanoseconds)
    }

    public static func + (left: Self, right: Duration) -> Self { left.advanced(by: right) }
    public static func - (left: Self, right: Self) -> Duration { left.duration(since: right) }
}

extension Duration {
    /// The duration in whole nanoseconds, at most what an `Int64` can hold (292 years).
    public var clampedNanoseconds: Int64 {
        let (seconds, attoseconds) = self.components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflow else { return seconds < 0 ? .min : .max }
        let (sum, sumOverflow) = product.addingReportingOverflow(attoseconds / 1_000_000_000)
        return sumOverflow ? (seconds < 0 ? .min : .max) : sum
    }

    /// The duration in seconds, for arithmetic and display.
    public var inSeconds: Double {
        let (seconds, attoseconds) = self.components
        return Double(seconds) + Double(attoseconds) / 1e18
    }
}
