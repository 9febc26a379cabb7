import BGTopStore
import BackgroundWorkEvents

/// A line of the tree, with what there is to say about it.
struct TreeLine: Sendable {
    enum Content: Sendable {
        case task(TaskRow)
        case node(TaskNode, parent: TaskNode?, of: TaskRow)
        /// So many parts that are not kept.
        case omitted(UInt32)
        /// Held in place for a moment although there is nothing to say about it any more.
        case gone
    }

    let entry: TreeEntry
    let content: Content

    init(_ entry: TreeEntry, in store: TaskStore) {
        self.entry = entry
        guard let row = store.row(entry.id.task) else {
            self.content = .gone
            return
        }
        switch entry.id {
        case .task: self.content = .task(row)
        case .omitted: self.content = .omitted(row.nodes.omitted)
        case .node(_, let number):
            let nodes = row.nodes.listed
            guard let node = nodes.first(where: { $0.id == number }) else {
                self.content = .gone
                return
            }
            self.content = .node(node, parent: nodes.first { $0.id == node.parent && $0.id < node.id }, of: row)
        }
    }

    /// What is over is there for what hangs on it, and steps back.
    var isOver: Bool {
        switch self.content {
        case .task(let row): !row.state.isAlive
        case .node(let node, _, let row): !node.isOpen || !row.state.isAlive
        case .omitted, .gone: true
        }
    }

    func isInTrouble(in store: TaskStore) -> Bool {
        switch self.content {
        case .task(let row): row.isInTrouble(in: store)
        case .node(let node, _, _): node.isEscaped && node.isOpen && store.interruption == nil
        case .omitted, .gone: false
        }
    }
}
