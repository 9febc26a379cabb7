/// What the tasks of one name fail with.
///
/// Of texts that all differ, because there is an order number in each, only so many are kept: a new one takes the place of the one
/// that was seen least, so that what comes again and again stays. Of a long text the beginning is kept: 4 KB in all.
struct FailureReasons: Sendable {
    private static let maximum = 16

    private var reasons: [FailureReason] = []
    /// Failures whose text has been given up for another, or that had none.
    private(set) var others: UInt64 = 0

    mutating func count(_ text: String?) {
        guard let text = text?.cut(to: .name) else {
            self.others += 1
            return
        }
        if let index = self.reasons.firstIndex(where: { $0.text == text }) {
            self.reasons[index].count += 1
            return
        }
        if self.reasons.count == Self.maximum, let rarest = self.reasons.indices.min(by: { self.isRarer($0, than: $1) }) {
            self.others += self.reasons.remove(at: rarest).count
        }
        self.reasons.append(FailureReason(text: text, count: 1))
    }

    /// The most frequent first; of those that are as frequent, the one that was seen first.
    var mostFrequent: [FailureReason] {
        // The sort is stable.
        self.reasons.sorted { $0.count > $1.count }
    }

    /// Of those that were seen as often, the older goes.
    private func isRarer(_ left: Int, than right: Int) -> Bool {
        (self.reasons[left].count, left) < (self.reasons[right].count, right)
    }
}
