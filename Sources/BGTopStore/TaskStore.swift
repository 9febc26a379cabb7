public import BackgroundWorkEvents

/// What a person wants to see of a stream of events: live rows, finished rows, names, rates, warnings, the drain.
///
/// A value that does no input or output and reads no clock. Events are folded in the order in which their source delivers them;
/// ``advance(to:)`` lets time pass where nothing happens. Folding an event twice, or late, never takes a row back.
public struct TaskStore: Sendable {
    public let retention: Retention

    /// The latest moment that the store has heard of.
    public private(set) var now = TaskInstant(nanoseconds: 0)
    /// The process that is watched; nil before the first snapshot.
    public internal(set) var process: ProcessDescription?
    public internal(set) var anchor: TimeAnchor?
    /// Exact: from the last snapshot, and counted on by each event.
    public internal(set) var totals = TaskTotals()
    public internal(set) var capacity: Capacity?
    public internal(set) var drain: DrainStatus?
    public internal(set) var pools: [PoolStatus] = []
    public internal(set) var hostActions: [HostAction] = []
    /// What the shutdown came to, once it is over.
    public internal(set) var report: DrainReport?

    /// Live tasks that have their place: running, or asked to stop.
    public internal(set) var running = 0
    public internal(set) var queued = 0
    public var alive: Int { self.table.count }

    /// Events that never reached this store.
    public internal(set) var eventsLost: UInt64 = 0

    public internal(set) var log: History<LogLine>
    public internal(set) var audit: History<AuditEntry>

    var table = LiveTable()
    var ended: FinishedTable
    var nameTable: NameTable
    var windows = RateWindows()
    /// When the first snapshot came: nothing before it was seen.
    var watchedSince: TaskInstant?
    /// No task with an ID up to this one can be new.
    var highestID = BackgroundTaskID(rawValue: 0)

    public init(retention: Retention = .init()) {
        self.retention = retention
        self.log = History(maximum: retention.logLines)
        self.audit = History(maximum: retention.auditEntries)
        self.ended = FinishedTable(retention)
        self.nameTable = NameTable(maximum: retention.names)
    }

    /// Lets time pass: moves the windows of the rates, and everything else that depends on what time it is. A moment that is
    /// past already changes nothing.
    public mutating func advance(to now: TaskInstant) {
        guard now > self.now else { return }
        let second = SecondsWindow.second(of: now)
        let isNewSecond = second != SecondsWindow.second(of: self.now)
        self.now = now
        guard isNewSecond else { return }
        self.windows.advance(to: second)
        self.nameTable.advance(to: second)
    }
}
