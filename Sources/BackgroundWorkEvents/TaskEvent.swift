/// One thing that happened, as every viewer hears of it.
///
/// A subscription begins with a ``Kind/snapshot(_:)``; what follows are changes, each told once and in order. Where events were
/// lost a ``Kind/gap(lost:)`` says how many, and a fresh snapshot follows it.
public struct TaskEvent: Sendable {
    // A new kind, or a new field of one, has to pass, in this order: bgtop.proto and the code that is generated from it; BatchEncoder and
    // BatchDecoder, with Schema+Cases for the cases of an enumeration; the bounds on its texts and lists, in BGTopStore/Bounds;
    // TaskStore+Fold and the row that it changes; EventDocument, TaskDocument and SnapshotDocument for programs, and TaskTrace for a
    // trace. A switch says where a kind is missing. Where a field is, EveryFieldTests says once RandomEvents makes it up.

    public enum Kind: Sendable {
        /// Everything, at this moment.
        indirect case snapshot(TaskSnapshot)
        /// The subscriber was too slow, and this many events never reached it. A snapshot follows.
        case gap(lost: UInt64)

        /// A task was accepted. Its rank is 0.
        case submitted(TaskDescription)
        /// A task got its place among the running.
        case started(BackgroundTaskID, rank: UInt32)
        /// A task was asked to stop, for the first time.
        case cancelRequested(BackgroundTaskID, rank: UInt32, CancellationRequest)
        /// A task ended.
        indirect case finished(TaskEnd)
        /// A task was not accepted. It has no ID; its name is all there is.
        case rejected(name: String, RejectionReason)
        /// What live tasks said about themselves, and what was seen of them, at most ten times a second.
        case sampled([TaskSample])
        /// Something that a task started, in a `Task {}` of its own, reported after the task had ended. What it said is ignored, and told
        /// ten times a second at most, however often it reports.
        case lateReport(BackgroundTaskID)

        /// The limits, the hold on intake or the number of waiting callers changed.
        case capacityChanged(Capacity)
        /// A shutdown began or went on to its next phase.
        indirect case phaseChanged(DrainStatus)
        /// The shutdown is over, or was given up with tasks still alive.
        indirect case stopped(DrainReport)
        /// How the pools of threads are doing; the whole list, at most ten times a second and only when it changed.
        case pools([PoolStatus])

        /// Something is wrong with a task, or no longer is.
        indirect case warning(TaskWarning)
        /// Somebody asked for something, and this came of it.
        indirect case audit(AuditEntry)
        /// The application logged something.
        indirect case log(LogLine)

        /// The way to the process is cut, or the process is gone: what is known of it is as it was last seen. Told by whoever
        /// brings its events from elsewhere, never by the library. If anything follows, it is a snapshot, perhaps of another process.
        case interrupted(Interruption)
        /// What follows was told before: a snapshot, and what came after it. Nothing that is known of the process counts any more,
        /// its clock included. Told only by whoever plays a recording, where somebody has wound it back.
        case rewound
    }

    /// When it happened, on the watched process's clock.
    public let at: TaskInstant
    public let kind: Kind

    public init(at: TaskInstant, _ kind: Kind) {
        self.at = at
        self.kind = kind
    }
}
