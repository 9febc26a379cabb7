import BGTopStore
import BackgroundWorkEvents

/// A recording that is wound back: what happened has not happened yet.
extension Model {
    /// Forgets what is true only later than the moment to which it was wound. How a person wants to see things stays, and so does
    /// what he looks at, as far as it is there by then.
    mutating func noteRewinding(in event: TaskEvent) {
        guard event.isRewinding else { return }
        (self.frozen, self.predecessor, self.lastClick) = (nil, nil, nil)
        // What holds rows in place until a moment would do so until that comes again.
        self.releaseLists()
        // Lines are counted anew from where it is read on.
        self.log = self.log.forAnotherProcess
        self.detail?.lastSeen = nil
        self.watched = self.watched.map { ActivityHistory(id: $0.id, row: nil) }
    }

    /// What was told of the past once more, on the way to where it was wound, is no news.
    mutating func withholdNews(of events: [TaskEvent]) {
        if events.contains(where: \.isRewinding) { self.message = nil }
    }

    /// A shutdown that has not begun yet has no view, and opens it again when it does.
    mutating func closeDrainBeforeItsTime() {
        if self.phase == .accepting { self.hasDrain = false }
        if self.tab == .drain, !self.showsDrain { self.tab = .tasks }
    }
}

extension TaskEvent {
    fileprivate var isRewinding: Bool {
        if case .rewound = self.kind { true } else { false }
    }
}
