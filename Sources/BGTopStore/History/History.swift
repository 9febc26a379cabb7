import BackgroundWorkEvents

/// The last of what happened, the newest last, and how much there was in all.
public struct History<Value: Sendable>: RandomAccessCollection, Sendable {
    private var entries: Ring<Timestamped<Value>>

    init(maximum: Int) {
        self.entries = Ring(maximum: maximum)
    }

    mutating func append(_ value: Value, at instant: TaskInstant) {
        self.entries.append(Timestamped(at: instant, value: value))
    }

    /// All that were ever added, those that have been forgotten included.
    public var total: UInt64 { self.entries.total }

    public var startIndex: Int { 0 }
    public var endIndex: Int { self.entries.count }
    public subscript(position: Int) -> Timestamped<Value> { self.entries[position] }
}
