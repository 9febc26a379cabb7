import BGTopStore
import BackgroundWorkEvents

extension TaskRow {
    /// A poll or a wait for a thread that is shorter is over before anybody has read of it.
    private static let readable: Duration = .milliseconds(10)

    /// The one thing to say about the task, and how it should look: where it is parked, what it is up to, or who asked it to stop.
    /// Where nobody knows any more, it is what was seen last, and nothing to worry about now.
    func doing(in store: TaskStore) -> (text: String, role: Role) {
        let doing = self.lastDoing(in: store)
        return self.interruption(in: store) == nil ? doing : (doing.text, .muted)
    }

    private func lastDoing(in store: TaskStore) -> (text: String, role: Role) {
        if let endedAt = self.endedAt { return self.ending(at: endedAt) }
        if let warning = self.warnings.first { return (self.trouble(warning, at: store.now), .bad) }
        if let since = store.blockedThread(heldBy: self.id) {
            return ("this poll \((store.now - since).prose)" + self.place, .bad)
        }
        if let cancellation = self.cancellation {
            let asked = (store.now - cancellation.at).prose
            return ("asked \(asked) ago by \(cancellation.cause)" + self.place, .stopping)
        }
        guard let ran = self.ran(at: store.now) else { return ("waits for a place", .waiting) }
        return self.parts(at: store.now) ?? self.poll(at: store.now) ?? self.words(after: ran, at: store.now)
    }

    /// In which of its named parts it is.
    private func parts(at now: TaskInstant) -> (text: String, role: Role)? {
        let open = self.nodes.innermostOpenNodes
        guard let oldest = open.min(by: { $0.startedAt < $1.startedAt }) else { return nil }
        return open.count == 1
            ? ("in \(oldest.title) \(oldest.age(at: now).prose)", .plain)
            : ("\(open.count) children, oldest \(oldest.title)", .plain)
    }

    /// What it does with threads, where that has gone on for long enough to be read.
    private func poll(at now: TaskInstant) -> (text: String, role: Role)? {
        guard let activity = self.activity else { return nil }
        let length = now - activity.since
        guard length >= Self.readable else { return nil }
        switch activity.state {
        case .running:
            // Of several children that take turns no single poll need have taken that long.
            let isAlone = activity.children == 0 && self.nodes.isEmpty
            return (isAlone ? "this poll \(length.prose)" : "on threads for \(length.prose)", .plain)
        case .ready: return ("ready for \(length.prose)", .waiting)
        case .waiting: return nil
        }
    }

    /// What it said of itself, or what else there is to know.
    private func words(after ran: Duration, at now: TaskInstant) -> (text: String, role: Role) {
        if let annotation = self.annotations.last { return ("\(annotation.key) \(annotation.value)", .plain) }
        if let timeout = self.task.timeout, ran > timeout / 2 {
            return ("times out in \((timeout - ran).prose)", .plain)
        }
        if let activity = self.activity, activity.state == .waiting, now - activity.since >= Self.readable {
            return ("suspended for \((now - activity.since).prose)", .muted)
        }
        return ("", .plain)
    }

    /// What a warning comes to, in as few words as a column has room for; the whole of it stands in the detail.
    private func trouble(_ warning: TaskWarning, at now: TaskInstant) -> String {
        switch warning.kind {
        case .selfDeadlock: return "waits for a place in its own full pool"
        case .blockingHandler: return "its cancellation handler blocks"
        case .uncooperative:
            guard let cancellation = self.cancellation else { return "asked to stop, runs on" }
            return "asked \((now - cancellation.at).prose) ago, runs on" + self.place
        }
    }

    /// Where in the task that is, to stand behind something else: `, in "upload"`; nothing where it is not known.
    private var place: String {
        let node = self.state.isAlive ? self.nodes.innermostOpenNodes.first : self.nodes.innermostDelivered
        return node.map { ", in \($0.title)" } ?? ""
    }

    private func ending(at endedAt: TaskInstant) -> (text: String, role: Role) {
        switch self.state.outcome {
        case .timedOut:
            let allowed = self.task.timeout.map { "after \($0.prose)" } ?? "after its timeout"
            return (allowed + self.place + self.unusualError, .plain)
        case .cancelled:
            return ("by \(self.cancellation?.cause.description ?? "nobody known")" + self.place + self.unusualError, .plain)
        case .discarded:
            return ("never started: discarded by the shutdown", .plain)
        case .succeeded where self.cancellation != nil:
            return ("although it was asked to stop", .muted)
        default:
            return (self.errorText ?? "", .plain)
        }
    }

    /// What a task threw that had been asked to stop, unless it is what one always throws then.
    private var unusualError: String {
        guard let errorText, errorText != "CancellationError()" else { return "" }
        return ": \(errorText)"
    }
}
