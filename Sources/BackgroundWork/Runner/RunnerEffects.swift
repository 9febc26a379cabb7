import BackgroundWorkEvents

/// What a change of the runner's state entails and must not be done under its lock.
///
/// A task that begins and ends entails next to nothing, and of those there are very many: what few changes entail is kept apart, so
/// that it takes no time where there is none of it.
struct RunnerEffects: ~Copyable {
    /// Lets the intake loop go on, which has tasks to start, or has to end.
    var intake: (@Sendable () -> Void)?
    /// A record whose memory is to be given back.
    var spent: TaskRecord?
    private var added: Others?

    /// What few changes entail.
    struct Others {
        /// Callers of `add` that go on.
        var answers: [(caller: WaitingCallers.Caller, answer: WaitingCallers.Answer)] = []
        /// Tasks that have ended without having run, for those who wait for them.
        var settled: [TaskRecord] = []
        /// Records that are not needed any more, to be let go without the lock.
        var dropped: [TaskRecord] = []
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
    }

    /// Empty until something is added.
    var others: Others {
        get { self.added ?? Others() }
        _modify {
            var others = self.added.take() ?? Others()
            defer { self.added = others }
            yield &others
        }
    }

    /// Whether there is any of ``others``.
    var hasOthers: Bool { self.added != nil }

    enum Deadline {
        case timeout(TaskRecord)
        /// The task was asked to stop and should have.
        case cooperation(TaskRecord)
        case gracePeriod
        /// All that the shutdown asked to stop should have.
        case shutdownCooperation
        case abandon
        /// Somebody should have begun to run the tasks.
        case begin
    }

    struct LogEntry {
        enum Kind {
            case failed(TaskRecord, errorText: String)
            case timedOut(TaskRecord)
            case warning(TaskRecord, message: String)
            /// The tasks wait, and nobody runs them.
            case notBegun(waiting: Int)
            case shutdown(String)
            case stopped(DrainReport)
            case abandoned(DrainReport)
            case audit(AuditEntry)
        }

        let kind: Kind
    }
}
