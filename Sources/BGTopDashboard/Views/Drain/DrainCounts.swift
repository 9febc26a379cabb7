import BGTopStore
import BackgroundWorkEvents

/// How many tasks the shutdown began with, and what became of them.
struct DrainCounts {
    let progress: DrainProgress
    let now: TaskInstant

    func draw(on canvas: inout Canvas, in area: Area) {
        var text = StyledText(canvas.theme, " Left ", .muted)
        text.add(self.progress.left.grouped, .strong)
        text.add(" of \(self.progress.liveAtStart.grouped)", .muted)
        if let cancelling = self.progress.cancelling, cancelling.asked > 0 {
            self.add(cancelling, to: &text)
        } else {
            self.addStates(to: &text)
        }
        canvas.draw(text, in: area)
    }

    private func add(_ cancelling: DrainProgress.Cancelling, to text: inout StyledText) {
        text.add("   asked to stop ", .muted)
        text.add(cancelling.asked.grouped, .strong)
        text.add(" = ended ", .muted)
        text.add(cancelling.ended.grouped, .good)
        if let reaction = cancelling.reaction { text.add(" (p99 \(reaction.p99.short))", .muted) }
        text.add(" + ", .muted)
        text.add("\(cancelling.left.grouped) not yet", cancelling.left > 0 ? .bad : .good)
        if cancelling.left > 0 { text.add(": " + self.unstopped(cancelling), .bad) }
    }

    private func addStates(to text: inout StyledText) {
        text.add("   running ", .muted)
        text.add(self.progress.running.grouped, .strong)
        text.add("   queued ", .muted)
        text.add(self.progress.queued.grouped, .strong)
        text.add("   refused ", .muted)
        text.add(self.progress.refused.grouped, self.progress.refused > 0 ? .caution : .strong)
        text.add("   ended ", .muted)
        text.add(self.progress.ended.total.grouped, .strong)
        let outcomes = TaskOutcome.allCases.filter { self.progress.ended[$0] > 0 }
        for (index, outcome) in outcomes.enumerated() {
            text.add(index == 0 ? " (" : ", ", .muted)
            text.add("\(self.progress.ended[outcome].grouped) \(outcome.word)", outcome.role)
        }
        if !outcomes.isEmpty { text.add(")", .muted) }
    }

    private func unstopped(_ cancelling: DrainProgress.Cancelling) -> String {
        let named = cancelling.notEnded.prefix(3).map { row in
            let asked = row.cancellation.map { " (\((self.now - $0.at).prose))" } ?? ""
            return "\(row.task.name) \(row.id)\(asked)"
        }
        return named.joined(separator: ", ") + (cancelling.left > named.count ? ", ..." : "")
    }
}
