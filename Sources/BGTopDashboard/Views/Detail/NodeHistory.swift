import BGTopStore
import BackgroundWorkEvents

/// What the named parts of a task add to its history.
struct NodeHistory {
    let row: TaskRow

    /// Parts of one whole that began within so little time began together, as far as a person can tell.
    private static let together: Duration = .milliseconds(1)

    var starts: [TaskHistory.Event] {
        var groups: [[TaskNode]] = []
        for node in self.row.nodes.listed {
            if let last = groups.last?.last, last.parent == node.parent, node.startedAt - last.startedAt <= Self.together,
                !node.isEscaped, !last.isEscaped
            {
                groups[groups.count - 1].append(node)
            } else {
                groups.append([node])
            }
        }
        return groups.map { group in
            let first = group[0]
            guard group.count == 1 else {
                let names = group.map { String($0.name.prefix(80)) }.joined(separator: ", ")
                return TaskHistory.Event(at: first.startedAt, text: "\(group.count) children: \(names)")
            }
            return first.isEscaped
                ? TaskHistory.Event(at: first.startedAt, text: "\(first.title) began, in a Task {} of its own", role: .bad)
                : TaskHistory.Event(at: first.startedAt, text: "\(first.title) began")
        }
    }

    /// Whom a request to stop reached, and when: the innermost first.
    var deliveries: [TaskHistory.Event] {
        guard let asked = self.row.cancellation?.at else { return [] }
        var deliveries = self.row.nodes.listed.compactMap { node in node.deliveredAt.map { (at: $0, title: node.title) } }
        if let deliveredAt = self.row.deliveredAt { deliveries.append((deliveredAt, "the whole task")) }
        return deliveries.sorted { $0.at < $1.at }.map { delivery in
            let text = "that reached \(delivery.title) after \((delivery.at - asked).precise)"
            return TaskHistory.Event(at: delivery.at, text: text, role: .stopping)
        }
    }

    var ends: [TaskHistory.Event] {
        self.row.nodes.listed.compactMap { node in
            guard let endedAt = node.endedAt else { return nil }
            var text = "\(node.title) \(node.outcome?.word ?? "ended")"
            if let deliveredAt = node.deliveredAt, deliveredAt <= endedAt {
                text += ", \((endedAt - deliveredAt).precise) after the request had reached it"
            } else {
                text += " after \((endedAt - node.startedAt).precise)"
            }
            if let errorText = node.errorText, node.outcome == .failed { text += ": \(errorText.prefix(400))" }
            return TaskHistory.Event(at: endedAt, text: text, role: node.outcome == .failed ? .bad : .plain)
        }
    }
}
