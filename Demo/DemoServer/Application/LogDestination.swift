import BackgroundWork
import Logging
import Synchronization

/// Where the process's log lines go: always into the stream, where whoever watches sees them.
enum LogDestination: Sendable {
    /// And nowhere else: the terminal is the dashboard's.
    case stream(LogRelay)
    case streamAndStandardError(LogRelay)

    var relay: LogRelay {
        switch self {
        case .stream(let relay), .streamAndStandardError(let relay): relay
        }
    }

    func logger(_ label: String) -> Logger {
        Logger(label: label) { label in
            let relayed = RelayedLogHandler(label: label, relay: self.relay)
            return switch self {
            case .stream: relayed
            case .streamAndStandardError: MultiplexLogHandler([StreamLogHandler.standardError(label: label), relayed])
            }
        }
    }
}

/// Passes log lines on to tasks that do not exist yet when the loggers are made, among them the tasks' own.
final class LogRelay: Sendable {
    private struct Target {
        weak var tasks: BackgroundTasks?
    }

    private let target = Mutex(Target())

    var tasks: BackgroundTasks? {
        get { self.target.withLock { $0.tasks } }
        set { self.target.withLock { $0.tasks = newValue } }
    }
}

/// A log handler that is another one as soon as there is one.
private struct RelayedLogHandler: LogHandler {
    let label: String
    let relay: LogRelay

    var logLevel = Logger.Level.info
    var metadata = Logger.Metadata()
    var metadataProvider: Logger.MetadataProvider?

    init(label: String, relay: LogRelay) {
        self.label = label
        self.relay = relay
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { self.metadata[key] }
        set { self.metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        guard var handler = self.relay.tasks?.logHandler(label: self.label) else { return }
        handler.metadata = self.metadata
        handler.metadataProvider = self.metadataProvider
        handler.log(event: event)
    }
}
