import BackgroundWorkEvents

extension WarningRule {
    /// Two rules, because the two are two troubles: who is held up, and by whom, is not the same.
    static let libraryPoolBlocked = Self.poolBlocked(
        "pool blocked",
        advice: "Move what blocks its threads to threads of its own: a lock, a semaphore, or synchronous input and output."
    ) { $0 == .library }
    static let globalPoolBlocked = Self.poolBlocked(
        "Swift's pool held up",
        advice: "Find what keeps its threads: a lock, a semaphore, synchronous input and output, or more work than they can do."
    ) { $0 != .library }

    /// For how long work may wait for one of the library's threads before it is told.
    private static let longestLag: Duration = .milliseconds(500)
    /// From when on nobody takes it for mere bustle that Swift's pool has not got round to new work: what its threads do is not seen.
    private static let longestBacklog: Duration = .seconds(5)

    private static func poolBlocked(
        _ name: String,
        advice: String,
        _ isMeant: @escaping @Sendable (PoolStatus.Pool) -> Bool
    ) -> Self {
        Self(name: name, severity: .critical, advice: advice) { store in
            let blocked = store.pools.compactMap { pool in
                isMeant(pool.pool) ? pool.blockedSince.map { (pool: pool, since: $0) } : nil
            }
            guard let worst = blocked.min(by: { $0.since < $1.since }) else { return nil }
            let holders = worst.pool.blockedThreads.filter { $0.task != nil }.sorted { $0.since < $1.since }.compactMap(\.task)
            let duration = (store.now - worst.since).prose
            // Who it is comes first: a narrow screen cuts the end.
            let summary =
                if let holder = holders.first {
                    (store.row(holder)?.title ?? "Task \(holder)")
                        + (holders.count > 1 ? " and \((holders.count - 1).prose) more have held" : " has held")
                        + " \(worst.pool.pool.object) for \(duration)."
                } else {
                    worst.pool.pool.subject + (blocked.count > 1 ? ", and at \((blocked.count - 1).prose) more," : "")
                        + " has not taken new work for \(duration)."
                }
            // Work stands still only where there is some that waits.
            let standsStill =
                worst.pool.pool == .library
                ? worst.pool.lag >= Self.longestLag : store.now - worst.since >= Self.longestBacklog
            return Finding(
                summary: summary,
                count: blocked.count,
                task: holders.first,
                severity: standsStill ? nil : .warning
            )
        }
    }
}

extension PoolStatus.Pool {
    /// As ``subject``, within a sentence.
    fileprivate var object: String {
        self == .library ? "the pool of background tasks" : self.subject
    }

    /// The beginning of a sentence.
    var subject: String {
        switch self {
        case .library: "The pool of background tasks"
        case .global(let priority): "Swift's global pool at priority \(priority.priorityName)"
        }
    }
}
