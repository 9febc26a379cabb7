import BackgroundWorkEvents

extension TaskStore {
    /// How long the task yet needs, in nanoseconds, if it goes on as it says that it did; nil where it has said nothing, or only
    /// that it is at the beginning. At most some thirty years.
    package func nanosecondsLeft(atPaceOf row: TaskRow) -> Int64? {
        guard let progress = row.progress, progress.fraction > 0, let startedAt = row.startedAt else { return nil }
        let standstill = self.standstill(of: row, upTo: progress.at)
        let remaining = (1 - progress.fraction) / progress.fraction
        let whenSaid = (progress.at - startedAt - standstill.before).inSeconds
        let sinceSaid = (self.now - progress.at - standstill.since).inSeconds
        let left = whenSaid * remaining - sinceSaid
        // Overdue: whatever it has done since, it was not worth a word, so its pace is that of all the time until now.
        let seconds = left > 0 ? left : (whenSaid + sinceSaid) * remaining
        return Int64(min(max(0, seconds), 1e9) * 1e9)
    }

    /// For how long the library's pool kept the task from going on up to `moment`, and since then.
    func standstill(of row: TaskRow, upTo moment: TaskInstant) -> (before: Duration, since: Duration) {
        self.standstills[.library]?.time(of: row, upTo: moment, at: self.now) ?? (.zero, .zero)
    }
}
