import BGTopStore
import BackgroundWorkEvents

/// Where a task's time went, as a sum that is right as it stands on the screen: the printed parts make the printed total.
struct TimeIdentity {
    struct Part: Hashable {
        let title: String
        let figure: String
        /// Of the time since the start; nil for what came before.
        let percents: Int64?
        let role: Role
    }

    let total: String
    let parts: [Part]
    let isWatched: Bool

    init(_ row: TaskRow, at now: TaskInstant) {
        let spent = TimeSpent(row, at: now)
        let unit = Unit(row.age(at: now))
        var durations = [spent.queued]
        if let inside = spent.inside {
            durations += [inside.onThread, inside.ready, inside.waiting]
        } else if let ran = spent.ran {
            durations.append(ran)
        }
        let figures = Apportionment.whole(
            durations.map { Int128($0.clampedNanoseconds) },
            over: Int128(unit.nanoseconds)
        )
        self.total = unit.text(figures.reduce(0, +))
        self.isWatched = spent.inside != nil
        let percents = spent.inside.map { [$0.percents.onThread, $0.percents.ready, $0.percents.waiting] } ?? []
        let titles: [(String, Role)] =
            spent.inside == nil
            ? [("queued", .waiting), ("running", .strong)]
            : [("queued", .waiting), ("on a thread", .strong), ("ready", .strong), ("waiting", .strong)]
        self.parts = zip(titles, figures).enumerated().map { index, part in
            Part(
                title: part.0.0,
                figure: unit.text(part.1),
                percents: index > 0 && index <= percents.count ? percents[index - 1] : nil,
                role: part.0.1
            )
        }
    }

    func lines(_ theme: Theme, width: Int) -> [StyledText] {
        var line = StyledText(theme, " Total    ", .muted)
        line.add(self.total, .strong)
        var lines: [StyledText] = []
        for (index, part) in self.parts.enumerated() {
            var text = StyledText(theme, index == 0 ? " = \(part.title) " : " + \(part.title) ", .muted)
            text.add(part.figure, part.role)
            if let percents = part.percents { text.add(" (\(percents)%)", .muted) }
            if line.width + text.width >= width {
                lines.append(line)
                line = StyledText(theme, "         ")
            }
            line.add(text)
        }
        guard self.isWatched else { return lines + [line] }
        let note = "own and children's polls"
        if line.width + 3 + note.count < width {
            line.add("   \(note)", .muted)
            return lines + [line]
        }
        return lines + [line, StyledText(theme, "          \(note)", .muted)]
    }

    /// What a sum of this size is told in: one unit for all its parts.
    private struct Unit {
        let nanoseconds: Int64
        let text: @Sendable (Int64) -> String

        init(_ total: Duration) {
            switch total {
            case ..<Duration.milliseconds(10):
                self.nanoseconds = 1_000
                self.text = { "\($0.grouped)us" }
            case ..<Duration.seconds(10):
                self.nanoseconds = 1_000_000
                self.text = { "\($0.grouped)ms" }
            case ..<Duration.seconds(600):
                self.nanoseconds = 10_000_000
                self.text = { "\($0 / 100).\($0 % 100 < 10 ? "0" : "")\($0 % 100)s" }
            default:
                self.nanoseconds = 1_000_000_000
                self.text = { "\($0.grouped)s" }
            }
        }
    }
}
