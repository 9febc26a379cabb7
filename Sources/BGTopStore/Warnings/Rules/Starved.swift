import BackgroundWorkEvents

extension WarningRule {
    static let starved = Self(
        name: "starved",
        severity: .warning,
        advice: "Slice long polls, run fewer at once, or add threads to the pool: others have them all."
    ) { store in
        // While no thread takes anything, the trouble is another one.
        guard !store.isPoolBlocked, let id = store.watch.starved.first, let row = store.table[id], let activity = row.activity
        else {
            return nil
        }
        let ready = (store.now - store.readySince(activity)).prose
        return Finding(
            summary: "\(row.title) could go on, and has got no thread for \(ready).",
            count: store.watch.starved.count,
            task: id
        )
    }
}
