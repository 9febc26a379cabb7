import BGTopStore
import BackgroundWorkEvents

/// A task's life as a line: queued, running, asked to stop, over.
struct Timeline {
    let row: TaskRow
    let now: TaskInstant

    private static let indent = 20

    func lines(_ theme: Theme, width: Int) -> [StyledText] {
        let columns = max(10, width - Self.indent - 14)
        let span = max(.milliseconds(1), self.row.age(at: self.now))
        return [
            self.axis(theme, span: span, columns: columns),
            self.lane(theme, span: span, columns: columns),
            StyledText(theme, " q queued   \(theme.glyphs.bar[8]) running   ! asked to stop   > still going", .muted),
        ]
    }

    private func axis(_ theme: Theme, span: Duration, columns: Int) -> StyledText {
        let unit = Unit(span)
        let whole = span.inSeconds / unit.seconds
        let step = Glyphs.scale(above: whole / 6)
        var text = StyledText(theme, " since submission", .muted)
        var mark = 0.0
        while mark < whole {
            let column = Self.indent + Int(mark / whole * Double(columns))
            if column >= text.width {
                text.pad(to: column)
                text.add(Int(mark).grouped, .muted)
            }
            mark += step
        }
        text.add(" " + unit.name, .muted)
        return text
    }

    private func lane(_ theme: Theme, span: Duration, columns: Int) -> StyledText {
        var text = StyledText(theme, " \(self.row.task.name)", .strong).truncated(to: Self.indent - 1)
        text.pad(to: Self.indent)
        let column = { (instant: TaskInstant) in
            min(columns, max(0, Int((instant - self.row.task.submittedAt).inSeconds / span.inSeconds * Double(columns))))
        }
        let end = columns
        let start = self.row.startedAt.map(column) ?? end
        let asked = self.row.cancellation.map { column($0.at) }
        var parts: [(String, Role)] = [(String(repeating: "q", count: start), .waiting)]
        let running = String(repeating: theme.glyphs.bar[8], count: max(0, end - start))
        if let asked, asked >= start, !running.isEmpty {
            parts.append((String(running.prefix(asked - start)), .meter))
            parts.append(("!", .stopping))
            parts.append((String(running.dropFirst(asked - start + 1)), .stopping))
        } else {
            parts.append((running, .meter))
        }
        for (part, role) in parts { text.add(part, role) }
        text.add(
            self.row.state.isAlive ? ">" : " " + (self.row.state.outcome?.word ?? self.row.state.description),
            self.row.state.role
        )
        return text
    }

    /// What a line of this length is best measured in.
    private struct Unit {
        let name: String
        let seconds: Double

        init(_ span: Duration) {
            (self.name, self.seconds) =
                switch span {
                case ..<Duration.seconds(10): ("ms", 0.001)
                case ..<Duration.seconds(600): ("s", 1)
                default: ("min", 60)
                }
        }
    }
}
