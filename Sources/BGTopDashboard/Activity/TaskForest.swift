import BGTopStore
import BackgroundWorkEvents

/// Which task was submitted by which other.
///
/// A live task whose submitter has ended hangs on that one as long as its row is kept; one whose submitter nobody knows any more
/// stands alone. A submitter is older than what it submits, and a claim to the contrary counts for nothing: there are no cycles.
struct TaskForest: Sendable {
    /// What hangs on nothing, the oldest first.
    private(set) var roots: [BackgroundTaskID] = []
    /// What each has submitted, the oldest first.
    private(set) var children: [BackgroundTaskID: [BackgroundTaskID]] = [:]
    /// Those that have ended, and are there because of what hangs on them.
    private(set) var ended: [BackgroundTaskID: TaskRow] = [:]

    init(_ store: TaskStore) {
        let live = store.live
        self.ended = Self.endedSubmitters(of: live, in: store)
        for index in live.indices { self.add(live[index], live) }
        guard !self.ended.isEmpty else { return }
        for row in self.ended.values { self.add(row, live) }
        self.roots.sort()
        for id in self.children.keys { self.children[id]?.sort() }
    }

    private mutating func add(_ row: TaskRow, _ live: LiveRows) {
        if let submitter = row.olderSubmitter, self.ended[submitter] != nil || live.position(of: submitter) != nil {
            self.children[submitter, default: []].append(row.id)
        } else {
            self.roots.append(row.id)
        }
    }

    private static func endedSubmitters(of live: LiveRows, in store: TaskStore) -> [BackgroundTaskID: TaskRow] {
        var missing: Set<BackgroundTaskID> = []
        for index in live.indices {
            guard let submitter = live[index].olderSubmitter, live.position(of: submitter) == nil else { continue }
            missing.insert(submitter)
        }
        let finished = store.finished
        var ended: [BackgroundTaskID: TaskRow] = [:]
        // From one generation to that which submitted it. Each is older than the one before: there is a first.
        while !missing.isEmpty {
            let rows = finished.rows(of: missing)
            for row in rows { ended[row.id] = row }
            missing = Set(rows.compactMap(\.olderSubmitter).filter { ended[$0] == nil && live.position(of: $0) == nil })
        }
        return ended
    }
}

extension TaskRow {
    /// The task that submitted this one, where that can be.
    var olderSubmitter: BackgroundTaskID? {
        self.task.submitter.flatMap { $0 < self.id ? $0 : nil }
    }
}
