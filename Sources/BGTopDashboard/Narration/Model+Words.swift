import BGTopStore
import BackgroundWorkEvents

/// What the views show, as sentences.
extension Model {
    /// The state of the whole, without anything that changes although nothing happens.
    var stateSentence: String {
        if let interruption = self.store.interruption { return self.lastSentence(interruption) }
        if self.phase != .accepting, let progress = self.store.drainProgress { return self.drainSentence(progress) }
        let store = self.store
        var parts = ["\(Self.level(store.running, of: store.capacity?.maximumRunning)) running"]
        parts.append("\(Self.level(store.queued, of: store.capacity?.maximumQueued)) queued")
        if let known = store.ratesKnownFrom, store.now >= known {
            let rates = store.rates
            parts.append("\(rates.finished.perSecond.rate) a second finished")
            if let share = rates.failedShare, share > 0 { parts.append("\(share.percentage) of them failed") }
            if rates.refused.count > 0 { parts.append("\(store.refusedPerSecond.rate) a second refused") }
        }
        return parts.joined(separator: ", ") + ". " + self.warningsInBrief
    }

    /// What was known last, where nothing is known now.
    private func lastSentence(_ interruption: Interruption) -> String {
        let store = self.store
        guard let process = store.process else { return "Nothing is known yet: \(interruption.clause)." }
        let fate = interruption.isRetrying ? "There is no connection to \(process.brief)" : "Process \(process.brief) has ended"
        let left =
            store.alive == 0
            ? "nothing ran and nothing was queued"
            : "\(store.running.grouped) running, \(store.queued.grouped) queued, all of them \(interruption.lifeWord) now"
        return "\(fate): \(interruption.clause). When it was last seen: \(left)."
    }

    private static func level(_ count: Int, of limit: Int?) -> String {
        guard let limit, limit != .max else { return count.grouped }
        return "\(count.grouped) of \(limit.grouped)"
    }

    private var warningsInBrief: String {
        switch self.warnings.count {
        case 0: "Nothing is wrong."
        case 1: "1 warning stands: \(self.warnings.rows[0].rule)."
        default: "\(self.warnings.count.grouped) warnings stand, the worst: \(self.warnings.rows[0].rule)."
        }
    }

    // MARK: - A drain

    private func drainSentence(_ progress: DrainProgress) -> String {
        let unit = progress.liveAtStart == 1 ? "task" : "tasks"
        let (now, atStart) = (progress.left.grouped, progress.liveAtStart.grouped)
        let left = progress.isWhole ? "\(now) of \(atStart) \(unit) left" : "\(now) left of the \(atStart) \(unit) first seen"
        if self.phase == .stopped { return "Stopped: nothing runs any more." }
        return [left + self.limit(of: progress), self.expectation(of: progress), self.worst]
            .filter { !$0.isEmpty }
            .joined(separator: " ")
    }

    private func limit(of progress: DrainProgress) -> String {
        guard let deadline = progress.status.deadline else { return "." }
        let left = max(.zero, deadline - self.store.now).prose
        return self.phase == .draining ? ", \(left) until what is left is cancelled." : ", \(left) until the exit is forced."
    }

    private func expectation(of progress: DrainProgress) -> String {
        if let cancelling = progress.cancelling, cancelling.asked > 0 {
            let verb = cancelling.left == 1 ? "has" : "have"
            return "Of \(cancelling.asked.grouped) that were asked to stop \(cancelling.left.grouped) \(verb) not."
        }
        let parts = (self.holders.forecast?.tally.parts ?? []).filter { $0.count > 0 }
        guard !parts.isEmpty else { return "" }
        return "Expected: " + parts.map { "\($0.count.grouped) \($0.words)" }.joined(separator: ", ") + "."
    }

    /// What holds the exit most, if it is more than what simply takes its time.
    private var worst: String {
        guard let holder = self.holders.holders.first, holder.verdict.role != .good else { return "" }
        // The words are set for a column.
        let verdict = holder.verdict.words.split(separator: " ").joined(separator: " ")
        let reason = holder.verdict.reason.isEmpty ? "" : ": \(holder.verdict.reason)"
        return "The worst: \(holder.row.task.name) \(holder.row.id), \(verdict)\(reason)."
    }
}
