import BackgroundWorkEvents

/// The times in which a pool took no work. A task that waited for a thread meanwhile has not worked slowly: it stood still, and that says
/// nothing of how it goes on.
struct PoolStandstills: Sendable {
    /// More than there are in the life of most tasks. Of one that has seen more, the earlier count as its own time.
    private static let maximum = 16

    private var over: [Range<TaskInstant>] = []
    /// Since when no thread has taken work; nil while one does.
    private var since: TaskInstant?

    /// - Parameter blockedSince: As of a ``PoolStatus`` of the pool that came at `now`.
    mutating func note(blockedSince: TaskInstant?, at now: TaskInstant) {
        guard let since = blockedSince else {
            if let since = self.since, since < now { self.over.append(since..<now) }
            self.over.removeFirst(max(0, self.over.count - Self.maximum))
            return self.since = nil
        }
        // Where one that held a thread gives way to another, nobody else had it in between.
        self.since = min(since, self.since ?? since)
    }

    /// For how long the task stood still up to `moment`, and since then.
    func time(of row: TaskRow, upTo moment: TaskInstant, at now: TaskInstant) -> (before: Duration, since: Duration) {
        guard let startedAt = row.startedAt, let ready = row.activity?.ready else { return (.zero, .zero) }
        // Who slept through it, or held a thread, lost nothing by it.
        let since = min(ready, self.time(from: moment, to: now))
        return (min(ready - since, self.time(from: startedAt, to: moment)), since)
    }

    /// For how long the pool took no work between two moments.
    func time(from start: TaskInstant, to end: TaskInstant) -> Duration {
        let present = self.since.map { [$0..<max($0, end)] } ?? []
        return (self.over + present).reduce(.zero) { sum, standstill in
            sum + max(.zero, min(standstill.upperBound, end) - max(standstill.lowerBound, start))
        }
    }
}
