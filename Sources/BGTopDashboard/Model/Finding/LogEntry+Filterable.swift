import BGTopStore
import BackgroundWorkEvents

extension LogEntry: Filterable {
    static let filterFields: [FilterField<LogEntry>] = [
        FilterField(
            "level>=warning",
            "how much it matters",
            .word(LogLine.Level.allCases.map(\.rawValue), isRanked: true) { entry, _ in entry.level.rawValue }
        ),
        FilterField(
            "label~http",
            "the logger that wrote it, or stderr",
            .text { entry, _ in
                if case .line(let line) = entry.content { line.label } else { "" }
            }
        ),
        FilterField(
            "task=10107",
            "the number of the task that wrote it",
            .number(isPercentage: false) { entry, _ in
                entry.task.map { Double($0.rawValue) }
            }
        ),
        FilterField(
            "by~ann",
            "who asked for what was asked",
            .text { entry, _ in
                if case .request(let request) = entry.content { request.requester.description } else { "" }
            }
        ),
    ]

    static func otherField(_ name: String) -> FilterField<LogEntry>? { nil }

    func has(_ pattern: TextPattern, in store: TaskStore) -> Bool {
        switch self.content {
        case .line(let line):
            pattern.occurs(in: line.message) || pattern.occurs(in: line.label) || pattern.occurs(in: line.level.rawValue)
                || line.task.map { pattern.occurs(in: $0.description) } ?? false
        case .request(let request):
            pattern.occurs(in: request.sentence) || pattern.occurs(in: request.requester.description)
                || pattern.occurs(in: request.word)
        }
    }

    /// What was asked for counts as much as the library makes of it in its own log.
    private var level: LogLine.Level {
        switch self.content {
        case .line(let line): line.level
        case .request(let request): request.wasRefused ? .warning : .notice
        }
    }
}

extension AuditEntry {
    /// What stands in the place of a level.
    var word: String { self.wasRefused ? "refused" : "asked" }
}
