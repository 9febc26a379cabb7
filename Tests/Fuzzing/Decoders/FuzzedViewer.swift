import BGTopDashboard
import BGTopExport
import BGTopStore
import BackgroundWorkEvents

/// Somebody who looks at everything that can be looked at.
struct FuzzedViewer {
    /// Whether to do also what takes long: to print, to tell on, and to draw.
    let isThorough: Bool
    private var store = TaskStore()
    private var anchor: TimeAnchor?
    /// Kept for the picture.
    private var events: [TaskEvent] = []

    init(isThorough: Bool) {
        self.isThorough = isThorough
    }

    mutating func take(_ events: [TaskEvent]) {
        for event in events {
            self.store.fold(event)
            guard self.isThorough else { continue }
            if case .snapshot(let snapshot) = event.kind {
                self.anchor = snapshot.anchor
                precondition(!SnapshotDocument(snapshot, at: event.at).json.isEmpty)
            }
            if let anchor, let document = EventDocument(event, anchor: anchor) { precondition(document.json.hasSuffix("}")) }
        }
        guard self.isThorough else { return }
        FuzzCheck.canBeTold(events)
        self.events += events
    }

    func finish() {
        let live = self.store.live.count { $0.state.isAlive }
        precondition(live == self.store.alive, "\(live) tasks live, and \(self.store.alive) are counted")
        precondition(self.store.rates.span >= .seconds(1), "a rate is over less than a second")
        precondition(Set(self.store.names.map(\.name)).count == self.store.names.count, "a name has two lines")
        guard let last = self.events.last else { return }
        precondition(!StillPicture(of: self.events, at: last.at, columns: 100).text.isEmpty)
    }
}
