import BackgroundWorkEvents

extension WarningRule {
    /// Of a server that has not done much yet: what runs on may hang or be long by nature, and too little has ended to tell which.
    static let longRun = Self(
        name: "long run",
        severity: .notice,
        advice: "If it hangs, cancel it, and give what it calls a timeout: look inside where it waits."
    ) { store in
        guard let (row, count) = store.longestOf(store.watch.longRuns.incomparable), let ran = row.ran(at: store.now) else {
            return nil
        }
        let known =
            switch store.nameTable[row.name].run.summary {
            case nil: "none of its name has been seen to succeed"
            case let runs? where runs.count == 1: "the one of its name that succeeded took \(runs.longest.prose)"
            case let runs?: "the \(runs.count.prose) of its name that succeeded took \(runs.longest.prose) at most"
            }
        return Finding(
            summary: "\(row.title) has run for \(ran.prose); \(known).",
            count: count,
            task: row.id
        )
    }
}
