import BGTopStore
import BackgroundWorkEvents

extension Model {
    /// From the tree to the table and back, with the same task selected.
    mutating func toggleTree() {
        let task = self.focusedTask
        if self.tab == .tree, self.detail == nil {
            self.show(.tasks)
            if let task { self.tasks.select(task, store: self.shown, height: self.listHeight(.tasks)) }
        } else {
            self.show(.tree)
            guard let task, !self.tree.select(task, store: self.shown, height: self.listHeight(.tree)) else { return }
            self.say("\(self.describe(task)) is over: the tree has what lives, and what that hangs on.", .refused)
        }
    }

    /// Hides what hangs on the selected entry; from one on which nothing hangs, goes to what it hangs on itself.
    mutating func fold() {
        guard let entry = self.tree.selected else { return }
        if entry.below > 0, !entry.isFolded {
            self.tree.fold(entry.id)
        } else if let parent = self.tree.position(of: entry.id).flatMap(self.tree.parent) {
            self.tree.cursor.select(parent.id)
        }
        self.relistTree()
    }

    mutating func unfold() {
        guard let entry = self.tree.selected else { return }
        self.tree.unfold(entry.id)
        self.relistTree()
    }

    mutating func toggleFolding() {
        self.tree.toggleAll()
        // What was selected may be folded away; what it hung on is not.
        if let task = self.tree.cursor.selected?.task, self.tree.entries.contains(where: { $0.id == .task(task) }) {
            self.tree.cursor.select(.task(task))
        }
        self.relistTree()
    }

    private mutating func relistTree() {
        self.tree.relist(store: self.shown, height: self.listHeight(.tree))
    }

    /// Why there is nothing to fold.
    var objectionToFolding: String? {
        guard let entry = self.tree.selected else { return "Nothing is listed." }
        return entry.below == 0 && entry.branch.depth == 0 || entry.isFolded && entry.branch.depth == 0
            ? "Nothing to fold: \(entry.isFolded ? "it is folded already" : "nothing hangs on this")." : nil
    }

    /// Why there is nothing to unfold.
    var objectionToUnfolding: String? {
        guard let entry = self.tree.selected else { return "Nothing is listed." }
        if entry.isFolded { return nil }
        return entry.below > 0 ? "It is unfolded already." : "Nothing hangs on this."
    }

    var objectionToFoldingAll: String? {
        self.tree.entries.contains { $0.below > 0 } ? nil : "Nothing hangs on anything here."
    }
}
