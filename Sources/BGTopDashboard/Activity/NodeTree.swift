import BackgroundWorkEvents

/// The named parts of a task in the order in which a tree lists them: each under what it is part of.
struct NodeTree: Sendable {
    struct Entry: Sendable {
        let node: TaskNode
        /// What it is part of; nil for the task itself, and where that part is not listed.
        let parent: TaskNode?
        let branch: Branch
    }

    let entries: [Entry]

    /// - Parameters:
    ///   - root: Where the task itself stands.
    ///   - isFollowed: Whether more hangs on the task than these.
    init(_ nodes: TaskNodes, under root: Branch = .root, isFollowed: Bool = false) {
        // Parents have lower numbers than what is in them. One that has not, or that is not listed, counts as the task.
        let listed = Dictionary(nodes.listed.map { ($0.id, $0) }) { first, _ in first }
        var children = Dictionary(grouping: nodes.listed) { $0.parent < $0.id && listed[$0.parent] != nil ? $0.parent : 0 }
        var entries: [Entry] = []
        entries.reserveCapacity(nodes.listed.count)
        var pending: [(nodes: ArraySlice<TaskNode>, parent: TaskNode?, branch: Branch)] = []
        pending.append((children[0, default: []][...], nil, root))
        while let (rest, parent, branch) = pending.popLast() {
            var siblings = rest
            guard let node = siblings.popFirst() else { continue }
            let own = branch.child(isLast: siblings.isEmpty && !(isFollowed && branch == root))
            entries.append(Entry(node: node, parent: parent, branch: own))
            pending.append((siblings, parent, branch))
            // Of two nodes under one number, which only a broken source tells of, the first has what is in them.
            if node.id != 0, let inner = children.removeValue(forKey: node.id) { pending.append((inner[...], node, own)) }
        }
        self.entries = entries
    }
}
