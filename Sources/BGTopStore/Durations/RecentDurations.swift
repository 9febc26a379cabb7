import BackgroundWorkEvents

/// How durations were distributed over about the last minute: the slice of ten seconds that runs now, and the five before it.
struct RecentDurations: Sendable {
    private static let secondsPerSlice: Int64 = 10
    private static let slices = 6

    /// A ring: a slice's place is its number modulo the length.
    private var histograms = [DurationHistogram](repeating: DurationHistogram(), count: slices)
    private var current: Int64 = 0

    mutating func record(from start: TaskInstant, to end: TaskInstant) {
        self.histograms[Self.place(self.current)].record(from: start, to: end)
    }

    mutating func advance(to second: Int64) {
        let slice = second.flooredQuotient(dividingBy: Self.secondsPerSlice)
        guard slice > self.current else { return }
        let cleared = min(slice - self.current, Int64(Self.slices))
        self.current = slice
        for age in 0..<cleared { self.histograms[Self.place(slice - age)].removeAll() }
    }

    var summary: DurationSummary? {
        var all = DurationHistogram()
        for histogram in self.histograms where histogram.count > 0 { all.add(histogram) }
        return all.summary
    }

    private static func place(_ slice: Int64) -> Int {
        Int(slice.flooredRemainder(dividingBy: Int64(Self.slices)))
    }
}
