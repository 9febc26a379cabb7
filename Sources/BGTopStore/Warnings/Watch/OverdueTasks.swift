import BackgroundWorkEvents

/// Which of the oldest tasks have run for far longer than their kind does.
struct OverdueTasks: Sendable {
    /// What a task is compared with.
    enum Usual: Sendable {
        /// The longest successful run of its name.
        case longestOfName(Duration)
        /// Of a name of which nothing is known: what 99 in 100 of all successful runs took less than.
        case most(Duration)

        var duration: Duration {
            switch self {
            case .longestOfName(let duration), .most(let duration): duration
            }
        }
    }

    struct Task: Sendable {
        let row: TaskRow
        let usual: Usual
    }

    /// Looked at for every picture, so not all can be; what has run longest is among the oldest that run.
    private static let looks = 256
    /// Among how many rows those are sought: what is queued costs a glance, but there may be very much of it.
    private static let glances = 4_096

    /// The one that has run longest.
    private(set) var worst: Task?
    private(set) var count = 0
    /// Of those whose kind has ended too rarely to be sure, and that run for longer than it did, the one that was submitted first.
    private(set) var incomparable: TaskRow?
    private(set) var incomparableCount = 0

    init(of store: TaskStore) {
        let holders = store.threadHolders
        let live = store.live
        var looks = Self.looks
        for position in live.indices.prefix(Self.glances) {
            guard looks > 0 else { break }
            guard let since = Self.countedSince(live[position], in: store) else { continue }
            looks -= 1
            guard store.now - since >= store.thresholds.overdueAfter else { continue }
            let row = live[position]
            guard !holders.contains(row.id), !store.watch.stuck.contains(row.id), !row.awaitsResponse,
                !Self.isGettingOn(row, in: store)
            else { continue }
            // Its work began only then.
            let worksSince = max(since, row.responseEndedAt ?? since)
            guard store.now - worksSince >= store.thresholds.overdueAfter else { continue }
            guard let usual = Self.usual(for: row, in: store) else {
                if Self.mayBeLong(row, in: store) { self.add(incomparable: row) }
                continue
            }
            guard store.now - worksSince >= usual.duration * max(1, store.thresholds.overdueAfterUsual) else { continue }
            self.add(Task(row: row, usual: usual), at: store.now)
        }
    }

    /// Nil where nobody can say.
    private static func usual(for row: TaskRow, in store: TaskStore) -> Usual? {
        if let longest = store.longestRun(of: row) { return .longestOfName(longest) }
        // Of a name of which a few have ended nothing can be said: they may have been the short ones.
        guard store.nameTable[row.name].finished.total == 0, let all = store.nameTable.runs.summary,
            all.count >= store.thresholds.stuckMinimumRuns
        else { return nil }
        return .most(all.p99)
    }

    private mutating func add(_ task: Task, at now: TaskInstant) {
        self.count += 1
        guard let worst = self.worst, let ran = worst.row.ran(at: now), ran >= task.row.ran(at: now) ?? .zero else {
            self.worst = task
            return
        }
    }

    private mutating func add(incomparable row: TaskRow) {
        self.incomparable = self.incomparable ?? row
        self.incomparableCount += 1
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

    /// Whether it has run for far longer than the few of its name that have succeeded, if any has.
    private static func mayBeLong(_ row: TaskRow, in store: TaskStore) -> Bool {
        let name = store.nameTable[row.name]
        // What is counted together with other names has no history of its own.
        guard name.name == row.task.name, let ran = row.ran(at: store.now) else { return false }
        return name.run.summary.map { ran >= $0.longest * max(1, store.thresholds.overdueAfterUsual) } ?? true
    }
}
