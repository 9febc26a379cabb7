import BGTopStore
import BackgroundWorkEvents

extension Model {
    /// The selected task and all that was submitted from within it, at any depth: what of that lives and has not been asked to stop,
    /// the oldest first.
    var subtree: [BackgroundTaskID] {
        guard let id = self.focusedTask else { return [] }
        let store = self.store
        return store.liveSubtree(of: id).filter { store.row($0)?.cancellation == nil }
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
