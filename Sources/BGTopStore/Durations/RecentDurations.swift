import BackgroundWorkEvents

/// How durations were distributed over about the last minute: the slice of ten seconds that runs now, and the five before it.
///
/// To sum them up takes as long as to record thousands, and a picture asks ten times a second: the summary is kept (``refresh()``).
struct RecentDurations: Sendable {
    private static let secondsPerSlice: Int64 = 10
    private static let slices = 6

    /// A ring: a slice's place is its number modulo the length.
    private var histograms = [DurationHistogram](repeating: DurationHistogram(), count: slices)
    private var current: Int64 = 0
    private var second: Int64 = 0
    /// When it was summed up last; nil where it has to be at the next opportunity.
    private var refreshed: Int64?
    private var hasNews = false
    /// As of the last refresh; nil where there was nothing to sum up.
    private(set) var summary: DurationSummary?

    mutating func record(from start: TaskInstant, to end: TaskInstant) {
        self.histograms[Self.place(self.current)].record(from: start, to: end)
        self.hasNews = true
    }

    mutating func advance(to second: Int64) {
        self.second = max(self.second, second)
        let slice = second.flooredQuotient(dividingBy: Self.secondsPerSlice)
        guard slice > self.current else { return }
        let cleared = min(slice - self.current, Int64(Self.slices))
        self.current = slice
        for age in 0..<cleared where self.histograms[Self.place(slice - age)].count > 0 {
            self.histograms[Self.place(slice - age)].removeAll()
            self.hasNews = true
        }
    }

    /// Brings the summary up to date, at most once a second.
    mutating func refresh() {
        guard self.hasNews, self.refreshed != self.second else { return }
        self.refreshed = self.second
        self.hasNews = false
        var all = DurationHistogram()
        for histogram in self.histograms where histogram.count > 0 { all.add(histogram) }
        self.summary = all.summary
    }

    /// Makes the next ``refresh()`` sum up anew, although no second has passed.
    mutating func refreshOnceMore() {
        self.refreshed = nil
    }

    private static func place(_ slice: Int64) -> Int {
        Int(slice.flooredRemainder(dividingBy: Int64(Self.slices)))
    }
}
