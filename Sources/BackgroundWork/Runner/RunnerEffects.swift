import BackgroundWorkEvents

/// What a change of the runner's state entails and must not be done under its lock.
struct RunnerEffects: ~Copyable {
    /// Callers of `add` that go on.
    var answers: [(caller: WaitingCallers.Caller, answer: WaitingCallers.Answer)] = []
    /// The intake loop, which has tasks to start, or has to end.
    var intake: CheckedContinuation<Void, Never>?
    /// Tasks that have ended without having run, for those who wait for them.
    var settled: [TaskRecord] = []
    /// Records that are not needed any more, to be let go without the lock.
    var dropped: [TaskRecord] = []
    /// A record whose memory is to be given back.
    var spent: TaskRecord?
    /// Running tasks that are to be cancelled.
    var cancelled: [TaskRecord] = []
    /// Deadlines to be set.
    var deadlines: [(at: TaskInstant, deadline: Deadline)] = []
    /// Deadlines that are not needed any more.
    var lapsed: [any ScheduledAction] = []
    /// Subscribers that have something to read.
    var readers: [EventBuffer] = []
    /// Lines for the library's log.
    var logs: [LogEntry] = []

    enum Deadline {
        case timeout(TaskRecord)
        /// The task was asked to stop and should have.
        case cooperation(TaskRecord)
        case gracePeriod
        /// All that the shutdown asked to stop should have.
        case shutdownCooperation
        case abandon
    }

    struct LogEntry {
        enum Kind {
            case failed(TaskRecord, errorText: String)
            case timedOut(TaskRecord)
            case warning(TaskRecord, message: String)
            case shutdown(String)
            case audit(AuditEntry)
        }

        let kind: Kind
    }
}
