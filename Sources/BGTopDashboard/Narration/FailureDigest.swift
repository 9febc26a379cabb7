import BGTopStore
import BackgroundWorkEvents

/// Tells of tasks that went wrong by themselves: of the first at once, and then of all that followed, together and not too often.
struct FailureDigest: Sendable {
    /// So many are told one by one.
    static let maximumNamed = 3

    /// How many have been told of.
    private var told: UInt64
    /// When there may be told of more.
    private var next = TaskInstant(nanoseconds: .min)

    /// Tells of what fails once `store` is as it is now.
    init(from store: TaskStore = TaskStore()) {
        self.told = store.totals.failures
    }

    mutating func news(in store: TaskStore) -> [String] {
        let count = store.totals.failures - min(store.totals.failures, self.told)
        guard count > 0, store.now >= self.next else { return [] }
        // The newest first, and as many as are not forgotten.
        let rows = Array(store.lastFailures.prefix(Int(clamping: count)))
        self.told = store.totals.failures
        self.next = store.now + Narrator.pause
        guard count > Self.maximumNamed || rows.count < Int(count) else {
            return rows.reversed().map { row in
                let ago = row.endedAt.map { store.now - $0 } ?? .zero
                // What is told late must not sound as if it had just happened.
                let when = ago < .seconds(1) ? "" : " \(ago.prose) ago"
                return "\(row.outcomeWord)\(when): \(Self.particulars(of: row, in: store))."
            }
        }
        return ["\(count.grouped) failed or timed out: \(Self.summary(of: rows, in: store))."]
    }

    /// A task that failed, as a line tells it: `send-email 377, 301 ms after its start: SMTP 451`.
    static func particulars(of row: TaskRow, in store: TaskStore) -> String {
        let took = (row.ran(at: store.now) ?? row.age(at: store.now)).prose
        let reason = row.doing(in: store).text
        return "\(row.task.name) \(row.id), \(took) after its start" + (reason.isEmpty ? "" : ": \(reason)")
    }

    /// How many there were of each name, most first, and what the last one of each came to.
    private static func summary(of rows: [TaskRow], in store: TaskStore) -> String {
        var counts: [(name: String, count: Int, reason: String)] = []
        for row in rows {
            if let index = counts.firstIndex(where: { $0.name == row.task.name }) {
                counts[index].count += 1
            } else {
                let reason = row.doing(in: store).text
                counts.append((row.task.name, 1, row.state.outcome == .timedOut ? "timed out \(reason)" : reason))
            }
        }
        counts.sort { ($0.count, $1.name) > ($1.count, $0.name) }
        let named = counts.prefix(Self.maximumNamed).map { "\($0.name) \($0.count.grouped), the last: \($0.reason)" }
        let rest = counts.count - named.count
        return named.joined(separator: "; ") + (rest > 0 ? "; and \(rest.grouped) other \(rest == 1 ? "name" : "names")" : "")
    }
}

extension TaskStore {
    /// What went wrong by itself and is not forgotten, the newest first.
    var lastFailures: some Sequence<TaskRow> {
        self.unsuccessful.lazy.filter { $0.state.outcome?.isFailure == true }
    }
}

extension TaskRow {
    fileprivate var outcomeWord: String { self.state.outcome == .timedOut ? "Timed out" : "Failed" }
}
