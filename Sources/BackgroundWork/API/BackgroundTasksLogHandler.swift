import BackgroundWorkEvents
public import Logging

extension BackgroundTasks {
    /// A log handler that tells whoever watches, and writes nowhere: for an application whose terminal belongs to the dashboard,
    /// or beside another handler in a `MultiplexLogHandler`.
    ///
    /// It may be created before ``run()``, but not before the object itself; lines that nobody watches are gone.
    ///
    /// So where it is to be part of what `LoggingSystem` is bootstrapped with, give the object a `logger` of its own: without one it would
    /// ask for the system's before that is there.
    public func logHandler(label: String) -> BackgroundTasksLogHandler {
        BackgroundTasksLogHandler(label: label, runner: self.runner)
    }
}

/// Publishes log lines on the stream of events; see ``BackgroundTasks/logHandler(label:)``.
public struct BackgroundTasksLogHandler: LogHandler {
    private let label: String
    private let runner: Runner

    public var logLevel = Logger.Level.info
    public var metadata = Logger.Metadata()
    public var metadataProvider: Logger.MetadataProvider?

    init(label: String, runner: Runner) {
        self.label = label
        self.runner = runner
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { self.metadata[key] }
        set { self.metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        guard self.runner.isWatched else { return }
        var metadata = self.metadata
        if let provided = self.metadataProvider?.get() { metadata.merge(provided) { $1 } }
        if let own = event.metadata { metadata.merge(own) { $1 } }
        let task = metadata.removeValue(forKey: LogMetadataKey.id).flatMap { UInt64($0.description) }
        // Whose line it is stands in front: a list shows the beginning of a line.
        let name = metadata.removeValue(forKey: LogMetadataKey.name).map { "\($0): " } ?? ""
        var message = name + event.message.description
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) { message += " \(key)=\(value)" }
        let line = LogLine(
            level: LogLine.Level(event.level),
            label: self.label,
            message: message,
            task: task.map(BackgroundTaskID.init(rawValue:))
        )
        self.runner.update { machine, now, effects in machine.emit(at: now, .log(line), &effects) }
    }
}

extension LogLine.Level {
    fileprivate init(_ level: Logger.Level) {
        switch level {
        case .trace: self = .trace
        case .debug: self = .debug
        case .info: self = .info
        case .notice: self = .notice
        case .warning: self = .warning
        case .error: self = .error
        case .critical: self = .critical
        }
    }
}
