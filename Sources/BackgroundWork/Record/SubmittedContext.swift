import Logging
import Tracing

/// What travels from the submitter to the task: its logger and its place in a trace. Other task-locals stay behind, because a
/// task outlives the request that they belong to.
struct SubmittedContext: Sendable {
    let logger: Logger
    let trace: ServiceContext?

    /// The submitter's, as the calling task sees it.
    static var current: Self {
        Self(logger: .current, trace: .current)
    }
}
