import BGTopStore
import BackgroundWorkEvents

/// What was seen of all names: the events of the tasks, folded.
struct Observations: Sendable {
    /// What is known of the tasks of one name that are over.
    fileprivate struct Past {
        var ended = 0
        var asked = 0
        var slowestReaction: Duration?
        var timeInPlaces = Duration.zero
        var longestPoll: Duration?
        var longPolls = 0
        var leftBehind = 0
    }

    private var store = TaskStore()
    private var past: [String: Past] = [:]

    mutating func fold(_ events: [TaskEvent]) {
        for event in events {
            // Before the store forgets what it knew of the task.
            switch event.kind {
            case .finished(let end):
                if let name = self.store.row(end.id)?.task.name { self.past[name, default: Past()].count(end) }
            case .lateReport(let id):
                if let name = self.store.row(id)?.task.name { self.past[name, default: Past()].leftBehind += 1 }
            default: break
            }
            self.store.fold(event)
        }
        if let last = events.last { self.store.advance(to: last.at) }
    }

    func evidence(of name: String) -> Evidence {
        let past = self.past[name] ?? Past()
        var evidence = Evidence(
            ended: past.ended,
            asked: past.asked,
            slowestReaction: past.slowestReaction,
            places: self.store.capacity?.maximumRunning ?? 0,
            longestPoll: past.longestPoll,
            longPolls: past.longPolls,
            leftBehind: past.leftBehind
        )
        var (ownTime, allTime) = (past.timeInPlaces, self.past.values.reduce(.zero) { $0 + $1.timeInPlaces })
        for row in self.store.live {
            guard let ran = row.ran(at: self.store.now) else { continue }
            allTime += ran
            guard row.task.name == name else { continue }
            ownTime += ran
            evidence.running += 1
            if let activity = row.activity {
                evidence.longestPoll = max(evidence.longestPoll ?? .zero, activity.longestPoll)
                evidence.longPolls += Int(activity.pollLengths.veryLong)
            }
            if let ignored = row.cancellation.map({ self.store.now - $0.at }), ignored >= .seconds(1) {
                evidence.longestIgnored = max(evidence.longestIgnored ?? .zero, ignored)
            }
        }
        if allTime > .zero { evidence.percentOfPlaces = Int((ownTime / allTime * 100).rounded()) }
        return evidence
    }
}

extension Observations.Past {
    fileprivate mutating func count(_ end: TaskEnd) {
        self.ended += 1
        guard let startedAt = end.startedAt else { return }
        self.timeInPlaces += end.endedAt - startedAt
        if let activity = end.sample.activity, activity.polls > 0 {
            self.longestPoll = max(self.longestPoll ?? .zero, activity.longestPoll)
            self.longPolls += Int(activity.pollLengths.veryLong)
        }
        if let cancellation = end.cancellation {
            self.asked += 1
            self.slowestReaction = max(self.slowestReaction ?? .zero, end.endedAt - cancellation.at)
        }
    }
}
