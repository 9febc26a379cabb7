import BackgroundWorkEvents

extension WarningRule {
    /// Of polls that are over. One that goes on is told by ``threadHeld``, which knows more about it.
    static let longPoll = Self(
        name: "long poll",
        severity: .notice,
        advice: "Await, yield, or slice the work: a poll keeps its thread from all others, and hears no cancel."
    ) { store in
        let names = LongPollTally.byName(store)
        guard let worst = names.max(by: { ($0.longest ?? 0, $0.count, $1.name) < ($1.longest ?? 0, $1.count, $0.name) }) else {
            return nil
        }
        let name = store.nameTable[worst.name].name
        let length = worst.longest.map { Duration.nanoseconds($0).prose }
        let summary =
            worst.count == 1
            ? "A poll of \(name) took \(length ?? "100 ms or more"), \((store.now - worst.last).prose) ago."
            : "\(worst.count.prose) polls of \(name) took 100 ms or more in the last \(Int64(store.thresholds.longPollsWithin.inSeconds)) s"
                + (length.map { ", the longest \($0)" } ?? "") + "."
        return Finding(summary: summary, count: names.count, task: store.row(worst.task)?.id, name: name)
    }
}
