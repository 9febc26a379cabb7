import BackgroundWorkEvents

/// How often something happened in the second that runs now and in each of the 60 before it, by the time at which it happened.
struct SecondsWindow: Sendable {
    static let completeSeconds: Int64 = 60
    private static let slots = completeSeconds + 1

    /// A ring: a second's slot is its number modulo the length.
    private var counts = [UInt32](repeating: 0, count: Int(slots))
    /// The second that runs now, on the watched process's clock.
    private var current: Int64
    /// All that the window holds.
    private(set) var sum: UInt64 = 0

    init(in second: Int64 = 0) {
        self.current = second
    }

    /// Lets time pass. Does nothing where `second` is past already.
    mutating func advance(to second: Int64) {
        guard second > self.current else { return }
        let cleared = min(second - self.current, Self.slots)
        self.current = second
        guard self.sum > 0 else { return }
        for age in 0..<cleared {
            let slot = Self.slot(second - age)
            self.sum -= UInt64(self.counts[slot])
            self.counts[slot] = 0
        }
    }

    /// Counts what happened in `second`. What is older than the window is not counted, and nothing can be of a second to come.
    mutating func add(_ count: UInt32 = 1, in second: Int64) {
        let second = min(second, self.current)
        guard self.current - second < Self.slots else { return }
        let slot = Self.slot(second)
        let (sum, overflow) = self.counts[slot].addingReportingOverflow(count)
        guard !overflow else { return }
        self.counts[slot] = sum
        self.sum += UInt64(count)
    }

    /// Counts what happened at some time from the second `first` to the second `last`, as if at an even rate. As much of it as
    /// would be older than the window is not counted.
    mutating func spread(_ count: UInt64, from first: Int64, to last: Int64) {
        let seconds = Int128(last) - Int128(first) + 1
        guard seconds > 0 else { return self.add(UInt32(clamping: count), in: last) }
        // What is left over goes to the later seconds, so that nothing is lost.
        let before = { (second: Int128) in Int128(count) * second / seconds }
        for age in 0..<min(Int128(Self.slots), seconds) {
            let place = seconds - 1 - age
            self.add(UInt32(clamping: before(place + 1) - before(place)), in: last - Int64(age))
        }
    }

    /// The complete seconds, the newest last.
    var complete: [Double] {
        (1...Self.completeSeconds).reversed().map { Double(self.counts[Self.slot(self.current - $0)]) }
    }

    /// The second that runs now and so many complete ones before it.
    func sum(ofLast seconds: Int64) -> UInt64 {
        guard self.sum > 0 else { return 0 }
        return (0...max(0, min(seconds, Self.completeSeconds))).reduce(0) { sum, age in
            sum + UInt64(self.counts[Self.slot(self.current - age)])
        }
    }

    private static func slot(_ second: Int64) -> Int {
        Int(second.flooredRemainder(dividingBy: Self.slots))
    }
}

extension TaskInstant {
    /// The second that runs at this instant.
    var second: Int64 { self.nanoseconds.flooredQuotient(dividingBy: 1_000_000_000) }

    /// When that second began; the first instant of all for the first second of all, which is not whole.
    var beginningOfSecond: TaskInstant {
        self.advanced(by: .nanoseconds(-self.nanoseconds.flooredRemainder(dividingBy: 1_000_000_000)))
    }
}
