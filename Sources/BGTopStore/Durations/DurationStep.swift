/// Durations that are not told apart, and how often there was one of them.
public struct DurationStep: Hashable, Sendable {
    /// From the shortest to just before the shortest of the next step; nanoseconds.
    public let nanoseconds: Range<Int64>
    public let count: UInt64

    package init(nanoseconds: Range<Int64>, count: UInt64) {
        self.nanoseconds = nanoseconds
        self.count = count
    }
}
