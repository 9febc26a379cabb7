import BGTopStore
import BackgroundWorkEvents

/// What there is to know of the tasks of one name, a line for each fact.
struct NameFacts {
    /// The longest-running tasks that are named.
    static let maximumTasks = 3
    private static let maximumReasons = 3
    private static let indent = 10

    let profile: NameProfile
    /// Its tasks that have run longest.
    let longest: [BackgroundTaskID]
    let store: TaskStore
    let theme: Theme
    let width: Int

    /// As many lines as there is room for: where there are fewer, what matters least is left out.
    func lines(limit: Int) -> [StyledText] {
        var lines: [(rank: Int, text: StyledText)] = [(0, self.outcomes)]
        lines += self.reasons.enumerated().map { (1 + 4 * $0, $1) }
        lines += self.tasks.enumerated().map { (2 + 4 * $0, $1) }
        if let reaction { lines.append((3, reaction)) }
        if let threads { lines.append((4, threads)) }
        let last = lines.map(\.rank).sorted().prefix(max(0, limit)).last ?? -1
        return lines.filter { $0.rank <= last }.map(\.text).prefix(max(0, limit)).map(\.self)
    }

    private func fact(_ title: String) -> StyledText {
        var text = StyledText(self.theme, " \(title)", .muted)
        text.pad(to: Self.indent)
        return text
    }

    private var outcomes: StyledText {
        var text = self.fact("Ended")
        let ended = self.profile.summary.finished
        text.add(ended.total.grouped, .strong)
        for (index, outcome) in TaskOutcome.allCases.filter({ ended[$0] > 0 }).enumerated() {
            text.add(index == 0 ? " = " : " + ", .muted)
            text.add("\(ended[outcome].grouped) \(outcome.word)", outcome.role)
        }
        if self.profile.summary.refused > 0 { text.add("   refused \(self.profile.summary.refused.grouped)", .caution) }
        return text
    }

    private var reasons: [StyledText] {
        let reasons = self.profile.failureReasons.prefix(Self.maximumReasons)
        let counted = reasons.reduce(0) { $0 + $1.count }
        let failed = self.profile.summary.finished.failed
        return reasons.enumerated().map { index, reason in
            var text = self.fact(index == 0 ? "Failed" : "")
            text.add("\(reason.count.grouped) x ", .strong)
            text.add(reason.text, index == 0 ? .plain : .muted)
            if index == reasons.count - 1, failed > counted {
                text = text.truncated(to: max(0, self.width - 14 - (failed - counted).grouped.count))
                text.add("   others \((failed - counted).grouped)", .muted)
            }
            return text
        }
    }

    private var tasks: [StyledText] {
        self.longest.prefix(Self.maximumTasks).compactMap(self.store.row).enumerated().map { index, row in
            var text = self.fact(index == 0 ? "Oldest" : "")
            text.add("\(row.id)", .muted)
            text.add("  \((row.ran(at: self.store.now) ?? .zero).compact)", .strong)
            let doing = row.doing(in: self.store)
            text.add("  ")
            text.add(doing.text, doing.role)
            return text
        }
    }

    private var reaction: StyledText? {
        guard let reaction = self.profile.summary.reaction else { return nil }
        var text = self.fact("Stops")
        text.add("p50 ", .muted)
        text.add(reaction.p50.precise)
        text.add("  p99 ", .muted)
        text.add(reaction.p99.precise)
        text.add(" after the request, of \(reaction.count.grouped)", .muted)
        let parts = self.profile.summary.nodeReactions
        guard let slowest = parts.max(by: { $0.reaction.p99 < $1.reaction.p99 }) else { return text }
        text.add("; slowest part \"\(slowest.name)\" p99 ", .muted)
        text.add(slowest.reaction.p99.precise)
        return text
    }

    private var threads: StyledText? {
        guard let share = self.profile.summary.busyShare else { return nil }
        var text = self.fact("Threads")
        text.add("busy ", .muted)
        text.add(share.percentage)
        text.add(" of the time", .muted)
        guard let longest = self.profile.summary.longestPoll else { return text }
        text.add(", longest poll ", .muted)
        text.add(longest.fine, longest >= TaskRow.longPoll ? .bad : .plain)
        return text
    }
}
