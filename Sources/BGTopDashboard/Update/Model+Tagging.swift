import BGTopStore
import BackgroundWorkEvents

extension Model {
    /// Why the selected task cannot be tagged.
    var objectionToTagging: String? {
        if let objection = self.objectionToActing { return objection }
        guard let id = self.focusedTask else { return "No task is selected." }
        guard let row = self.store.row(id) else { return "Task \(id) is gone." }
        return row.state.isAlive ? nil : "\(row.task.name) \(id) has ended: what is tagged is there to be cancelled."
    }

    /// Why there is nothing that could be tagged.
    var objectionToTaggingAll: String? {
        self.objectionToActing ?? (self.listedLive.isEmpty ? "Nothing that is listed is alive." : nil)
    }

    var objectionToUntagging: String? {
        self.objectionToActing ?? (self.tasks.tags.isEmpty ? "No task is tagged." : nil)
    }

    /// Tags the selected task, or takes its tag away, and goes on to the next.
    mutating func tag() {
        guard let id = self.focusedTask else { return }
        if self.tasks.tags.remove(id) == nil { self.tasks.tags.insert(id) }
        self.move(.lines(1))
        guard !self.hasExplainedTagging else { return }
        self.hasExplainedTagging = true
        self.say("Tagged \(self.describe(id)); press a, then X, to cancel what is tagged. To freeze the view press z.", .done)
    }

    /// Tags all that is listed and lives; if all of that is tagged, takes the tags away.
    mutating func tagAll() {
        let listed = self.listedLive
        self.hasExplainedTagging = true
        guard !self.tasks.tags.isSuperset(of: listed) else {
            self.tasks.tags.subtract(listed)
            self.say("Untagged all that is listed: \(listed.count.grouped).", .done)
            return
        }
        self.tasks.tags.formUnion(listed)
        let beyond = self.tasks.tags.count - listed.count
        self.say(
            "Tagged all that is listed: \(listed.count.grouped)."
                + (beyond > 0
                    ? " \(beyond.grouped) \(beyond == 1 ? "that is" : "that are") not listed \(beyond == 1 ? "was" : "were") tagged before."
                    : "")
                + " Press a, then X, to cancel them; U untags.",
            .done
        )
    }

    /// What has ended is nothing to act on.
    mutating func untag(after event: TaskEvent) {
        guard !self.tasks.tags.isEmpty else { return }
        switch event.kind {
        case .finished(let end): self.tasks.tags.remove(end.id)
        case .snapshot: self.tasks.tags = self.tasks.tags.filter { self.store.row($0)?.state.isAlive == true }
        default: break
        }
    }

    /// The live tasks in the list that is on the screen.
    private var listedLive: Set<BackgroundTaskID> {
        let store = self.store
        let isAlive = { (id: BackgroundTaskID) in store.row(id)?.state.isAlive == true }
        if self.tab == .tree { return Set(self.tree.entries.lazy.map(\.id.task).filter(isAlive)) }
        let content = self.tasks.content(of: self.shown)
        return Set((0..<content.liveCount).lazy.compactMap(content.entry).filter(isAlive))
    }
}
