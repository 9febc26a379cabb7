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

    func subtreeTitle(_ ids: [BackgroundTaskID]) -> String {
        guard let id = self.focusedTask else { return "Cancel the selected task and what it submitted" }
        let below = ids.count { $0 != id }
        return ids.contains(id)
            ? "Cancel \(self.describe(id)) and what it submitted (\(below.grouped))"
            : "Cancel what \(self.describe(id)) submitted (\(below.grouped))"
    }

    func objectionToCancelling(subtree ids: [BackgroundTaskID]) -> String? {
        guard let id = self.focusedTask else { return "No task is selected." }
        return ids.contains { $0 != id } ? nil : "Nothing that \(self.describe(id)) submitted is left to be asked."
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
