import BackgroundWorkEvents

/// How often something happened in the second that runs now and in each of the 60 before it, by the time at which it happened.
struct SecondsWindow: Sendable {
    static let completeSeconds = 60
    private static let slots = completeSeconds + 1

    /// A ring: a second's slot is its number modulo the length.
    private var counts = [UInt32](repeating: 0, count: slots)
    /// The second that runs now, on the watched process's clock.
    private var current: Int64 = 0
    /// All that the window holds.
    private(set) var sum: UInt64 = 0

    static func second(of instant: TaskInstant) -> Int64 {
        // Rounds down, so that a clock that began below zero has no second of double length.
        let (quotient, remainder) = instant.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        return remainder < 0 ? quotient - 1 : quotient
    }

    /// Lets time pass. Does nothing where `second` is past already.
    mutating func advance(to second: Int64) {
        guard second > self.current else { return }
        let (passed, overflow) = second.subtractingReportingOverflow(self.current)
        if overflow || passed >= Int64(Self.slots) {
            if self.sum > 0 {
                self.counts = [UInt32](repeating: 0, count: Self.slots)
                self.sum = 0
            }
        } else if self.sum > 0 {
            for cleared in (self.current + 1)...second {
                let slot = Self.slot(cleared)
                self.sum -= UInt64(self.counts[slot])
                self.counts[slot] = 0
            }
        }
        self.current = second
    }

    /// Counts what happened in `second`; what is older than the window is not counted.
    mutating func add(_ count: UInt32 = 1, in second: Int64) {
        self.advance(to: second)
        guard second > self.current - Int64(Self.slots) else { return }
        self.counts[Self.slot(second)] &+= count
        self.sum += UInt64(count)
    }

    /// The complete seconds, the newest last.
    var complete: [Double] {
        (1...Int64(Self.completeSeconds)).reversed().map { Double(self.counts[Self.slot(self.current - $0)]) }
    }

    /// How long what the window holds took: at most 61 s, less where nobody watched before `start`, and never less than one
    /// second, so that the first event does not look like a storm.
    func span(from start: TaskInstant, to now: TaskInstant) -> Duration {
        let oldest = TaskInstant(nanoseconds: (self.current - Int64(Self.completeSeconds)) &* 1_000_000_000)
        return max(.seconds(1), now - max(oldest, start))
    }

    private static func slot(_ second: Int64) -> Int {
        let remainder = Int(second % Int64(Self.slots))
        return remainder < 0 ? remainder + Self.slots : remainder
    }
}
