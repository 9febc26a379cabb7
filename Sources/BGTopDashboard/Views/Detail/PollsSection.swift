import BGTopStore
import BackgroundWorkEvents

/// How a task used threads: how often, for how long at a time, and what to do where that was too long.
struct PollsSection {
    let row: TaskRow
    let store: TaskStore
    let theme: Theme
    let width: Int

    /// From here on it is worth knowing that a task could have gone on sooner.
    private static let noticeableReadyShare: Int64 = 20

    var lines: [StyledText] {
        guard let activity = self.row.activity else { return [] }
        return [self.polls(activity), self.counts(activity)] + self.advice(activity).flatMap(self.wrapped)
    }

    private func polls(_ activity: TaskActivity) -> StyledText {
        let longest = self.row.longestPoll(in: self.store) ?? .zero
        var text = StyledText(self.theme, " Polls    ", .muted)
        text.add(activity.polls.grouped, .strong)
        text.add(", longest ", .muted)
        let isLong = longest >= TaskRow.longPoll
        text.add(longest.fine + (isLong ? " !" : ""), isLong ? .bad : .strong)
        let lengths = activity.pollLengths
        let bins = [("<1ms", lengths.short), ("1-10", lengths.medium), ("10-100", lengths.long), (">100", lengths.veryLong)]
        let most = bins.map(\.1).max() ?? 0
        let room = self.width >= 110 ? 9 : self.width >= 90 ? 5 : 2
        let gap = self.width >= 90 ? "   " : "  "
        for (title, count) in bins {
            text.add("\(gap)\(title) ", .muted)
            if most > 0, count > 0 {
                text.add(self.theme.glyphs.bar(Double(count) / Double(most), width: room), title == ">100" ? .bad : .meter)
                text.add(" ")
            }
            text.add(count.grouped, count == 0 ? .muted : .plain)
        }
        // The present poll is counted, and is not over.
        let over = [lengths.short, lengths.medium, lengths.long, lengths.veryLong].reduce(0) { $0 + UInt64($1) }
        if activity.polls > over { text.add("\(gap)now \((activity.polls - over).grouped)", .muted) }
        return text
    }

    private func counts(_ activity: TaskActivity) -> StyledText {
        var text = StyledText(self.theme, " Wakes    ", .muted)
        text.add(activity.wakes.grouped)
        text.add("   Children ", .muted)
        switch activity.children {
        case nil:
            text.add("?", .caution)
            text.add(" (could not be told apart)", .muted)
        case let children?:
            text.add(children.grouped)
            text.add(", named or not, as seen so far", .muted)
        }
        if activity.tasklessJobs > 0 {
            text.add("   Apart ", .muted)
            text.add(activity.tasklessJobs.grouped)
            text.add(" of no task (actors' queues, yields)", .muted)
        }
        return text
    }

    /// What to do, beside the fact that calls for it.
    private func advice(_ activity: TaskActivity) -> [String] {
        var advice: [String] = []
        let longest = self.row.longestPoll(in: self.store) ?? .zero
        if longest >= TaskRow.longPoll {
            let width = self.store.pools.first { $0.pool == .library }?.width
            let thread = width.map { "1 of \($0) threads" } ?? "a thread"
            let verb = self.row.state.isAlive ? "keeps" : "kept"
            advice.append(
                "A poll of \(longest.prose) \(verb) \(thread) from all others, and hears no cancel: await, yield, or slice the work."
            )
        }
        if let inside = TimeSpent(self.row, at: self.store.now).inside, inside.ready >= TaskRow.longPoll,
            inside.percents.ready >= Self.noticeableReadyShare
        {
            advice.append(
                "It could have gone on for \(inside.percents.ready)% of its time, and had no thread: see who holds them (sort by LONGEST POLL)."
            )
        }
        if self.row.state == .running, self.row.nodes.isEmpty, activity.state == .waiting,
            self.store.now - activity.since >= .seconds(1)
        {
            advice.append(
                "What it waits for has no name: await tracked(\"...\") { ... } around a part shows here where it is."
            )
        }
        return advice
    }

    private func wrapped(_ advice: String) -> [StyledText] {
        Paragraph.wrapped(advice, width: max(20, self.width - 12)).enumerated().map { index, line in
            var text = StyledText(self.theme, index == 0 ? " Advice   " : "          ", .caution)
            text.add(line)
            return text
        }
    }
}
