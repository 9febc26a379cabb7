/// Where on a line a moment lies.
public struct TimeScale: Hashable, Sendable {
    /// What the last column stands for; a round number.
    public let length: Duration
    /// How far the last column is from the first.
    public let columns: Int
    /// Into how many equal parts it is divided.
    private let parts: Int
    /// How long a part is, in milliseconds.
    private let step: Int

    private static let mostParts = 6

    /// - Parameter length: What it has to have room for.
    public init(length: Duration, columns: Int) {
        // Longer than anybody waits for a lesson, and short enough to be counted in milliseconds.
        let milliseconds = Int(min(max(1, length / .milliseconds(1)), 1e12).rounded(.up))
        self.step = Self.step(for: milliseconds)
        self.parts = (milliseconds + self.step - 1) / self.step
        self.length = .milliseconds(self.step * self.parts)
        self.columns = columns
    }

    /// 1, 2 or 5 times a power of ten.
    private static func step(for milliseconds: Int) -> Int {
        var unit = 1
        while true {
            for step in [unit, 2 * unit, 5 * unit] where milliseconds <= step * Self.mostParts { return step }
            unit *= 10
        }
    }

    public func column(_ moment: Duration) -> Int {
        min(self.columns, max(0, Int((moment / self.length * Double(self.columns)).rounded())))
    }

    /// The moments with which its parts begin, each above its column: in milliseconds, from ten seconds on in seconds. One that would
    /// run into the one before is left out.
    public var labels: String {
        let (name, unit) = self.length < .seconds(10) ? ("ms", 1) : ("s", 1_000)
        var labels = "0 \(name)"
        for part in 1...self.parts {
            let column = self.column(.milliseconds(part * self.step))
            guard labels.count < column else { continue }
            labels += String(repeating: " ", count: column - labels.count) + "\(part * self.step / unit)"
        }
        return labels
    }
}
