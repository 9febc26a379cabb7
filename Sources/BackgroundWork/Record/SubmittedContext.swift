import Logging
import Tracing

/// What travels from the submitter to the task: its logger and its place in a trace. Other task-locals stay behind, because a
/// task outlives the request that they belong to.
struct SubmittedContext: Sendable {
    let logger: Logger
    let trace: ServiceContext?
}

extension SubmittedContext {
    /// The submitter's, as the calling task sees it.
    ///
    /// - Parameter task: The background task that it is part of, if it is.
    init(of task: BackgroundTaskContext?) {
        var logger = Logger.current
        // A background task that submits another hands on what was its own submitter's: through its own logger each task would keep
        // the one before it, and so on.
        if task != nil, let own = logger.handler as? TaskLogHandler { logger = own.logger }
        self.logger = logger
        self.trace = .current
    }
}
