import BGTopStore
import BackgroundWorkEvents

/// What a trace shows of one task.
struct TaskTrace {
    let row: TaskRow
    let origin: TraceOrigin
    /// When the last of it was seen, if that is not its end.
    let now: TaskInstant
    /// Whether it is over, and nobody knows how it ended.
    let isLost: Bool

    /// Its parts each behind what it is part of.
    var slices: [TraceSlice] {
        let submitted = self.origin.moment(self.row.task.submittedAt)
        let end = max(submitted, self.origin.moment(self.row.endedAt ?? self.now))
        let started = self.row.startedAt.map { min(end, max(submitted, self.origin.moment($0))) }
        var slices = [
            TraceSlice("queued", from: submitted, to: started ?? end, arguments: started == nil ? self.arguments : nil)
        ]
        guard let started else { return slices }
        slices.append(TraceSlice("running", from: started, to: end, arguments: self.arguments))
        var places: [UInt32: Int] = [:]
        for node in self.row.nodes.listed {
            let parent = places[node.parent] ?? 1
            places[node.id] = slices.count
            slices.append(
                TraceSlice(
                    node.name,
                    from: max(started, self.origin.moment(node.startedAt)),
                    to: self.origin.moment(node.endedAt ?? self.row.endedAt ?? self.now),
                    parent: parent,
                    arguments: Self.arguments(of: node)
                )
            )
        }
        if let request = self.row.cancellation {
            let asked = max(started, self.origin.moment(request.at))
            let arguments = JSONText.with { $0.add("asked by", request.cause.description) }
            slices.append(TraceSlice("asked to stop", at: min(asked, end), arguments: arguments))
            if asked < end { slices.append(TraceSlice("cancelling", from: asked, to: end, parent: 1, arguments: arguments)) }
        }
        return slices
    }

    /// What is known of the task besides.
    private var arguments: String {
        JSONText.with { json in
            json.add("state", (self.isLost ? .lost : self.row.state).description)
            if let error = self.row.errorText { json.add("error", error) }
            json.add("submitted at", "\(self.row.task.location.fileID):\(self.row.task.location.line)")
            if let submitter = self.row.task.submitter { json.add("submitted by", submitter.rawValue) }
            for warning in self.row.warnings { json.add("warning \(warning.kind.rawValue)", warning.message) }
            // What a task says last of something holds, as in a dashboard.
            let fields = Dictionary((self.row.task.fields + self.row.annotations).map { ($0.key, $0.value) }) { $1 }
            for (key, value) in fields.sorted(by: { $0.key < $1.key }) { json.add("field \(key)", value) }
            if self.row.nodes.omitted > 0 { json.add("parts not shown", self.row.nodes.omitted) }
        }
    }

    private static func arguments(of node: TaskNode) -> String {
        JSONText.with { json in
            json.add("outcome", node.outcome?.rawValue ?? "open")
            if let error = node.errorText { json.add("error", error) }
            json.add("at", "\(node.location.fileID):\(node.location.line)")
            if node.isEscaped { json.add("escaped", true) }
        }
    }
}
