import BGTopStore
import BackgroundWorkEvents

/// What happened to a task and in it, and what it logged, in order, with the time since it was submitted.
struct TaskHistory {
    let row: TaskRow
    let store: TaskStore

    struct Event {
        let at: TaskInstant
        let text: String
        var role = Role.plain
    }

    func lines(_ theme: Theme) -> [StyledText] {
        self.events.sorted { $0.at < $1.at }.map { event in
            var text = StyledText(theme, "   +\((event.at - self.row.task.submittedAt).compact)", .muted)
            text.pad(to: 12)
            text.add(event.text, event.role)
            return text
        }
    }

    private var events: [Event] {
        let task = self.row.task
        let origin = self.row.origin
        var events = [Event(at: task.submittedAt, text: "submitted" + (origin.isEmpty ? "" : " by \(origin)"))]
        if let startedAt = self.row.startedAt { events.append(Event(at: startedAt, text: "started")) }
        if let cancellation = self.row.cancellation {
            events.append(Event(at: cancellation.at, text: "asked to stop by \(cancellation.cause)", role: .stopping))
        }
        let nodes = NodeHistory(row: self.row)
        events += nodes.starts + nodes.deliveries + nodes.ends
        for line in self.store.log where line.value.task == self.row.id {
            events.append(Event(at: line.at, text: "log  \(line.value.message)", role: line.value.level.role))
        }
        if let interruption = self.row.interruption(in: self.store) {
            events.append(Event(at: self.store.now, text: "last seen: \(interruption.clause)", role: .caution))
        }
        if let endedAt = self.row.endedAt { events.append(Event(at: endedAt, text: self.ending, role: self.row.state.role)) }
        return events
    }

    private var ending: String {
        let words = self.row.state.outcome?.word ?? self.row.state.description
        guard let outcome = self.row.state.outcome else { return words }
        if outcome == .succeeded, self.row.cancellation != nil { return "\(words), although it had been asked to stop" }
        var text = words
        if let deliveredAt = self.row.deliveredAt, let endedAt = self.row.endedAt {
            text += " \((endedAt - deliveredAt).precise) after the request had reached it"
        }
        return text + (self.row.errorText.map { ": \($0)" } ?? "")
    }
}
