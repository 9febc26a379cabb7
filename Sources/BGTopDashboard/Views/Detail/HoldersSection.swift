import BGTopStore
import BackgroundWorkEvents

/// Which of its parts keep a task that was asked to stop from ending: the innermost, since nothing above them can end before.
struct HoldersSection {
    let row: TaskRow
    let now: TaskInstant
    let theme: Theme
    let width: Int

    var lines: [StyledText] {
        guard self.row.state == .cancelling else { return [] }
        let nodes = self.row.nodes
        let byID = Dictionary(nodes.listed.map { ($0.id, $0) }) { first, _ in first }
        return nodes.innermostOpenNodes.flatMap { node in
            var text = StyledText(self.theme, " Held by  ", .muted)
            text.add(node.title, .bad)
            if let deliveredAt = node.deliveredAt {
                text.add(", which the request reached \((self.now - deliveredAt).prose) ago")
            } else {
                text.add(", which the request has not reached")
            }
            let above = (self.above(node, byID).map(\.title) + ["the task"]).joined(separator: ", ")
            let consequence = "\(above) cannot end before it"
            if text.width + 2 + consequence.count < self.width {
                text.add(": \(consequence)", .muted)
                return [text]
            }
            return [text, StyledText(self.theme, "          \(consequence)", .muted)]
        }
    }

    /// From the inside out.
    private func above(_ node: TaskNode, _ byID: [UInt32: TaskNode]) -> [TaskNode] {
        var above: [TaskNode] = []
        var node = node
        while node.parent < node.id, let parent = byID[node.parent] {
            above.append(parent)
            node = parent
        }
        return above
    }
}
