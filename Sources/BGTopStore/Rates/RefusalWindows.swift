import BackgroundWorkEvents

/// What was not accepted, and why, in the last minute.
struct RefusalWindows: Sendable {
    private var windows: [RejectionReason: SecondsWindow] = [:]

    /// - Parameter second: The second that runs now.
    mutating func add(_ count: UInt32 = 1, of reason: RejectionReason, in second: Int64) {
        self.windows[reason, default: SecondsWindow(in: second)].add(count, in: second)
    }

    mutating func advance(to second: Int64) {
        for reason in self.windows.keys { self.windows[reason]?.advance(to: second) }
    }

    /// How many there were in the second that runs now and in so many before it.
    func count(of reason: RejectionReason, inLast seconds: Int64) -> UInt64 {
        self.windows[reason]?.sum(ofLast: seconds) ?? 0
    }
}
