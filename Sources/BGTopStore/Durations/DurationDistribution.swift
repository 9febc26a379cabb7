/// How likely it is that something is over by a certain time, from how long it took before.
struct DurationDistribution: Sendable {
    /// The upper end of each step in which there is something, ascending; nanoseconds.
    private var bounds: [Int64] = []
    /// How many durations end at each of `bounds` or before.
    private var cumulative: [UInt64] = []
    /// Nanoseconds.
    let longest: Int64

    init(longest: Int64) {
        self.longest = longest
    }

    /// Adds a step behind all others.
    mutating func append(count: UInt64, upTo bound: Int64) {
        self.bounds.append(min(bound, self.longest))
        self.cumulative.append(self.count + count)
    }

    var count: UInt64 { self.cumulative.last ?? 0 }

    /// How many took no longer than `nanoseconds`.
    private func count(upTo nanoseconds: Int64) -> UInt64 {
        let position = self.bounds.firstPosition { $0 > nanoseconds }
        return position > 0 ? self.cumulative[position - 1] : 0
    }

    /// How many took longer than `nanoseconds`.
    func count(over nanoseconds: Int64) -> UInt64 { self.count - self.count(upTo: nanoseconds) }

    /// P(T ≤ elapsed + left | T > elapsed): of those that took longer than `elapsed`, the share that was over within `left`
    /// more. Zero where none took longer.
    func probability(ofEndingWithin left: Int64, after elapsed: Int64) -> Double {
        let over = self.count(upTo: elapsed)
        guard over < self.count, left >= 0 else { return 0 }
        let (end, overflow) = elapsed.addingReportingOverflow(left)
        let overThen = overflow ? self.count : self.count(upTo: end)
        return Double(overThen - over) / Double(self.count - over)
    }

    /// How much longer than `elapsed` it took for this share of those that took longer; nil where none did.
    func left(forShare share: Double, after elapsed: Int64) -> Int64? {
        let over = self.count(upTo: elapsed)
        guard over < self.count else { return nil }
        let wanted = over + max(1, UInt64((Double(self.count - over) * share).nextDown.rounded(.up)))
        let position = self.cumulative.firstPosition { $0 >= wanted }
        return self.bounds[min(position, self.bounds.count - 1)] - elapsed
    }

    /// The share that took no longer than `nanoseconds`.
    func share(upTo nanoseconds: Int64) -> Double {
        self.count > 0 ? Double(self.count(upTo: nanoseconds)) / Double(self.count) : 0
    }

    /// Within what time this share was over; nil where there is nothing.
    func duration(ofShare share: Double) -> Int64? {
        // What took no time at all took longer than -1.
        self.left(forShare: share, after: -1).map { $0 - 1 }
    }

    /// How likely it is at most that one more of the same kind takes longer than `elapsed`, which none of them did.
    ///
    /// Of n + 1 alike each is the longest with the same probability, 1 / (n + 1). And that the longest is c times as long as the
    /// next is taken to have the probability 1 / c: so it is of durations whose tail is so heavy that they have no mean, and what
    /// a server does is tamer than that.
    func chance(ofTakingLongerThan elapsed: Int64) -> Double {
        Double(max(1, self.longest)) / Double(max(1, self.longest, elapsed)) / Double(self.count + 1)
    }

    var summary: DurationSummary? {
        guard self.count > 0 else { return nil }
        func percentile(_ share: Double) -> Duration { .nanoseconds(self.duration(ofShare: share) ?? 0) }
        return DurationSummary(
            count: self.count,
            p50: percentile(0.5),
            p95: percentile(0.95),
            p99: percentile(0.99),
            longest: .nanoseconds(self.longest)
        )
    }
}

extension Array {
    /// The first position whose element has the property, which all behind it have as well; the end where none has.
    func firstPosition(where hasProperty: (Element) -> Bool) -> Int {
        var low = 0
        var high = self.count
        while low < high {
            let middle = (low + high) / 2
            if hasProperty(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
