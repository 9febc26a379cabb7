import BackgroundWorkEvents

/// Which of the oldest tasks have run for far longer than their kind does.
struct OverdueTasks: Sendable {
    struct Task: Sendable {
        let row: TaskRow
        /// The longest run that it is compared with: one of its name, or of any.
        let longest: Duration
        let hasHistory: Bool
    }

    /// Looked at for every picture, so not all can be; what has run longest is among the oldest.
    private static let looks = 256

    /// The one that has run longest.
    private(set) var worst: Task?
    private(set) var count = 0

    init(of store: TaskStore) {
        let holders = store.threadHolders
        var longestOfAll: Duration??
        let live = store.live
        for position in live.indices.prefix(Self.looks) {
            let since = Self.countedSince(live[position], in: store)
            guard let since, store.now - since >= store.thresholds.overdueAfter else { continue }
            let row = live[position]
            guard !holders.contains(row.id), !store.watch.stuck.contains(row.id), !Self.isGettingOn(row, in: store) else {
                continue
            }
            if let longest = store.longestRun(of: row) {
                guard store.now - since >= longest * max(1, store.thresholds.overdueAfterLongestRuns) else { continue }
                self.add(Task(row: row, longest: longest, hasHistory: true), at: store.now)
            } else if store.nameTable[row.name].finished.total == 0 {
                let known = longestOfAll ?? store.longestRunOfAll
                longestOfAll = .some(known)
                guard let longest = known, store.now - since >= longest else { continue }
                self.add(Task(row: row, longest: longest, hasHistory: false), at: store.now)
            }
        }
    }

    private mutating func add(_ task: Task, at now: TaskInstant) {
        self.count += 1
        guard let worst = self.worst, let ran = worst.row.ran(at: now), ran >= task.row.ran(at: now) ?? .zero else {
            self.worst = task
            return
        }
    }

    /// Since when it can have run on; nil for what does not run, or was asked to stop, of which others speak.
    private static func countedSince(_ row: TaskRow, in store: TaskStore) -> TaskInstant? {
        guard row.state == .running, let startedAt = row.startedAt else { return nil }
        return max(startedAt, store.watch.resumedAt, store.watch.unblockedAt)
    }

    /// Whether it has said of late how far it is, or gone from one part to another: who does that hangs in nothing.
    private static func isGettingOn(_ row: TaskRow, in store: TaskStore) -> Bool {
        let said = row.nodes.listed.map { $0.endedAt ?? $0.startedAt } + (row.progress.map { [$0.at] } ?? [])
        return said.max().map { store.now - $0 < store.thresholds.stuckAfter } ?? false
    }
}

extension TaskStore {
    /// How long successful runs took at most, of whatever name; nil where too few have been seen to say so.
    fileprivate var longestRunOfAll: Duration? {
        var runs: UInt64 = 0
        var longest: Duration?
        for name in self.nameTable.statistics {
            guard let summary = name.run.summary else { continue }
            runs += summary.count
            longest = max(longest ?? .zero, summary.longest)
        }
        return runs >= self.thresholds.stuckMinimumRuns ? longest : nil
    }
}
