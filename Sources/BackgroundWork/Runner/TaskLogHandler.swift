import Logging

/// The submitter's log handler, which adds of which task a line is. Every task gets one and few ever log, so what it adds is put
/// together when a line is written.
struct TaskLogHandler: LogHandler {
    private var submitters: Logger
    private let record: TaskRecord

    init(record: TaskRecord) {
        self.submitters = record.context.logger
        self.record = record
    }

    var logLevel: Logger.Level {
        get { self.submitters.logLevel }
        set { self.submitters.logLevel = newValue }
    }

    var metadataProvider: Logger.MetadataProvider? {
        get { self.submitters.handler.metadataProvider }
        set { self.submitters.handler.metadataProvider = newValue }
    }

    var metadata: Logger.Metadata {
        get { self.submitters.handler.metadata.merging(self.record.logMetadata) { own, _ in own } }
        set { self.submitters.handler.metadata = newValue }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { self.submitters[metadataKey: key] ?? self.record.logMetadata[key] }
        set { self.submitters[metadataKey: key] = newValue }
    }

    func log(event: LogEvent) {
        var event = event
        event.metadata = self.record.logMetadata.merging(event.metadata ?? [:]) { $1 }
        self.submitters.handler.log(event: event)
    }
}
