import NIOCore

/// How much one viewer may still send in this second.
struct RequestAllowance {
    private var secondBegan = NIODeadline.uptimeNanoseconds(0)
    private var count = 0

    /// - Returns: Whether one more may come.
    mutating func take(at now: NIODeadline, perSecond limit: Int) -> Bool {
        if now - self.secondBegan >= .seconds(1) { (self.secondBegan, self.count) = (now, 0) }
        self.count += 1
        return self.count <= limit
    }
}
