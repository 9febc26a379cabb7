public import BackgroundWorkEvents

/// What happens inside a task.
extension TaskRow {
    /// What the task is doing now, as far as anybody can see; nil unless it runs.
    public var present: Present? {
        guard self.startedAt != nil, self.state.isAlive else { return nil }
        return Present(
            state: self.activity?.state,
            stateSince: self.activity?.since,
            nodes: self.nodes.innermostOpenNodes.sorted { ($0.startedAt, $0.id) < ($1.startedAt, $1.id) }
        )
    }

    /// Of a task that has been asked to stop, the parts that hold all above them: the request has reached them, they have not ended,
    /// and nothing is open inside them that would have to end before. Empty for any other task, and where it named no parts.
    public var holdingNodes: [TaskNode] {
        guard self.state == .cancelling else { return [] }
        return self.nodes.innermostOpenNodes.filter { $0.deliveredAt != nil || self.deliveredAt != nil }
    }
}

extension TaskRow {
    /// What a task is doing now.
    public struct Present: Hashable, Sendable {
        /// What it does with threads, and since when; nil where no probe watches.
        public let state: TaskActivity.State?
        public let stateSince: TaskInstant?
        /// The named parts that it is in, the oldest first: open, and with nothing open inside them. With more than one it does
        /// several things at the same time.
        public let nodes: [TaskNode]

        /// The part that has been open for longest.
        public var oldestNode: TaskNode? { self.nodes.first }
    }
}

extension TaskNodes {
    /// The open nodes that are part of the task and have no open node inside them, in the order in which they were opened.
    public var innermostOpenNodes: [TaskNode] {
        let open = self.listed.filter { $0.isOpen && !$0.isEscaped }
        let parents = Set(open.map(\.parent))
        return open.filter { !parents.contains($0.id) }
    }
}
