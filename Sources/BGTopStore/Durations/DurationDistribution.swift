/// How likely it is that something is over by a certain time, from how long it took before.
///
/// What was cut short counts as well (Kaplan and Meier, 1958): it says nothing of when it would have ended, but that it had not
/// until then. Left out, as if only those had been there that ended, it would make the rest look as if they always did.
struct DurationDistribution: Sendable {
    /// Durations that are not told apart.
    struct Step: Sendable {
        /// The upper end; nanoseconds.
        let bound: Int64
        /// How many took so long.
        var ended: UInt64 = 0
        /// How many were cut short then, of which no more is known than that they would have taken longer.
        var cutShort: UInt64 = 0
    }

    /// The upper end of each step in which there is something, ascending; nanoseconds.
    private var bounds: [Int64] = []
    /// How many are over at each of `bounds` or before. What was cut short counts as those that took longer, in equal parts: it
    /// would have gone on as they did. If none did, it never is over.
    private var over: [Double] = []
    /// How many ended or were cut short at each of `bounds` or before.
    private var seen: [UInt64] = []
    /// How many ended.
    let count: UInt64
    /// The longest that ended; nanoseconds.
    let longest: Int64

    /// - Parameter steps: In ascending order.
    init(longest: Int64, steps: [Step] = []) {
        self.longest = longest
        self.count = steps.reduce(0) { $0 + $1.ended }
        let all = steps.reduce(0) { $0 + $1.ended + $1.cutShort }
        var goingOn = all
        var left = Double(all)
        for step in steps {
            // What is cut short where others end would have taken longer than they.
            left = step.ended == goingOn ? 0 : left - Double(step.ended) * (left / Double(goingOn))
            goingOn -= step.ended + step.cutShort
            self.bounds.append(step.ended > 0 ? min(step.bound, longest) : step.bound)
            self.over.append(Double(all) - left)
            self.seen.append(all - goingOn)
        }
    }

    private var all: Double { Double(self.seen.last ?? 0) }

    /// How many are over after `nanoseconds`.
    private func over(after nanoseconds: Int64) -> Double {
        let position = self.bounds.firstPosition { $0 > nanoseconds }
        return position > 0 ? self.over[position - 1] : 0
    }

    /// How many took longer than `nanoseconds`, whether they ended or were cut short.
    func count(over nanoseconds: Int64) -> UInt64 {
        let position = self.bounds.firstPosition { $0 > nanoseconds }
        return (self.seen.last ?? 0) - (position > 0 ? self.seen[position - 1] : 0)
    }

    /// P(T ≤ elapsed + left | T > elapsed): of those that took longer than `elapsed`, the share that was over within `left`
    /// more. Zero where none took longer.
    func probability(ofEndingWithin left: Int64, after elapsed: Int64) -> Double {
        let before = self.over(after: elapsed)
        guard before < self.all, left >= 0 else { return 0 }
        let (end, overflow) = elapsed.addingReportingOverflow(left)
        let then = self.over(after: overflow ? .max : end)
        return (then - before) / (self.all - before)
    }

    /// How much longer than `elapsed` it took for this share of those that took longer; nil where no such share ended.
    func left(forShare share: Double, after elapsed: Int64) -> Int64? {
        let before = self.over(after: elapsed)
        let wanted = before + ((self.all - before) * share).nextDown
        let position = self.over.firstPosition { $0 > before && $0 >= wanted }
        return position < self.bounds.count ? self.bounds[position].saturatingMinus(elapsed) : nil
    }

    /// The share that took no longer than `nanoseconds`.
    func share(upTo nanoseconds: Int64) -> Double {
        self.all > 0 ? self.over(after: nanoseconds) / self.all : 0
    }

    /// Within what time this share was over; nil where no such share ended.
    func duration(ofShare share: Double) -> Int64? {
        // What took no time at all took longer than -1.
        self.left(forShare: share, after: -1).map { $0.saturatingMinus(1) }
    }

    /// How likely it is at most that one more of the same kind takes longer than `elapsed`, which none of them did.
    ///
    /// Of n + 1 alike each is the longest with the same probability, 1 / (n + 1). And that the longest is c times as long as the
    /// next is taken to have the probability 1 / c: so it is of durations whose tail is so heavy that they have no mean, and what
    /// a server does is tamer than that.
    func chance(ofTakingLongerThan elapsed: Int64) -> Double {
        Double(max(1, self.longest)) / Double(max(1, self.longest, elapsed)) / Double(self.count + 1)
    }

    /// Of those that ended, where none was cut short.
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
