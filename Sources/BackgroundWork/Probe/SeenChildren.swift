/// Counts the children of a task by their numbers, each once, in little space.
///
/// Numbers grow in the order in which the process makes its tasks, and a child is first heard of when it is made. So it is enough to
/// remember which of the last ``window`` numbers have been seen: what is older has been seen before, and wakes up again.
struct SeenChildren {
    static let window: UInt64 = 1_024

    private(set) var count: UInt32 = 0
    private var highest: UInt64?
    /// A bit for each of the last ``window`` numbers, at the number's place modulo ``window``.
    private var seen: [UInt64] = []

    /// - Returns: Whether that is a child that has not been seen before.
    mutating func insert(_ number: UInt64) -> Bool {
        guard let highest else {
            self.seen = Array(repeating: 0, count: Int(Self.window / 64))
            self.highest = number
            return self.mark(number)
        }
        if number > highest {
            // What now falls into the window has not been seen; the places may hold bits of numbers that have left it.
            if number - highest >= Self.window {
                for index in self.seen.indices { self.seen[index] = 0 }
            } else {
                for passed in highest + 1...number { self.clear(passed) }
            }
            self.highest = number
            return self.mark(number)
        }
        guard highest - number < Self.window, !self.contains(number) else { return false }
        return self.mark(number)
    }

    private func contains(_ number: UInt64) -> Bool {
        self.seen[Self.word(of: number)] & Self.bit(of: number) != 0
    }

    private mutating func mark(_ number: UInt64) -> Bool {
        self.seen[Self.word(of: number)] |= Self.bit(of: number)
        self.count &+= 1
        return true
    }

    private mutating func clear(_ number: UInt64) {
        self.seen[Self.word(of: number)] &= ~Self.bit(of: number)
    }

    private static func word(of number: UInt64) -> Int { Int(number % Self.window / 64) }
    private static func bit(of number: UInt64) -> UInt64 { 1 << (number % 64) }
}
