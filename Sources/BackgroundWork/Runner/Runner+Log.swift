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
        case .notBegun(let waiting):
            let seconds = RunnerStateMachine.patienceWithoutRun.components.seconds
            self.logger.warning(
                """
                BackgroundTasks.run() was not called for \(seconds) s after the first task was added: nothing is done. List the tasks \
                among the application's services.
                """,
                metadata: ["waiting": "\(waiting)"]
            )
        case .shutdown(let message):
            self.logger.notice("\(message)")
        case .stopped(let report):
            let neverRan = report.requestedBy == nil
            guard !neverRan || report.discarded.count > 0 else { return }
            self.logger.notice(
                neverRan
                    ? "Background tasks are discarded: run() was never called" : "The shutdown of the background tasks is over",
                metadata: report.logMetadata
            )
        case .abandoned(let report):
            self.logger.warning("The shutdown is given up: background tasks still run", metadata: report.logMetadata)
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

extension DrainReport {
    /// Whoever has something to answer for, and how long it took.
    fileprivate var logMetadata: Logger.Metadata {
        var metadata: Logger.Metadata = [
            "draining": "\(self.draining.inSeconds)", "cancelling": "\(self.cancelling.inSeconds)",
        ]
        let lists = [
            ("failed", self.failed), ("cancelled", self.cancelled), ("discarded", self.discarded),
            ("uncooperative", self.uncooperative), ("alive", self.alive),
        ]
        for (key, names) in lists where names.count > 0 { metadata[key] = "\(names)" }
        return metadata
    }
}

/// The keys under which a task's lines are found in a log.
enum LogMetadataKey {
    static let id = "background_task.id"
    static let name = "background_task.name"
}
