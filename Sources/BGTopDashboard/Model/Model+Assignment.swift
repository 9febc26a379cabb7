import BGTopStore
import BackgroundWorkEvents

extension Model {
    /// What the application has asked the person to find is found when something was done to the tasks of one name, and not refused:
    /// no other action of the application's is about what the person has selected.
    mutating func noteAssignment(in event: TaskEvent) {
        guard case .audit(let entry) = event.kind, !entry.wasRefused, case .host(let id) = entry.command else { return }
        guard self.store.hostActions.contains(where: { $0.id == id && $0.taskName != nil }) else { return }
        self.assignment = nil
    }
}
