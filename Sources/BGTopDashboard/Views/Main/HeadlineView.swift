import BGTopStore
import BackgroundWorkEvents

/// The second line: the one sentence that matters.
struct HeadlineView {
    let model: Model

    func draw(on canvas: inout Canvas, in area: Area) {
        let theme = canvas.theme
        if let frozen = self.model.frozen {
            if self.model.isShowingPredecessor {
                self.draw(end: frozen, on: &canvas, in: area)
            } else {
                self.draw(frozen, on: &canvas, in: area)
            }
            return
        }
        guard let headline = self.model.warnings.headline else {
            canvas.draw(" Waiting for the first events.", .muted, in: area)
            return
        }
        var text = StyledText(theme)
        switch headline.severity {
        case nil: text.add(" OK  ", .good)
        case .notice: text.add(" ! ", .caution)
        case .warning, .critical: text.add(" ! ", .bad)
        }
        text.add(headline.text, headline.severity == nil ? .muted : .strong)
        canvas.mark(area, headline.task.map(ClickTarget.task) ?? (headline.severity == nil ? nil : .key("w")))
        var rest = area
        let first = rest.takeTop(1)
        let hints = self.hints(theme)
        // Beside what is wrong, where that leaves room; else beside what to do about it.
        if let hint = hints.first(where: { text.width + $0.width < first.columns }) {
            canvas.draw(text, trailing: hint, in: first)
            self.drawAdvice(on: &canvas, in: rest)
        } else if rest.rows > 0 {
            canvas.draw(text, in: first)
            self.drawAdvice(hints, on: &canvas, in: rest)
        } else {
            self.draw(text, hint: first.columns < 60 ? nil : hints.last, on: &canvas, in: first)
        }
    }

    /// A sentence that is too long for its line ends before the hint: it can be read in full where the hint leads.
    private func draw(_ text: StyledText, hint: StyledText?, on canvas: inout Canvas, in area: Area) {
        var rest = area
        rest.columns -= hint.map { $0.width + 1 } ?? 0
        canvas.draw(text, in: rest)
        if let hint { canvas.draw(trailing: hint, in: area) }
    }

    /// What was the present a while ago.
    private func draw(_ frozen: TaskStore, on canvas: inout Canvas, in area: Area) {
        let age = (self.model.store.now - frozen.now).prose
        var text = StyledText(canvas.theme, " FROZEN ", .caution)
        if let interruption = self.model.store.interruption {
            text.add("This view shows what was \(age) before: \(interruption.clause).  ")
        } else {
            text.add("This view shows what was \(age) ago; the server goes on.  ")
        }
        text.add("z", .key, pressing: "z")
        text.add(" back to now", .muted, pressing: "z")
        canvas.draw(text, in: area)
    }

    /// The last that was seen of a process whose place another has taken.
    private func draw(end: TaskStore, on canvas: inout Canvas, in area: Area) {
        let theme = canvas.theme
        var text = StyledText(theme, " ENDED ", .bad)
        text.add("\(end.interruption?.clause ?? "The process is not there any more").", .strong)
        var back = StyledText(theme)
        back.add("O", .key, pressing: "O")
        back.add(" back to now ", .muted, pressing: "O")
        var area = area
        canvas.draw(text, trailing: back, in: area.takeTop(1))
        let now = self.model.store.process.map { " What is watched now is \($0.brief)." } ?? ""
        canvas.draw("   The last picture of \(end.process?.brief ?? "the process").\(now)", .muted, in: area)
    }

    /// What to do about it, below the fact that calls for it, and one of `hints` if any are left. What does not fit is why: that
    /// stands at the end of the sentence.
    private func drawAdvice(_ hints: [StyledText] = [], on canvas: inout Canvas, in area: Area) {
        guard let warning = self.model.warnings.worst else { return }
        let margin = "   "
        let room = area.columns - margin.count - 1
        let hint = hints.first { warning.advice.count + $0.width < room } ?? (area.columns < 60 ? nil : hints.last)
        let advice = Paragraph.abridged(warning.advice, width: room - (hint?.width ?? 0))
        self.draw(StyledText(canvas.theme, margin + advice, .muted), hint: hint, on: &canvas, in: area)
    }

    /// Where more is to be seen, the longest wording first.
    private func hints(_ theme: Theme) -> [StyledText] {
        let count = self.model.warnings.count
        guard count > 0 else { return [] }
        let task = self.model.warnings.headline?.task
        let isSelected = task != nil && self.model.tab == .tasks && self.model.tasks.cursor.selected == task
        let wordings = [(isSelected, " all warnings"), (isSelected, " all"), (false, " all warnings"), (false, " all")]
        return wordings.map { wording in
            var text = StyledText(theme)
            if wording.0 {
                text.add("Enter", .key, pressing: .enter)
                text.add(" look   ", .muted, pressing: .enter)
            }
            text.add("w", .key, pressing: "w")
            text.add("\(wording.1) (\(count)) ", .muted, pressing: "w")
            return text
        }
    }
}
