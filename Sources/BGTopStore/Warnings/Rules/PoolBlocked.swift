import BackgroundWorkEvents

extension WarningRule {
    /// Two rules, because the two are two troubles: who is held up, and by whom, is not the same.
    static let libraryPoolBlocked = Self.poolBlocked("pool blocked") { $0 == .library }
    static let globalPoolBlocked = Self.poolBlocked("Swift's pool blocked") { $0 != .library }

    private static func poolBlocked(_ name: String, _ isMeant: @escaping @Sendable (PoolStatus.Pool) -> Bool) -> Self {
        Self(
            name: name,
            severity: .critical,
            advice:
                "Move what blocks its threads to threads of its own: a lock, a semaphore, or synchronous input and output."
        ) { store in
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
            return Finding(summary: summary, count: blocked.count, task: holders.first)
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
