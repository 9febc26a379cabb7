public import BackgroundWorkEvents

/// How many tasks were left as a shutdown went on, at even intervals.
public struct BurnDown: Hashable, Sendable {
    private static let maximumPoints = 600
    /// Most of a shutdown is over within seconds.
    private static let firstInterval: Duration = .milliseconds(250)

    /// When the first point was.
    public let start: TaskInstant
    /// The number at ``start`` and after each ``interval``. Never more than 600: a shutdown that takes longer is told in longer
    /// intervals.
    public private(set) var points: [Int]
    public private(set) var interval = firstInterval
    private var nextPoint: TaskInstant

    init(from count: Int, at start: TaskInstant) {
        self.start = start
        self.points = [count]
        self.nextPoint = start.advanced(by: Self.firstInterval)
    }

    /// Time passes; until now `left` tasks lived.
    mutating func advance(to now: TaskInstant, left: Int) {
        while self.nextPoint <= now, self.nextPoint.nanoseconds < .max {
            if self.points.count == Self.maximumPoints { self.halve() }
            self.points.append(left)
            self.nextPoint = self.start.advanced(by: self.interval * self.points.count)
        }
    }

    /// Keeps every second point.
    private mutating func halve() {
        self.points = stride(from: 0, to: self.points.count, by: 2).map { self.points[$0] }
        self.interval *= 2
    }
}
