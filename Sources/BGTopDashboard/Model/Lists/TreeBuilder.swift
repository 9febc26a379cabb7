import BGTopStore
import BackgroundWorkEvents

/// Brings tasks and their parts into the order in which a tree lists them.
struct TreeBuilder {
    private let forest: TaskForest
    private let store: TaskStore
    private let folding: Folding
    /// How much hangs on each task that has anything.
    private var below: [BackgroundTaskID: Int] = [:]
    private(set) var entries: [TreeEntry] = []

    init(_ store: TaskStore, folding: Folding) {
        self.store = store
        self.forest = TaskForest(store)
        self.folding = folding
        self.countBelow()
        self.build()
    }

    private func nodes(of id: BackgroundTaskID) -> TaskNodes {
        (self.forest.ended[id] ?? self.store.row(id))?.nodes ?? TaskNodes()
    }

    /// Children are younger than what they hang on, so the youngest are counted first.
    private mutating func countBelow() {
        for (id, children) in self.forest.children.sorted(by: { $0.key > $1.key }) {
            self.below[id] = children.reduce(0) { $0 + 1 + self.nodes(of: $1).entryCount + (self.below[$1] ?? 0) }
        }
    }

    /// What is left to list is kept in a stack of its own: a chain of tasks may be longer than the thread's is deep.
    private mutating func build() {
        self.entries.reserveCapacity(self.forest.roots.count)
        var pending = self.forest.roots.reversed().map { (id: $0, branch: Branch.root) }
        while let (id, branch) = pending.popLast() {
            let nodes = self.nodes(of: id)
            let children = self.forest.children[id] ?? []
            let below = nodes.entryCount + (self.below[id] ?? 0)
            let isFolded = below > 0 && self.folding.isFolded(.task(id))
            self.entries.append(TreeEntry(id: .task(id), branch: branch, below: below, isFolded: isFolded))
            guard below > 0, !isFolded else { continue }
            self.list(nodes, of: id, under: branch, isFollowed: !children.isEmpty)
            for (index, child) in children.enumerated().reversed() {
                pending.append((child, branch.child(isLast: index == children.count - 1)))
            }
        }
    }

    private mutating func list(_ nodes: TaskNodes, of id: BackgroundTaskID, under branch: Branch, isFollowed: Bool) {
        let hasOmitted = nodes.omitted > 0
        let tree = NodeTree(nodes, under: branch, isFollowed: isFollowed || hasOmitted).entries
        var hiddenBelow = Int.max
        for (index, entry) in tree.enumerated() {
            guard entry.branch.depth <= hiddenBelow else { continue }
            let inside = tree[(index + 1)...].prefix { $0.branch.depth > entry.branch.depth }.count
            let own = TreeEntry.ID.node(id, entry.node.id)
            let isFolded = inside > 0 && self.folding.isFolded(own)
            hiddenBelow = isFolded ? entry.branch.depth : .max
            self.entries.append(TreeEntry(id: own, branch: entry.branch, below: inside, isFolded: isFolded))
        }
        guard hasOmitted else { return }
        let last = branch.child(isLast: !isFollowed)
        self.entries.append(TreeEntry(id: .omitted(id), branch: last, below: 0, isFolded: false))
    }
}

extension TaskNodes {
    /// How many entries of a tree they make: one for each, and one for all that are not kept.
    fileprivate var entryCount: Int { self.listed.count + (self.omitted > 0 ? 1 : 0) }
}
