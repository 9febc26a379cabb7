import BackgroundWorkEvents

/// The parts of a task that the application named, as they open and close. Pure.
struct NodeTable {
    private(set) var nodes = TaskNodes()
    private var lastID: UInt32 = 0

    /// A node is opened.
    ///
    /// - Returns: Its number; nil where the table is full of open ones, so that it is only counted.
    mutating func open(
        _ name: String,
        in parent: UInt32,
        location: TaskDescription.SourceLocation,
        isEscaped: Bool,
        at now: TaskInstant
    ) -> UInt32? {
        self.nodes.revision &+= 1
        if self.nodes.listed.count == TaskNodes.maximum, !self.removeOldestEnded() {
            self.nodes.omitted &+= 1
            return nil
        }
        self.lastID &+= 1
        self.nodes.listed.append(
            TaskNode(
                id: self.lastID,
                parent: self.innermostOpen(from: parent),
                name: name,
                location: location,
                startedAt: now,
                isEscaped: isEscaped
            )
        )
        return self.lastID
    }

    mutating func close(_ id: UInt32, _ outcome: TaskNode.Outcome, errorText: String?, at now: TaskInstant) {
        self.update(id) { node in
            node.endedAt = now
            node.outcome = outcome
            node.errorText = errorText
        }
        // What was added in it to a group around it goes on there.
        guard let outer = self.nodes.listed.last(where: { $0.id == id })?.parent else { return }
        for index in self.nodes.listed.indices where self.nodes.listed[index].parent == id && self.nodes.listed[index].isOpen {
            self.nodes.listed[index].parent = outer
        }
    }

    mutating func deliver(_ id: UInt32, at now: TaskInstant) {
        self.update(id) { $0.deliveredAt = now }
    }

    /// What a new part is part of that was added in `id`. A child of a group may begin only when the part in which it was added is over, and
    /// then is part of the one around that, as if it had begun before (``close(_:_:errorText:at:)``).
    private func innermostOpen(from id: UInt32) -> UInt32 {
        var id = id
        while let node = self.nodes.listed.last(where: { $0.id == id }) {
            if node.isOpen { return id }
            id = node.parent
        }
        // The task itself; or what is not listed any more, and so has ended.
        return 0
    }

    /// The task itself is over: whatever is open has outlived it.
    mutating func finish() {
        for index in self.nodes.listed.indices where self.nodes.listed[index].isOpen {
            self.nodes.listed[index].isEscaped = true
            self.nodes.revision &+= 1
        }
    }

    private mutating func update(_ id: UInt32, _ change: (inout TaskNode) -> Void) {
        // The node that changes is nearly always one of the last.
        guard let index = self.nodes.listed.lastIndex(where: { $0.id == id }) else { return }
        change(&self.nodes.listed[index])
        self.nodes.revision &+= 1
    }

    /// Makes room: of what has ended, what was opened first goes. What is open stays, because it says what the task is doing.
    private mutating func removeOldestEnded() -> Bool {
        guard let index = self.nodes.listed.firstIndex(where: { !$0.isOpen }) else { return false }
        self.nodes.listed.remove(at: index)
        self.nodes.omitted &+= 1
        return true
    }
}
