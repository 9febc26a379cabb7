import BGTopStore
import BackgroundWorkEvents

/// Where the shutdown is on its way: `accepting > DRAINING ████ 18.2 s of 30.0 s left > cancelling > forced exit`.
struct DrainPhases {
    let progress: DrainProgress
    let now: TaskInstant

    func draw(on canvas: inout Canvas, in area: Area) {
        let theme = canvas.theme
        // The future goes first where there is no room for all, then the past.
        let candidates = [(true, true), (false, true), (false, false)].map { self.text(theme, past: $0.0, future: $0.1) }
        let room = area.columns
        let text = candidates.first { $0.width <= room } ?? candidates[2]
        canvas.draw(text, in: area)
    }

    private func text(_ theme: Theme, past: Bool, future: Bool) -> StyledText {
        var text = StyledText(theme, " ")
        let status = self.progress.status
        switch status.phase {
        case .accepting, .draining:
            if past { text.add("accepting  >  ", .muted) }
            text.add("DRAINING ", .caution)
            self.addCountdown(to: &text, theme, role: .caution)
            if future { self.addFuture(to: &text, status) }
        case .cancelling:
            if past { text.add("accepting  >  drained  >  ", .muted) }
            text.add("CANCELLING ", .bad)
            self.addCountdown(to: &text, theme, role: .bad)
            text.add(status.deadline == nil ? "until all have stopped" : " until forced exit", .muted)
        case .stopped:
            text.add("drained  >  cancelled  >  ", .muted)
            text.add("STOPPED", .strong)
        }
        return text
    }

    private func addCountdown(to text: inout StyledText, _ theme: Theme, role: Role) {
        guard let deadline = self.progress.status.deadline else { return }
        let left = max(.zero, deadline - self.now)
        let whole = deadline - self.progress.status.since
        let share = whole > .zero ? left.inSeconds / whole.inSeconds : 0
        text.add(theme.bar(share, width: 16, role))
        text.add(" \(left.prose)", .strong)
        text.add(" of \(whole.prose) left", .muted)
    }

    private func addFuture(to text: inout StyledText, _ status: DrainStatus) {
        guard let after = status.forcedExitAfter else {
            text.add("  >  cancelling", .muted)
            return
        }
        text.add("  >  cancelling \(after.prose)", .muted)
        if let deadline = status.deadline {
            text.add("  >  forced exit in \((max(.zero, deadline - self.now) + after).prose)", .muted)
        }
    }
}
