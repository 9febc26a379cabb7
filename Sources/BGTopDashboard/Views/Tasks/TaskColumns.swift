import BGTopStore
import BackgroundWorkEvents

/// The columns of the task table, from left to right.
enum TaskColumns {
    static let all: [Column<TaskRow>] = [
        Column(
            title: "ID",
            explanation: "counts up from 1 in the order of submission; type it after / to go there",
            width: 6...7,
            // The youngest has the longest.
            need: { $0.live.last?.id.description.utf8.count ?? 0 },
            importance: 100,
            isEssential: true,
            alignment: .trailing,
            order: .submission
        ) { row, cell in
            cell.text(row.id.description, .muted)
        },
        Column(
            title: "STATE",
            explanation: "queued; running on a thread, ready for one, waiting, or blocking one; cancelling; or how it ended",
            width: 10...10,
            importance: 90,
            order: .text { row, store in row.stateWord(in: store).text }
        ) { row, cell in
            let state = row.stateWord(in: cell.store)
            return cell.text(state.text, state.role)
        },
        Column(
            title: "NAME",
            explanation: "the kind of work",
            width: 11...28,
            // As many bytes as columns, or more; and the same while tasks come and go, so that no column moves with them.
            need: { $0.seenNames.map(\.utf8.count).max() ?? 0 },
            importance: 95,
            isEssential: true,
            order: .text { row, _ in row.task.name }
        ) { row, cell in
            cell.text(row.task.name, row.state.isAlive ? .strong : .plain)
        },
        Column(
            title: "AGE",
            explanation: "since submission, so that what is queued has one too; of what has ended, from submission to its end",
            width: 6...6,
            importance: 80,
            alignment: .trailing,
            order: .submission,
            isDescending: true
        ) { row, cell in
            cell.text(row.age(at: cell.store.now).compact)
        },
        Column(
            title: "WAITED",
            explanation: "in the queue, before it started",
            width: 6...6,
            importance: 30,
            alignment: .trailing,
            order: .number { row, store in row.waited(at: store.now).inSeconds },
            isDescending: true
        ) { row, cell in
            cell.text(row.waited(at: cell.store.now).compact, row.state == .queued ? .waiting : .plain)
        },
        Self.busy, Self.ran, Self.ready, Self.waiting, Self.polls, Self.children, Self.longestPoll,
        Column(
            title: "DOING NOW",
            explanation:
                "where it is: the innermost part that it named, else its present poll or its wait for a thread, "
                + "who asked it to stop, or what it threw; where nothing more is known, what it said of itself",
            width: 20...72,
            yields: 4,
            importance: 70,
            stretch: 3,
            order: .text { row, store in row.doing(in: store).text }
        ) { row, cell in
            if let place = cell.queuePositions[row.id] { return cell.text("\(place.ordinal) in the queue", .waiting) }
            let doing = row.doing(in: cell.store)
            return cell.text(doing.text, doing.role)
        },
        Column(
            title: "PROGRESS",
            shortTitle: "DONE",
            explanation: "how far it says that it is; of what has ended, when that was",
            width: 4...16,
            importance: 60,
            stretch: 2,
            alignment: .trailing,
            order: .number { row, _ in row.progress?.fraction ?? -1 },
            isDescending: true,
            cell: Self.progress
        ),
        Column(
            title: "FROM",
            explanation: "where the work came from, as the application put it into the field \"from\"",
            width: 12...32,
            importance: 40,
            order: .text { row, _ in row.origin }
        ) { row, cell in
            cell.text(row.origin, .muted)
        },
    ]

    static func column(_ title: String) -> Column<TaskRow> {
        Self.all.first { $0.title == title } ?? Self.all[0]
    }

    private static func progress(of row: TaskRow, in cell: CellContext) -> StyledText {
        if let endedAt = row.endedAt {
            let ago = cell.store.now - endedAt
            return cell.text(cell.width < 6 ? ago.brief : cell.width < 10 ? ago.compact : ago.compact + " ago", .muted)
        }
        guard let fraction = row.progress?.fraction else { return cell.text("") }
        let percentage = fraction.wholePercentage
        // A line that is shorter tells less than its figure.
        guard cell.width >= 9 else { return cell.text(percentage) }
        var text = cell.theme.line(fraction, width: cell.width - 5)
        text.add(String(repeating: " ", count: max(0, 5 - percentage.count)) + percentage)
        return text
    }
}
