/// One moment read on two clocks, so that monotonic instants can be shown as times of day.
public struct TimeAnchor: Hashable, Sendable, Codable {
    /// The moment on the monotonic clock.
    public let instant: TaskInstant
    /// The same moment, in nanoseconds since 1970-01-01 00:00 UTC.
    public let nanosecondsSince1970: Int64

    public init(instant: TaskInstant, nanosecondsSince1970: Int64) {
        self.instant = instant
        self.nanosecondsSince1970 = nanosecondsSince1970
    }

    /// The time of day of `instant`, in nanoseconds since 1970-01-01 00:00 UTC.
    public func nanosecondsSince1970(at instant: TaskInstant) -> Int64 {
        self.nanosecondsSince1970 &+ (instant.nanoseconds &- self.instant.nanoseconds)
    }
}
