import BackgroundWorkEvents

/// The pool of the background tasks while none of its threads takes new work: whoever holds no thread waits for one, and
/// nothing that it did before says for how long.
struct StuckPool: Sendable {
    /// Who holds its threads, as far as that is known.
    let holders: Set<BackgroundTaskID>
    /// What all others do, as part of a sentence: `waits for a thread that sync-ledger 10107 holds`.
    let wait: String

    /// - Returns: nil while the pool takes work.
    init?(of store: TaskStore) {
        let library = store.pools.first { $0.pool == .library }
        guard let library, library.blockedSince != nil else { return nil }
        let threads = library.blockedThreads.sorted { $0.since < $1.since }
        self.holders = Set(threads.compactMap(\.task))
        let longest = threads.lazy.compactMap(\.task).first
        let holder = longest.map { store.table[$0]?.title ?? "task \($0)" } ?? "something"
        self.wait =
            threads.count > 1
            ? "waits for one of the threads that \(holder) and \((threads.count - 1).prose) more hold"
            : "waits for a thread that \(holder) holds"
    }
}
