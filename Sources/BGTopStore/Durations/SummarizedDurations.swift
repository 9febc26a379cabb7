import BackgroundWorkEvents

/// Durations whose summary is kept from one refresh to the next, since reading one out costs as much as recording thousands.
struct SummarizedDurations: Sendable {
    private(set) var histogram = DurationHistogram()
    /// As of the last refresh.
    private(set) var summary: DurationSummary?

    mutating func record(from start: TaskInstant, to end: TaskInstant) {
        self.histogram.record(from: start, to: end)
    }

    /// - Returns: Whether there was anything new to sum up.
    mutating func refresh() -> Bool {
        guard self.histogram.count != self.summary?.count ?? 0 else { return false }
        self.summary = self.histogram.summary
        return true
    }
}
