import BGTopStore
import BackgroundWorkEvents

/// Everything that a store tells, field by field: two stores that say the same are equal.
struct StoreFacts {
    private let fields: [(name: String, value: Any)]

    init(_ store: TaskStore) {
        let ids = Set(store.live.map(\.id))
        self.fields = [
            ("now", store.now),
            ("process", store.process as Any),
            ("anchor", store.anchor as Any),
            ("totals", store.totals),
            ("capacity", store.capacity as Any),
            ("drain", store.drain as Any),
            ("pools", store.pools),
            ("hostActions", store.hostActions),
            ("report", store.report as Any),
            ("running", store.running),
            ("cancelling", store.cancelling),
            ("queued", store.queued),
            ("alive", store.alive),
            ("interruption", store.interruption as Any),
            ("eventsLost", store.eventsLost),
            ("lateReports", store.lateReports),
            ("log", Array(store.log)),
            ("log total", store.log.total),
            ("audit", Array(store.audit)),
            ("audit total", store.audit.total),
            ("live", Array(store.live)),
            ("finished", Array(store.finished)),
            ("unsuccessful", store.unsuccessful.map(\.id)),
            ("finishedEvicted", store.finishedEvicted),
            ("names", store.names),
            ("profiles", store.seenNames.map { store.profile(of: $0) as Any }),
            ("rates", store.rates),
            ("kinds of warnings", store.warnings.map { ($0.rule, $0.severity, $0.count) }),
            ("warnings", store.warnings),
            ("headline", store.headline),
            ("starved", ids.filter(store.isStarved).sorted()),
            ("stuck", ids.filter(store.isStuck).sorted()),
            ("queue", store.queuePositions(of: ids).sorted { $0.key < $1.key }),
            ("drainProgress", store.drainProgress.map(Self.progress) as Any),
        ]
    }

    /// Of several tasks a warning names the one that the viewer found first, and that depends on when he looked.
    static let dependentOnLooks: Set = ["warnings", "headline"]

    /// Which fields are not the same, and what the first difference is.
    func differences(from other: StoreFacts, besides passedOver: Set<String> = []) -> [String] {
        let pairs = zip(self.fields, other.fields).filter { own, _ in !passedOver.contains(own.name) }
        return pairs.filter { !Self.areSame($0.value, $1.value) }.map { own, other in
            let (words, otherWords) = (Self.words(own.value), Self.words(other.value))
            let lines = zip(words.split(separator: "\n"), otherWords.split(separator: "\n"))
            let first = lines.first { $0 != $1 }.map { "\($0.0) / \($0.1)" }
            return "\(own.name): \(first ?? "one is longer")"
        }
    }

    /// Part by part, down to what can be compared: words, of which there are many, are found only for what differs.
    private static func areSame(_ own: Any, _ other: Any) -> Bool {
        if let own = own as? any Equatable { return own.isSame(as: other) }
        let (parts, otherParts) = (Mirror(reflecting: own).children, Mirror(reflecting: other).children)
        guard !parts.isEmpty else { return Self.words(own) == Self.words(other) }
        return parts.count == otherParts.count
            && zip(parts, otherParts).allSatisfy { $0.label == $1.label && Self.areSame($0.value, $1.value) }
    }

    private static func progress(_ progress: DrainProgress) -> [Any] {
        [
            progress.status, progress.beganAt, progress.tasksAtStart, progress.left, progress.running, progress.queued,
            progress.ended, progress.refused, progress.burnDown, progress.justEnded,
            progress.cancelling?.ended as Any, progress.cancelling?.left as Any, progress.cancelling?.reaction as Any,
            progress.cancelling?.notEnded as Any, progress.tasksAtStart.map { progress.end(of: $0) as Any },
        ]
    }

    private static func words(_ value: Any) -> String {
        var text = ""
        dump(value, to: &text)
        return text
    }
}

extension Equatable {
    fileprivate func isSame(as other: Any) -> Bool { other as? Self == self }
}
