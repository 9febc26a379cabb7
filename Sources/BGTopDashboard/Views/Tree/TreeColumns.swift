import BGTopStore
import BackgroundWorkEvents

/// The columns of the tree, from left to right. Its order is that of submission: what hangs together stands together.
enum TreeColumns {
    static let all: [Column<TreeLine>] = [
        Column(
            title: "ID",
            explanation: "the task's number",
            width: 6...7,
            importance: 60,
            alignment: .trailing,
            order: .submission
        ) { line, cell in
            if case .task(let row) = line.content { cell.text(row.id.description, .muted) } else { cell.text("") }
        },
        Column(
            title: "TASK, ITS PARTS, WHAT IT SUBMITTED",
            shortTitle: "TASK",
            explanation: "tasks, below them the parts that they named (in quotes), then what they submitted; + has more inside",
            width: 20...64,
            importance: 100,
            isEssential: true,
            stretch: 2,
            order: .submission,
            cell: Self.name
        ),
        Column(
            title: "STATE",
            explanation:
                "of a task as in the table; of a part: open, cancelling, how it ended, or that it ESCAPED what it was part of",
            width: 10...10,
            importance: 90,
            order: .submission
        ) { line, cell in
            let state = Self.state(of: line, in: cell.store)
            return cell.text(state.text, line.isOver && state.role != .bad ? .muted : state.role)
        },
        Column(
            title: "AGE",
            explanation: "of a task since its submission, of a part since its start; of what is over, until its end",
            width: 6...6,
            importance: 80,
            alignment: .trailing,
            order: .submission
        ) { line, cell in
            switch line.content {
            case .task(let row): cell.text(row.age(at: cell.store.now).compact, line.isOver ? .muted : .plain)
            case .node(let node, _, let row):
                cell.text(node.age(at: row.endedAt ?? cell.store.now).compact, line.isOver ? .muted : .plain)
            case .omitted, .gone: cell.text("")
            }
        },
        Column(
            title: "BUSY",
            explanation: "as in the table of tasks; of a part alone nobody can know it",
            width: 4...4,
            importance: 65,
            alignment: .trailing,
            order: .submission
        ) { line, cell in
            guard case .task(let row) = line.content else { return cell.text("") }
            return cell.optional(
                TimeSpent(row, at: cell.store.now).busy.map { "\($0)%" },
                line.isOver ? .muted : .plain
            )
        },
        Column(
            title: "DOING NOW",
            explanation: "of a task as in the table; of a part what became of it",
            width: 18...72,
            importance: 70,
            stretch: 3,
            order: .submission
        ) { line, cell in
            let doing = Self.doing(line, in: cell)
            return cell.text(doing.text, line.isOver && doing.role != .bad ? .muted : doing.role)
        },
    ]

    private static func name(of line: TreeLine, in cell: CellContext) -> StyledText {
        // However deep it hangs, half the column is left for the name.
        var text = cell.text(line.entry.branch.text(maximum: max(1, cell.width / 6)), .muted)
        if line.entry.isFolded { text.add("+ ", .key) }
        switch line.content {
        case .task(let row): text.add(row.task.name, line.isOver ? .muted : .strong)
        case .node(let node, _, _): text.add(node.title, line.isOver ? .muted : .plain)
        case .omitted(let count): text.add("\(count.grouped) more that ended earlier", .muted)
        case .gone: text.add("is gone", .muted)
        }
        if line.entry.isFolded { text.add(" (\(line.entry.below.grouped))", .muted) }
        return text
    }

    private static func state(of line: TreeLine, in store: TaskStore) -> (text: String, role: Role) {
        switch line.content {
        case .task(let row): return row.stateWord(in: store)
        case .node(let node, _, let row):
            if node.isEscaped { return ("ESCAPED", .bad) }
            if let outcome = node.outcome { return (outcome.word, outcome.role) }
            if let interruption = row.interruption(in: store) { return (interruption.lifeWord, interruption.lifeRole) }
            if !row.state.isAlive { return ("left open", .caution) }
            return node.deliveredAt == nil ? ("open", .good) : ("cancelling", .stopping)
        case .omitted, .gone: return ("", .plain)
        }
    }

    private static func doing(_ line: TreeLine, in cell: CellContext) -> (text: String, role: Role) {
        let now = cell.store.now
        switch line.content {
        case .task(let row):
            if let position = cell.queuePositions[row.id] { return ("\(position.ordinal) in the queue", .waiting) }
            let doing = row.doing(in: cell.store)
            if doing.text.isEmpty, let submitter = row.task.submitter, line.entry.branch.depth == 0 {
                return ("submitted by \(submitter), which is gone", .muted)
            }
            return doing
        case .node(let node, let parent, let row):
            if let escape = node.escape(from: parent, of: row, at: now) { return (escape, .bad) }
            if let errorText = node.errorText { return (errorText, .plain) }
            guard let deliveredAt = node.deliveredAt, node.isOpen else { return ("", .plain) }
            return ("told to stop \((now - deliveredAt).prose) ago", .stopping)
        case .omitted, .gone: return ("", .plain)
        }
    }
}
