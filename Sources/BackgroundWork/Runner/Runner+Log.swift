import BackgroundWorkEvents
import Logging

extension Runner {
    /// Writes a line to the library's log.
    func write(_ entry: RunnerEffects.LogEntry) {
        switch entry.kind {
        case .failed(let record, let errorText):
            var metadata = record.fullLogMetadata
            metadata["error"] = "\(errorText)"
            self.logger.error("Background task failed", metadata: metadata)
        case .timedOut(let record):
            var metadata = record.fullLogMetadata
            metadata["timeout"] = "\(record.details.timeout ?? .zero)"
            self.logger.warning("Background task timed out", metadata: metadata)
        case .warning(let record, let message):
            self.logger.warning("\(message)", metadata: record.fullLogMetadata)
        case .shutdown(let message):
            self.logger.notice("\(message)")
        case .audit(let entry):
            self.logger.notice("\(entry.sentence)", metadata: ["requested_by": "\(entry.requester)"])
        }
    }
}

extension TaskRecord {
    /// What every log line about a task, and every line that it writes itself, says of it.
    var logMetadata: Logger.Metadata {
        [LogMetadataKey.id: "\(self.id)", LogMetadataKey.name: "\(self.details.name)"]
    }

    /// The same, and what its submitter and its request have said of it: for lines of the library's own, which nobody would find by the
    /// request otherwise.
    fileprivate var fullLogMetadata: Logger.Metadata {
        let fields = self.details.fields.map { ($0.key, Logger.MetadataValue.string($0.value)) }
        return self.logMetadata.merging(fields) { own, _ in own }
    }

    /// The submitter's logger, with ``logMetadata``.
    var logger: Logger {
        Logger(label: self.context.logger.label) { _ in TaskLogHandler(record: self) }
    }
}

/// The keys under which a task's lines are found in a log.
enum LogMetadataKey {
    static let id = "background_task.id"
    static let name = "background_task.name"
}
