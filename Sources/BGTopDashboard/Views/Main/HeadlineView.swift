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
        var area = area
        canvas.draw(text, trailing: self.more(theme), in: area.takeTop(1))
        self.drawAdvice(on: &canvas, in: area)
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

    /// What to do about it, beside the fact that calls for it. Where it is cut, the end of the sentence is lost, which says why.
    private func drawAdvice(on canvas: inout Canvas, in area: Area) {
        guard let warning = self.model.warnings.worst else { return }
        canvas.draw("   " + warning.advice, .muted, in: area)
    }

    private func more(_ theme: Theme) -> StyledText {
        var text = StyledText(theme)
        let count = self.model.warnings.count
        guard count > 0 else { return text }
        if let task = self.model.warnings.headline?.task, self.model.tab == .tasks, self.model.tasks.cursor.selected == task {
            text.add("Enter", .key, pressing: .enter)
            text.add(" look   ", .muted, pressing: .enter)
        }
        text.add("w", .key, pressing: "w")
        text.add(" all warnings (\(count)) ", .muted, pressing: "w")
        return text
    }
}
