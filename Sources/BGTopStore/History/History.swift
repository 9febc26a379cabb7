import BackgroundWorkEvents
import DequeModule

/// The last of what happened, the newest last, and how much there was in all.
public struct History<Value: Sendable>: RandomAccessCollection, Sendable {
    private var entries: Deque<Timestamped<Value>> = []
    private let maximum: Int
    /// All that were ever added, those that have been forgotten included.
    public private(set) var total: UInt64 = 0

    init(maximum: Int) {
        self.maximum = maximum
    }

    mutating func append(_ value: Value, at instant: TaskInstant) {
        self.total += 1
        guard self.maximum > 0 else { return }
        if self.entries.count >= self.maximum { self.entries.removeFirst() }
        self.entries.append(Timestamped(at: instant, value: value))
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { self.entries.count }
    public subscript(position: Int) -> Timestamped<Value> { self.entries[position] }
}
