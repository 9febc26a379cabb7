import BGTopStore
import BackgroundWorkEvents

/// What the detail of a task says, part by part.
struct DetailSections {
    let model: Model
    let store: TaskStore
    let row: TaskRow
    let theme: Theme
    let width: Int

    /// Columns for where the task was submitted, however much else there is to say: a file's name and a line.
    private static let leastLocation = 24

    private var now: TaskInstant { self.store.now }
    private var interruption: Interruption? { self.row.interruption(in: self.store) }

    var all: [StyledText] {
        [self.title, self.origin, StyledText(self.theme)]
            + LanesSection(
                row: self.row,
                history: self.model.watched,
                now: self.now,
                interruption: self.interruption,
                theme: self.theme,
                width: self.width
            ).lines
            + [StyledText(self.theme)]
            + HoldersSection(row: self.row, now: self.now, theme: self.theme, width: self.width).lines
            + TimeIdentity(self.row, at: self.now).lines(self.theme, width: self.width)
            + PollsSection(row: self.row, store: self.store, theme: self.theme, width: self.width).lines
            + self.comparison
            + self.verdict + self.progress + [self.circumstances]
            + self.notes("Fields", self.row.task.fields.filter { $0.key != TaskDescription.Field.origin })
            + self.notes("Said", self.row.annotations)
            + self.warnings
            + [StyledText(self.theme), StyledText(self.theme, heading: "WHAT HAPPENED")]
            + TaskHistory(row: self.row, store: self.store).lines(self.theme)
    }

    var tombstone: StyledText {
        StyledText(
            self.theme,
            " This task's row has been given up for newer ones. Below is what was last known of it.",
            .caution
        )
    }

    /// Why nothing more is heard of the task, if so.
    var farewell: StyledText? {
        self.interruption.map { interruption in
            var text = StyledText(self.theme, " \(interruption.badge) ", interruption.badgeRole)
            text.add(" \(interruption.clause). Below is what was last seen.", .caution)
            return text
        }
    }

    private var title: StyledText {
        var text = StyledText(self.theme, " \(self.row.task.name) \(self.row.id)", .strong)
        text.add("   ")
        let state = self.row.stateWord(in: self.store)
        text.add(state.text, state.role)
        if self.interruption != nil { text.add("   last seen \(self.row.lastStateWord(in: self.store).text)", .muted) }
        let doing = self.doing
        if !doing.text.isEmpty { text.add(", \(doing.text)", doing.role) }
        return text
    }

    private var doing: (text: String, role: Role) {
        if let position = self.store.queuePosition(of: self.row.id) { return ("\(position.ordinal) in the queue", .waiting) }
        return self.row.doing(in: self.store)
    }

    private var origin: StyledText {
        var text = StyledText(self.theme, " ")
        if !self.row.origin.isEmpty { text.add("\(self.row.origin)   ", .muted) }
        var time = StyledText(self.theme)
        if let anchor = self.store.anchor {
            let submitted = anchor.timeOfDay(at: self.row.task.submittedAt, offset: self.model.viewer.utcOffset)
            time.add("   submitted \(submitted)", .muted)
        }
        let room = max(Self.leastLocation, self.width - text.width - time.width)
        text.add(self.row.task.location.shortened(to: room, isASCII: self.theme.glyphs.isASCII), .muted)
        text.add(time)
        return text
    }

    private var comparison: [StyledText] {
        var text = StyledText(self.theme, " Usually  ", .muted)
        guard let usual = self.store.verdict(for: self.row).usual else {
            text.add("no successful run of \(self.row.task.name) has been seen yet", .muted)
            return [text]
        }
        text.add("p50 \(usual.p50.short)   p95 \(usual.p95.short)   p99 \(usual.p99.short)   longest \(usual.longest.short)")
        text.add("   of \(usual.count.grouped)", .muted)
        guard let ran = self.row.ran(at: self.now), let words = usual.rank(of: ran) else { return [text] }
        var comparison = StyledText(self.theme, " Compared ", .muted)
        comparison.add(words, ran > usual.p99 ? .bad : .caution)
        return [text, comparison]
    }

    private var verdict: [StyledText] {
        let phase = self.store.drain?.phase ?? .accepting
        guard self.row.state.isAlive, phase != .accepting, self.interruption == nil else { return [] }
        let verdict = self.store.verdict(for: self.row)
        var text = StyledText(self.theme, " Drain    ", .muted)
        text.add(verdict.words, verdict.role)
        guard !verdict.reason.isEmpty else { return [text] }
        let whole = StyledText(self.theme, ": \(verdict.reason)", .muted)
        guard text.width + whole.width > self.width else {
            text.add(whole)
            return [text]
        }
        let reason = Paragraph.wrapped(verdict.reason, width: max(20, self.width - 12))
        return [text] + reason.map { StyledText(self.theme, "          \($0)", .muted) }
    }

    private var progress: [StyledText] {
        guard let progress = self.row.progress, self.row.state.isAlive else { return [] }
        var text = StyledText(self.theme, " Progress ", .muted)
        text.add(self.theme.line(progress.fraction, width: 24))
        text.add(" \(progress.fraction.wholePercentage)", .strong)
        if self.interruption == nil, progress.fraction < 1, let left = self.store.nanosecondsLeft(atPaceOf: self.row) {
            text.add("   about \(Duration.nanoseconds(left).prose) to go at this rate", .muted)
        }
        return [text]
    }

    private var circumstances: StyledText {
        var text = StyledText(self.theme, " Timeout  ", .muted)
        if let timeout = self.row.task.timeout {
            text.add(timeout.prose)
            if let ran = self.row.ran(at: self.now), self.row.state.isAlive, self.row.cancellation == nil,
                self.interruption == nil
            {
                text.add(", \(max(.zero, timeout - ran).prose) left", .muted)
            }
        } else {
            text.add("none", .muted)
        }
        text.add("      Priority  ", .muted)
        text.add(self.row.task.priority.priorityName)
        if let submitter = self.row.task.submitter {
            text.add("      Added by task  ", .muted)
            text.add(submitter.description)
        }
        return text
    }

    private func notes(_ title: String, _ fields: [TaskDescription.Field]) -> [StyledText] {
        guard !fields.isEmpty else { return [] }
        var text = StyledText(self.theme, " \(title)", .muted)
        text.pad(to: 10)
        for field in fields {
            text.add("\(field.key) ", .muted)
            text.add("\(field.value)   ")
        }
        return [text]
    }

    private var warnings: [StyledText] {
        self.row.warnings.map { warning in
            var text = StyledText(self.theme, " Warning  ", .bad)
            text.add(warning.message, .strong)
            return text
        }
    }
}

extension DurationSummary {
    /// How a run of this length stands among the others; nil where there is nothing to say.
    fileprivate func rank(of duration: Duration) -> String? {
        if duration > self.longest { return "longer than all successful runs seen" }
        if duration > self.p99 { return "slower than 99 of 100 successful runs" }
        if duration > self.p95 { return "slower than 95 of 100 successful runs" }
        return nil
    }
}
