import Logging

/// The submitter's log handler, which adds of which task a line is. Every task gets one and few ever log: so it takes the submitter's
/// logger from the record when it needs it, and puts together what it adds when a line is written.
struct TaskLogHandler: LogHandler {
    private let record: TaskRecord
    /// The submitter's logger with what the operation has changed in it; nil until it has.
    private var changed: Logger?

    init(record: TaskRecord) {
        self.record = record
    }

    /// The submitter's logger, with what the operation has changed in it.
    private(set) var logger: Logger {
        get { self.changed ?? self.record.context.logger }
        set { self.changed = newValue }
    }

    var logLevel: Logger.Level {
        get { self.logger.logLevel }
        set { self.logger.logLevel = newValue }
    }

    var metadataProvider: Logger.MetadataProvider? {
        get { self.logger.handler.metadataProvider }
        set { self.logger.handler.metadataProvider = newValue }
    }

    var metadata: Logger.Metadata {
        get { self.logger.handler.metadata.merging(self.record.logMetadata) { $1 } }
        set { self.logger.handler.metadata = newValue }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { self.record.logMetadata[key] ?? self.logger[metadataKey: key] }
        set { self.logger[metadataKey: key] = newValue }
    }

    func log(event: LogEvent) {
        var event = event
        // What the submitter's logger knows of an outer task gives way; what the line says itself does not.
        event.metadata = self.record.logMetadata.merging(event.metadata ?? [:]) { $1 }
        self.logger.handler.log(event: event)
    }
}
