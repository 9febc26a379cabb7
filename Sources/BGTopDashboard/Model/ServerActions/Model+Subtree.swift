import BGTopStore
import BackgroundWorkEvents

extension Model {
    /// The selected task and all that was submitted from within it, at any depth: what of that lives and has not been asked to stop,
    /// the oldest first.
    var subtree: [BackgroundTaskID] {
        guard let id = self.focusedTask else { return [] }
        let store = self.store
        return TaskForest(store).subtree(of: id).filter { id in
            store.row(id).map { $0.state.isAlive && $0.cancellation == nil } ?? false
        }
    }

    /// What the menu calls cancelling it, below the entry that names the task.
    var subtreeTitle: String {
        let ids = self.subtree
        let below = ids.count { $0 != self.focusedTask }
        // What has ended is not asked, but what it submitted may be.
        let what = below < ids.count || below == 0 ? "it and what it submitted" : "what it submitted"
        return "Cancel \(what)" + (below > 0 ? " (\(below.grouped))" : "")
    }

    var objectionToCancellingSubtree: String? {
        guard let id = self.focusedTask else { return "No task is selected." }
        return self.subtree.contains { $0 != id } ? nil : "It submitted nothing that is left."
    }
}

extension TaskForest {
    /// A task and all that hangs on it, in the order of submission.
    func subtree(of id: BackgroundTaskID) -> [BackgroundTaskID] {
        var found = [id]
        // What is found is looked at in turn: a chain of tasks may be longer than the thread's stack is deep.
        var next = 0
        while next < found.count {
            found += self.children[found[next]] ?? []
            next += 1
        }
        return found.sorted()
    }
}
