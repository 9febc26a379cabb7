import BackgroundWorkEvents

extension WarningRule {
    static let poolBlocked = Self(
        name: "pool blocked",
        severity: .critical,
        advice:
            "Find what blocks its threads: a lock, a semaphore or synchronous input and output belong on threads of their own."
    ) { store in
        let blocked = store.pools.compactMap { pool in pool.blockedSince.map { (pool: pool, since: $0) } }
        guard let worst = blocked.min(by: { $0.since < $1.since }) else { return nil }
        let holder = worst.pool.blockedThreads.filter { $0.task != nil }.min { $0.since < $1.since }
        return Finding(
            summary: "\(worst.pool.pool.subject) has not taken new work for \((store.now - worst.since).prose).",
            count: blocked.count,
            task: holder?.task
        )
    }
}

extension PoolStatus.Pool {
    /// The beginning of a sentence.
    var subject: String {
        switch self {
        case .library: "The pool of background tasks"
        case .global(let priority): "Swift's global pool at priority \(priority.priorityName)"
        }
    }
}
