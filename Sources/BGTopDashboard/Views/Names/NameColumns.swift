import BGTopStore
import BackgroundWorkEvents

/// The columns of the table of names, from left to right.
enum NameColumns {
    /// What is known of a name at one moment, by whoever has not watched.
    static let ofMoment: [Column<NameSummary>] = [
        Column(
            title: "NAME",
            explanation: "the kind of work",
            width: 12...32,
            importance: 100,
            isEssential: true,
            order: .text { name, _ in name.name }
        ) { name, cell in
            cell.text(name.name, .strong)
        },
        Self.count("RUNNING", "that run now, those that were asked to stop included", importance: 90, \.running),
        Self.count("QUEUED", "that wait for a place among the running", importance: 80, \.queued),
    ]

    static let all: [Column<NameSummary>] =
        Self.ofMoment + [
            Column(
                title: "DONE/s",
                explanation: "that ended, a second, over the last minute",
                width: 7...8,
                importance: 85,
                alignment: .trailing,
                order: .number { name, _ in name.doneRate },
                isDescending: true
            ) { name, cell in
                cell.text(name.doneRate.rate)
            },
            Column(
                title: "FAILED",
                explanation: "the share that failed or timed out of what ended in the last minute",
                width: 7...8,
                importance: 84,
                alignment: .trailing,
                order: .number { name, _ in name.failedShare ?? -1 },
                isDescending: true
            ) { name, cell in
                cell.optional(name.failedShare?.percentage, Role(failedShare: name.failedShare ?? 0))
            },
            Self.duration("RUN p50", "half of the successful runs were shorter", importance: 70) { $0.run?.p50 },
            Self.duration("RUN p95", "of twenty successful runs nineteen were shorter", importance: 40) { $0.run?.p95 },
            Self.duration("RUN p99", "of a hundred successful runs ninety-nine were shorter", importance: 65) { $0.run?.p99 },
            Self.duration("LONGEST", "the longest successful run", importance: 35) { $0.run?.longest },
            Self.duration("WAIT p50", "half of the waits in the queue were shorter", importance: 30) { $0.wait?.p50 },
            Self.duration("WAIT p95", "of twenty waits in the queue nineteen were shorter", importance: 25) { $0.wait?.p95 },
            Self.duration("WAIT p99", "of a hundred waits in the queue ninety-nine were shorter", importance: 60) {
                $0.wait?.p99
            },
            Column(
                title: "ENDED",
                explanation: "that ended since this view began to watch",
                width: 8...11,
                importance: 33,
                alignment: .trailing,
                order: .number { name, _ in Double(name.finished.total) },
                isDescending: true
            ) { name, cell in
                cell.text(name.finished.total.grouped, .muted)
            },
        ]

    static func column(_ title: String) -> Column<NameSummary> {
        Self.all.first { $0.title == title } ?? Self.all[0]
    }

    private static func count(
        _ title: String,
        _ explanation: String,
        importance: Int,
        _ count: @escaping @Sendable (NameSummary) -> Int
    ) -> Column<NameSummary> {
        Column(
            title: title,
            explanation: explanation,
            width: 7...9,
            importance: importance,
            alignment: .trailing,
            order: .number { name, _ in Double(count(name)) },
            isDescending: true
        ) { name, cell in
            cell.text(count(name).grouped, count(name) == 0 ? .muted : .plain)
        }
    }

    private static func duration(
        _ title: String,
        _ explanation: String,
        importance: Int,
        _ duration: @escaping @Sendable (NameSummary) -> Duration?
    ) -> Column<NameSummary> {
        Column(
            title: title,
            explanation: explanation,
            width: title.count...9,
            importance: importance,
            alignment: .trailing,
            order: .number { name, _ in duration(name)?.inSeconds ?? -1 },
            isDescending: true
        ) { name, cell in
            cell.optional(duration(name)?.short)
        }
    }
}
