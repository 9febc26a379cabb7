import BackgroundWorkEvents

/// The pools of which no thread takes new work: of who needs one of them nothing that it did before says how long it will take.
struct StuckPools: Sendable {
    /// A task that runs on the library's threads has been seen on one of them by then.
    private static let seenAfter: Duration = .seconds(1)

    /// Who holds the threads of the library's pool, so that nothing else goes on there; as far as that is known.
    let holders: Set<BackgroundTaskID>
    /// What all others do while that pool takes no work, as part of a sentence: `waits for a thread that sync-ledger 10107 holds`.
    private let libraryWait: String?
    /// Of Swift's global pool, the priorities at which it takes no work.
    private let globalPriorities: Set<UInt8>

    init(of store: TaskStore) {
        let stuck = store.pools.filter { $0.blockedSince != nil }
        self.globalPriorities = Set(
            stuck.compactMap { if case .global(let priority) = $0.pool { priority } else { nil } }
        )
        guard let library = stuck.first(where: { $0.pool == .library }) else {
            (self.holders, self.libraryWait) = ([], nil)
            return
        }
        let threads = library.blockedThreads.sorted { $0.since < $1.since }
        self.holders = Set(threads.compactMap(\.task))
        let longest = threads.lazy.compactMap(\.task).first
        let holder = longest.map { store.table[$0]?.title ?? "task \($0)" } ?? "something"
        self.libraryWait =
            threads.count > 1
            ? "waits for one of the threads that \(holder) and \((threads.count - 1).prose) more hold"
            : "waits for a thread that \(holder) holds"
    }

    /// What a live task waits for, as part of a sentence; nil if no pool that is stuck can be what it needs.
    func wait(of row: TaskRow, at now: TaskInstant) -> String? {
        // Only tasks that run on the library's threads can block them, and then all tasks do.
        if let libraryWait { return self.holders.contains(row.id) ? nil : libraryWait }
        let priority = row.task.priority
        guard self.globalPriorities.contains(priority) else { return nil }
        let pool = PoolStatus.Pool.global(priority: priority).subject
        switch row.activity?.state {
        // It has the thread that it needs, or is about to get one: the library's pool takes work.
        case .running, .ready: return nil
        // A sleep, for one, ends on Swift's pool.
        case .waiting: return "waits, perhaps for \(pool), which takes no new work"
        // Where there is no probe, tasks run on Swift's pool.
        case nil:
            guard let ran = row.ran(at: now), ran >= Self.seenAfter else { return nil }
            return "needs \(pool), which takes no new work"
        }
    }
}
