import BGTopStore
import BackgroundWorkEvents

extension Model {
    /// Whichever task keys would act on is watched more closely than the others, so that its detail can be drawn when it opens.
    mutating func watchFocusedTask() {
        guard let id = self.focusedTask else { return }
        guard self.watched?.id != id else { return }
        self.watched = ActivityHistory(id: id, row: (self.isShowingPredecessor ? self.shown : self.store).row(id))
    }

    /// Several readings may come at once; none is to be missed.
    mutating func noteActivity(in event: TaskEvent) {
        guard let id = self.watched?.id, !self.isShowingPredecessor else { return }
        switch event.kind {
        case .sampled, .snapshot: break
        case .finished(let end) where end.id == id: break
        // Of a recording that was wound back: its beginning is seen after all.
        case .submitted(let task) where task.id == id:
            self.watched = ActivityHistory(id: id, row: self.store.row(id))
            return
        default: return
        }
        if let row = self.store.row(id) { self.watched?.note(row) }
    }
}
