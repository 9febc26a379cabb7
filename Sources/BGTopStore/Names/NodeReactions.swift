import BackgroundWorkEvents

/// How long the named parts of the tasks of one name took to end when they were asked to.
struct NodeReactions: Sendable {
    /// Names of parts that are kept apart. What has yet another name is counted under ``NodeReaction/otherNames``.
    private static let maximumNames = 32

    private var names: [String] = []
    private var durations: [String: SummarizedDurations] = [:]

    mutating func record(_ name: String, from start: TaskInstant, to end: TaskInstant) {
        let isKnown = self.durations[name] != nil
        let key = isKnown || self.names.count < Self.maximumNames ? name : NodeReaction.otherNames
        if !isKnown, self.durations[key] == nil { self.names.append(key) }
        self.durations[key, default: SummarizedDurations()].record(from: start, to: end)
    }

    /// - Returns: How many summaries had to be made.
    mutating func refresh() -> Int {
        self.names.count { self.durations[$0]?.refresh() ?? false }
    }

    /// As of the last refresh, in the order in which the names were seen.
    var summaries: [NodeReaction] {
        self.names.compactMap { name in
            self.durations[name]?.summary.map { NodeReaction(name: name, reaction: $0) }
        }
    }
}
