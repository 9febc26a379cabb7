import BGTopStore
import BackgroundWorkEvents

extension TaskRow {
    /// Whether something is wrong with the task now.
    func isInTrouble(in store: TaskStore) -> Bool {
        self.state.isAlive && (!self.warnings.isEmpty || store.blockedThread(heldBy: self.id) != nil)
    }

    /// The one thing to say about the task, and how it should look.
    func doing(in store: TaskStore) -> (text: String, role: Role) {
        if let endedAt = self.endedAt { return self.ending(at: endedAt) }
        if let warning = self.warnings.first { return (warning.message, .bad) }
        if let since = store.blockedThread(heldBy: self.id) {
            return ("holds a pool thread for \((store.now - since).prose)", .bad)
        }
        if let cancellation = self.cancellation {
            let asked = (store.now - cancellation.at).prose
            return ("asked \(asked) ago by \(cancellation.cause)", .stopping)
        }
        guard let ran = self.ran(at: store.now) else { return ("waits for a place", .waiting) }
        if let annotation = self.annotations.last { return ("\(annotation.key) \(annotation.value)", .plain) }
        if let timeout = self.task.timeout, ran > timeout / 2 {
            return ("times out in \((timeout - ran).prose)", .plain)
        }
        return ("", .plain)
    }

    private func ending(at endedAt: TaskInstant) -> (text: String, role: Role) {
        switch self.state.outcome {
        case .timedOut:
            let allowed = self.task.timeout.map { " after \($0.prose)" } ?? ""
            return ("timed out\(allowed)" + (self.errorText.map { ": \($0)" } ?? ""), .plain)
        case .cancelled:
            return ("by \(self.cancellation?.cause.description ?? "nobody known")", .plain)
        case .discarded:
            return ("never started: discarded by the shutdown", .plain)
        case .succeeded where self.cancellation != nil:
            return ("although it was asked to stop", .muted)
        default:
            return (self.errorText ?? "", .plain)
        }
    }
}

extension TaskStore {
    /// Since when a task has kept a thread of a pool without a suspension; nil if it has not.
    func blockedThread(heldBy id: BackgroundTaskID) -> TaskInstant? {
        self.pools.lazy.flatMap(\.blockedThreads).first { $0.task == id }?.since
    }
}
