import BGTopStore
import BackgroundWorkEvents

/// A line of the log view: what the application wrote, or what somebody asked of it.
struct LogEntry: Hashable, Sendable, Identifiable {
    /// Lines and requests are counted apart; a number is never used twice.
    enum ID: Hashable, Sendable {
        case line(UInt64)
        case request(UInt64)
    }

    enum Content: Hashable, Sendable {
        case line(LogLine)
        case request(AuditEntry)
    }

    let id: ID
    let at: TaskInstant
    let content: Content

    /// The task that wrote it, where it is known.
    var task: BackgroundTaskID? {
        if case .line(let line) = self.content { line.task } else { nil }
    }

    /// Everything that `store` kept, in the order in which it happened.
    static func all(in store: TaskStore) -> [LogEntry] {
        let requests = store.audit.enumerated().map { index, entry in
            let number = store.audit.total - UInt64(store.audit.count - index)
            return LogEntry(id: .request(number), at: entry.at, content: .request(entry.value))
        }
        let lines = store.log.enumerated().map { index, line in
            let number = store.log.total - UInt64(store.log.count - index)
            return LogEntry(id: .line(number), at: line.at, content: .line(line.value))
        }
        return Self.merged(lines, requests)
    }

    private static func merged(_ lines: [LogEntry], _ requests: [LogEntry]) -> [LogEntry] {
        var result: [LogEntry] = []
        result.reserveCapacity(lines.count + requests.count)
        var pending = requests[...]
        for line in lines {
            while let request = pending.first, request.at <= line.at {
                result.append(request)
                pending.removeFirst()
            }
            // The library logs every request as well, where it was given a logger that leads here; once is enough.
            if let last = result.last, line.repeats(last) { continue }
            result.append(line)
        }
        return result + pending
    }

    private func repeats(_ other: LogEntry) -> Bool {
        guard case .line(let line) = self.content, case .request(let request) = other.content else { return false }
        // The line's metadata follows, the requester among it.
        return line.message.hasPrefix(request.sentence)
    }
}
