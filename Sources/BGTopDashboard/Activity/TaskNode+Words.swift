import BGTopStore
import BackgroundWorkEvents

extension TaskNode.Outcome {
    /// A word for a narrow column.
    var word: String {
        switch self {
        case .succeeded: "ok"
        case .failed: "failed"
        case .cancelled: "cancelled"
        }
    }

    var role: Role {
        switch self {
        case .succeeded: .good
        case .failed: .bad
        case .cancelled: .stopping
        }
    }
}

extension TaskNode {
    /// How a node that is not structurally part of its parent stands to it, as a sentence; nil for all others.
    ///
    /// - Parameter parent: The node that it was opened in; nil for the task itself.
    func escape(from parent: TaskNode?, of row: TaskRow, at now: TaskInstant) -> String? {
        guard self.isEscaped else { return nil }
        // After the task's end nothing is heard of its parts any more.
        if self.isOpen, row.endedAt != nil { return "ESCAPED, was still running when its task ended" }
        guard let parentEnd = parent == nil ? row.endedAt : parent?.endedAt else {
            return "ESCAPED, in a Task {} of its own: nothing waits for it, and no cancel reaches it"
        }
        let lead = (self.endedAt ?? now) - parentEnd
        guard lead > .zero else { return "ESCAPED, though it ended before its parent did" }
        return self.isOpen
            ? "ESCAPED, still running \(lead.prose) after its parent ended" : "ESCAPED, ended \(lead.prose) after its parent"
    }
}
