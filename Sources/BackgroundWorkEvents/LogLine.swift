/// A line of the application's log.
public struct LogLine: Hashable, Sendable {
    public enum Level: String, Hashable, Sendable, Codable, CaseIterable {
        case trace, debug, info, notice, warning, error, critical
    }

    public let level: Level
    /// The logger's label, or where else the line came from (`stderr`).
    public let label: String
    public let message: String
    /// The task that wrote it, where it is known.
    public let task: BackgroundTaskID?

    public init(level: Level, label: String, message: String, task: BackgroundTaskID? = nil) {
        self.level = level
        self.label = label
        self.message = message
        self.task = task
    }
}
