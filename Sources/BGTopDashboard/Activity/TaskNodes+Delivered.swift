import BackgroundWorkEvents

extension TaskNodes {
    /// The innermost of the nodes that a request to stop has reached: where the task was when it heard of it.
    var innermostDelivered: TaskNode? {
        let delivered = self.listed.filter { $0.deliveredAt != nil && !$0.isEscaped }
        let parents = Set(delivered.map(\.parent))
        return delivered.last { !parents.contains($0.id) }
    }
}

extension TaskNode {
    /// The name as a sentence has it: `"upload"`. A name that nobody could read to its end is cut.
    var title: String { "\"\(self.name.prefix(80))\"" }

    /// From its start to its end, or until `now`.
    func age(at now: TaskInstant) -> Duration { (self.endedAt ?? now) - self.startedAt }
}
