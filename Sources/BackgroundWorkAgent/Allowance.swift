import NIOCore

/// How much of something there may be in a stretch of time, and how much of it was asked for in this one.
struct Allowance {
    let limit: Int
    let period: TimeAmount
    private var began = NIODeadline.uptimeNanoseconds(0)
    /// Since it began, be it given or not.
    private(set) var asked = 0

    init(_ limit: Int, per period: TimeAmount) {
        self.limit = limit
        self.period = period
    }

    /// - Returns: Whether there may be one more.
    mutating func take(at now: NIODeadline) -> Bool {
        if now - self.began >= self.period { (self.began, self.asked) = (now, 0) }
        self.asked += 1
        return self.asked <= self.limit
    }
}
