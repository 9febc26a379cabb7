import BGTopStore
import BackgroundWorkEvents

/// Where the shutdown is on its way: `accepting > DRAINING ████ 18.2 s of 30.0 s left > cancelling > forced exit`.
struct DrainPhases {
    let progress: DrainProgress
    let now: TaskInstant
    /// Whether the shutdown was given up: then only the end of the process is to come.
    let isGivenUp: Bool
    /// Why nobody knows how it goes on, if so.
    let interruption: Interruption?

    /// How much is said of what is not now.
    private enum Length: CaseIterable {
        case full, future, briefFuture, present
    }

    func draw(on canvas: inout Canvas, in area: Area) {
        let barWidth = area.columns < 100 ? 9 : area.columns < 160 ? 16 : 40
        let texts = Length.allCases.map { self.text(canvas.theme, $0, barWidth: barWidth) }
        // Where there is no room for all, the past goes first, then the future.
        canvas.draw(texts.first { $0.width <= area.columns } ?? texts[texts.count - 1], in: area)
    }

    private func text(_ theme: Theme, _ length: Length, barWidth: Int) -> StyledText {
        var text = StyledText(theme, " ")
        let status = self.progress.status
        switch status.phase {
        case .accepting, .draining:
            if length == .full { text.add("accepting  >  ", .muted) }
            text.add("DRAINING ", .caution)
            self.addCountdown(to: &text, theme, .caution, barWidth: barWidth)
            if !self.addEnd(to: &text) { self.addFuture(to: &text, status, length) }
        case .cancelling:
            if length == .full { text.add("accepting  >  drained  >  ", .muted) }
            text.add("CANCELLING ", .bad)
            self.addCountdown(to: &text, theme, .bad, barWidth: barWidth)
            if self.addEnd(to: &text) { break }
            guard !self.isGivenUp else {
                text.add("  >  ", .muted)
                text.add("FORCED EXIT", .bad)
                break
            }
            text.add(status.deadline == nil ? "until all have stopped" : " until forced exit", .muted)
        case .stopped:
            if length == .full { text.add("accepting  >  ", .muted) }
            text.add("drained  >  " + (self.hasCancelled ? "cancelled  >  " : ""), .muted)
            text.add("STOPPED", .strong)
            if self.interruption?.isRetrying == false { text.add("  >  ENDED", .strong) }
        }
        return text
    }

    /// What takes the place of the future where there is none to be told.
    ///
    /// - Returns: Whether anything does.
    private func addEnd(to text: inout StyledText) -> Bool {
        guard let interruption else { return false }
        text.add(interruption.isRetrying ? " when last seen" : "  >  ", .muted)
        if !interruption.isRetrying { text.add("ENDED", .bad) }
        return true
    }

    /// Whether anything came of the phase that cancels: where nothing is left to be cancelled it may be passed through all the
    /// same.
    private var hasCancelled: Bool {
        guard let cancelling = self.progress.cancelling else { return false }
        return cancelling.asked > 0 || self.progress.ended.discarded > 0
    }

    private func addCountdown(to text: inout StyledText, _ theme: Theme, _ role: Role, barWidth: Int) {
        guard let deadline = self.progress.status.deadline else { return }
        let left = max(.zero, deadline - self.now)
        let whole = deadline - self.progress.status.since
        let share = whole > .zero ? left.inSeconds / whole.inSeconds : 0
        text.add(theme.level(share, width: barWidth, role))
        text.add(" \(left.prose)", .strong)
        text.add(" of \(whole.prose) left", .muted)
    }

    private func addFuture(to text: inout StyledText, _ status: DrainStatus, _ length: Length) {
        guard length != .present else { return }
        let isBrief = length == .briefFuture
        let arrow = isBrief ? " > " : "  >  "
        guard let after = status.forcedExitAfter else {
            text.add(arrow + "cancelling", .muted)
            return
        }
        text.add(arrow + "cancelling \(after.prose)" + arrow + "forced exit", .muted)
        if let deadline = status.deadline, !isBrief {
            text.add(" in \((max(.zero, deadline - self.now) + after).prose)", .muted)
        }
    }
}
