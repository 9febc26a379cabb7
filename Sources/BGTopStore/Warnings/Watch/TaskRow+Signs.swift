import BackgroundWorkEvents

extension TaskRow {
    /// When the task last did anything that anybody could see: got a thread or gave one back, said how far it is, entered a part of
    /// it or left one. Nil where no probe watches.
    var lastSignOfLife: TaskInstant? {
        guard var last = self.activity?.since else { return nil }
        if let progress = self.progress { last = max(last, progress.at) }
        for node in self.nodes.listed { last = max(last, node.endedAt ?? node.startedAt) }
        return last
    }

    /// Whether all that the task does is wait for the response after which it is to run: that takes as long as somebody's download.
    var awaitsResponse: Bool {
        let nodes = self.nodes.innermostOpenNodes
        return !nodes.isEmpty && nodes.allSatisfy { $0.name == TaskNode.awaitResponse }
    }

    /// When the response was over for which the task has waited; nil where it still does, or waits for none.
    var responseEndedAt: TaskInstant? { self.nodes.listed.first { $0.name == TaskNode.awaitResponse }?.endedAt }

    /// A part that runs outside of the task, or did, the last to end first; nil where there is none.
    var escape: Escape? {
        guard self.state != .lost else { return nil }
        let escapes = self.nodes.listed.compactMap { node -> Escape? in
            // What is open although its task has ended needs no mark.
            let outlivedTask = node.isOpen && !self.state.isAlive
            guard node.isEscaped || outlivedTask else { return nil }
            return Escape(node: node.name, outlivedTask: outlivedTask, endedAt: node.endedAt ?? self.endedAt)
        }
        return escapes.max { left, right in
            guard let leftEnd = left.endedAt else { return false }
            return right.endedAt.map { leftEnd < $0 } ?? true
        }
    }
}
