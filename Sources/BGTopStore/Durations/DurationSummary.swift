/// How long something took, over a number of times.
public struct DurationSummary: Hashable, Sendable {
    /// How many times; at least 1.
    public let count: UInt64
    public let p50: Duration
    public let p95: Duration
    public let p99: Duration
    public let longest: Duration
}
