/// What the tasks of one name did with threads, while they were watched.
struct NameActivity: Sendable {
    // Of numbers that may come from anywhere, sums of this kind cannot overflow.
    private var busy = 0.0
    private var passed = 0.0
    private var longest: Int64 = 0

    mutating func add(_ growth: ActivityGrowth) {
        self.busy += Double(growth.busy)
        self.passed += Double(growth.passed)
        if let longestPoll = growth.longestPoll { self.longest = max(self.longest, longestPoll) }
    }

    var busyShare: Double? { self.passed > 0 ? self.busy / self.passed : nil }
    var longestPoll: Duration? { self.longest > 0 ? .nanoseconds(self.longest) : nil }
}
