import BGTopStore
import BackgroundWorkEvents

/// How many tasks the shutdown began with, and what became of them.
struct DrainCounts {
    let progress: DrainProgress
    let now: TaskInstant

    func draw(on canvas: inout Canvas, in area: Area) {
        let texts = self.wordings(canvas.theme)
        canvas.draw(texts.first { $0.width < area.columns } ?? texts[texts.count - 1], in: area)
    }

    /// In ever fewer words. What gives way first is told elsewhere, or is nothing.
    private func wordings(_ theme: Theme) -> [StyledText] {
        var beginning = StyledText(theme, " Left ", .muted)
        beginning.add(self.progress.left.grouped, .strong)
        beginning.add(" of \(self.progress.liveAtStart.grouped)", .muted)
        let texts = self.wordings(after: beginning)
        guard !self.progress.isWhole else { return texts }
        // Others may have ended before.
        beginning.add(" first seen", .muted)
        return self.wordings(after: beginning).prefix(1) + texts
    }

    private func wordings(after beginning: StyledText) -> [StyledText] {
        if let cancelling = self.progress.cancelling, cancelling.asked > 0 {
            return (0...Self.maximumNamed).reversed().map { self.adding(cancelling, naming: $0, to: beginning) }
        }
        return Length.allCases.map { self.addingStates($0, to: beginning) }
    }

    private static let maximumNamed = 3

    private func adding(
        _ cancelling: DrainProgress.Cancelling,
        naming count: Int,
        to beginning: StyledText
    ) -> StyledText {
        var text = beginning
        text.add("   asked to stop ", .muted)
        text.add(cancelling.asked.grouped, .strong)
        text.add(" = ended ", .muted)
        text.add(cancelling.ended.grouped, .good)
        if let reaction = cancelling.reaction { text.add(" (p99 \(reaction.p99.short))", .muted) }
        text.add(" + ", .muted)
        text.add("\(cancelling.left.grouped) not yet", cancelling.left > 0 ? .bad : .good)
        if cancelling.left > 0, count > 0 { text.add(": " + self.unstopped(cancelling, count: count), .bad) }
        return text
    }

    /// How much is said besides how tasks ended.
    private enum Length: CaseIterable {
        case full, close, present, endings
    }

    private func addingStates(_ length: Length, to beginning: StyledText) -> StyledText {
        var text = beginning
        let gap = length == .full ? "   " : "  "
        func add(_ title: String, _ count: UInt64, _ role: Role = .strong) {
            // That there is none is worth a word only where there is room for it.
            guard count > 0 || length == .full else { return }
            text.add("\(gap)\(title) ", .muted)
            text.add(count.grouped, role)
        }
        if length != .endings {
            add("running", UInt64(self.progress.running))
            add("queued", UInt64(self.progress.queued))
        }
        let isWhole = length == .full || length == .close
        if isWhole {
            add("refused", self.progress.refused, self.progress.refused > 0 ? .caution : .strong)
            add("ended", self.progress.ended.total)
        }
        for (index, outcome) in TaskOutcome.allCases.filter({ self.progress.ended[$0] > 0 }).enumerated() {
            text.add(isWhole ? (index == 0 ? " = " : " + ") : "  ", .muted)
            text.add("\(self.progress.ended[outcome].grouped) \(outcome.word)", outcome.role)
        }
        return text
    }

    private func unstopped(_ cancelling: DrainProgress.Cancelling, count: Int) -> String {
        let named = cancelling.notEnded.prefix(count).map { row in
            let asked = row.cancellation.map { " (\((self.now - $0.at).prose))" } ?? ""
            return "\(row.task.name) \(row.id)\(asked)"
        }
        return named.joined(separator: ", ") + (cancelling.left > named.count ? ", ..." : "")
    }
}
