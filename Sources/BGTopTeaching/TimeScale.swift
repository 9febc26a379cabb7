/// Where on a line a moment lies.
public struct TimeScale: Hashable, Sendable {
    /// What the last column stands for; a round number.
    public let length: Duration
    /// How far the last column is from the first.
    public let columns: Int

    public init(length: Duration, columns: Int) {
        let milliseconds = max(1, Int((length / .milliseconds(1)).rounded(.up)))
        let step = Self.steps.first { milliseconds <= $0 * 4 } ?? milliseconds
        self.length = .milliseconds(step * 4)
        self.columns = columns
    }

    private static let steps = [1, 5, 10, 25, 50, 100, 125, 250, 500, 1_000, 2_500]

    public func column(_ moment: Duration) -> Int {
        min(self.columns, max(0, Int((moment / self.length * Double(self.columns)).rounded())))
    }

    /// Four equal parts, with the moments that they begin with.
    public var labels: String {
        let quarter = self.columns / 4
        let step = Int(self.length / .milliseconds(4))
        return (0...4).map { part in
            let label = part == 0 ? "0 ms" : "\(part * step)"
            return part == 4 ? label : label + String(repeating: " ", count: max(1, quarter - label.count))
        }.joined()
    }
}
