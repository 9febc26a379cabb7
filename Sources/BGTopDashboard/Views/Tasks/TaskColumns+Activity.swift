import BGTopStore
import BackgroundWorkEvents

/// What a probe under the task saw. Without one there is a dash.
extension TaskColumns {
    static let busy = Column<TaskRow>(
        title: "BUSY",
        explanation: "the share of the time since its start in which it or one of its children was on a thread",
        width: 4...4,
        importance: 65,
        alignment: .trailing,
        order: .number { row, store in row.busyShare(at: store.now) ?? -1 },
        isDescending: true
    ) { row, cell in
        cell.optional(TimeSpent(row, at: cell.store.now).busy.map { "\($0)%" })
    }

    static let ran = Column<TaskRow>(
        title: "RAN",
        explanation: "since it started, or from its start to its end",
        width: 6...6,
        importance: 11,
        leastTable: 180,
        alignment: .trailing,
        order: .number { row, store in row.ran(at: store.now)?.inSeconds ?? -1 },
        isDescending: true
    ) { row, cell in
        cell.optional(row.ran(at: cell.store.now)?.compact)
    }

    static let ready = Self.time(
        "READY",
        "able to go on, and without a thread, since its start: high where threads are few or held",
        importance: 17,
        leastTable: 152,
        \.ready
    )

    static let waiting = Self.time(
        "WAITING",
        "suspended since its start, waiting for whatever it awaits",
        importance: 16,
        leastTable: 164,
        \.waiting
    )

    static let polls = Column<TaskRow>(
        title: "POLLS",
        explanation: "how often it or one of its children got a thread",
        width: 6...9,
        importance: 15,
        leastTable: 172,
        alignment: .trailing,
        order: .number { row, _ in row.activity.map { Double($0.polls) } ?? -1 },
        isDescending: true
    ) { row, cell in
        cell.optional(row.activity?.polls.grouped)
    }

    static let children = Column<TaskRow>(
        title: "KIDS",
        explanation: "child tasks, named or not, as seen so far; ? where they could not be told apart",
        width: 4...6,
        importance: 14,
        leastTable: 172,
        alignment: .trailing,
        order: .number { row, _ in row.activity?.children.map(Double.init) ?? -1 },
        isDescending: true
    ) { row, cell in
        guard row.activity != nil else { return cell.optional(nil) }
        return row.activity?.children.map { cell.text($0.grouped, $0 == 0 ? .muted : .plain) } ?? cell.text("?", .caution)
    }

    static let longestPoll = Column<TaskRow>(
        title: "LONGEST POLL",
        shortTitle: "LONGEST",
        explanation: "the longest time that it kept a thread without a suspension: others may have had to wait for it",
        width: 7...12,
        importance: 18,
        leastTable: 140,
        alignment: .trailing,
        order: .number { row, store in row.longestPoll(in: store)?.inSeconds ?? -1 },
        isDescending: true
    ) { row, cell in
        let longest = row.longestPoll(in: cell.store)
        return cell.optional(longest?.fine, longest.map { $0 >= TaskRow.longPoll ? .bad : .plain } ?? .plain)
    }

    private static func time(
        _ title: String,
        _ explanation: String,
        importance: Int,
        leastTable: Int,
        _ part: @escaping @Sendable (TimeSpent.Inside) -> Duration
    ) -> Column<TaskRow> {
        Column(
            title: title,
            explanation: explanation,
            width: 7...7,
            importance: importance,
            leastTable: leastTable,
            alignment: .trailing,
            order: .number { row, store in TimeSpent(row, at: store.now).inside.map(part)?.inSeconds ?? -1 },
            isDescending: true
        ) { row, cell in
            cell.optional(TimeSpent(row, at: cell.store.now).inside.map(part)?.compact)
        }
    }
}

extension TaskRow {
    /// From here on others notice: a thread that is kept for so long is one that a tenth of a second is missing.
    static let longPoll: Duration = .milliseconds(100)

    /// The longest poll, the present one included where it is known to be one.
    func longestPoll(in store: TaskStore) -> Duration? {
        let present = self.state.isAlive ? store.blockedThread(heldBy: self.id).map { store.now - $0 } : nil
        return [self.activity?.longestPoll, present].compactMap(\.self).max()
    }

    /// As ``TimeSpent/busy``, without being rounded.
    fileprivate func busyShare(at now: TaskInstant) -> Double? {
        TimeSpent(self, at: now).inside.flatMap { $0.total > .zero ? $0.onThread / $0.total : nil }
    }
}
