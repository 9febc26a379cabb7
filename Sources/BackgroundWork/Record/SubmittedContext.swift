import Logging
import Tracing

/// What travels from the submitter to the task: its logger and its place in a trace. Other task-locals stay behind, because a
/// task outlives the request that they belong to.
struct SubmittedContext: Sendable {
    let logger: Logger
    let trace: ServiceContext?

    /// The submitter's, as the calling task sees it.
    static var current: Self {
        var logger = Logger.current
        // A background task that submits another hands on what was its own submitter's: through its own logger each task would keep
        // the one before it, and so on.
        if BackgroundTaskContext.local != nil, let own = logger.handler as? TaskLogHandler { logger = own.logger }
        return Self(logger: logger, trace: .current)
    }
}
