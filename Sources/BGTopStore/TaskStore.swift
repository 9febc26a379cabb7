public import BackgroundWorkEvents

/// What a person wants to see of a stream of events: live rows, finished rows, names, rates, warnings, the drain.
///
/// A value that does no input or output and reads no clock. Events are folded in the order in which their source delivers them,
/// at a cost that does not depend on how many tasks live. Folding an event of a task twice, or late, changes nothing.
/// ``advance(to:)`` lets time pass where nothing happens; call it before reading, for each picture.
public struct TaskStore: Sendable {
    public let retention: Retention
    /// From when on something is worth a warning. To change them changes what is found from now on.
    public var thresholds: WarningThresholds

    /// The latest moment that the store has heard of.
    public internal(set) var now = TaskInstant(nanoseconds: 0)
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
    public var running: Int { self.counts.running + self.counts.cancelling }
    /// Live tasks that have been asked to stop; they are among the ``running``.
    public var cancelling: Int { self.counts.cancelling }
    public var queued: Int { self.counts.queued }
    public var alive: Int { self.table.count }

    /// Why nothing more comes, if so. Everything else is as it was last seen, at ``now``, which stands still; a snapshot ends it.
    public internal(set) var interruption: Interruption?

    /// Events that never reached this store, or for which it had no room.
    public internal(set) var eventsLost: UInt64 = 0
    /// Reports that came after the end of the task that they were about, as ``TaskSnapshot/lateReports`` counts them.
    public internal(set) var lateReports: UInt64 = 0
    public internal(set) var log: History<LogLine>
    public internal(set) var audit: History<AuditEntry>

    private let memory: MemoryLimit
    var table = LiveTable()
    var counts = StateCounts()
    var ended: FinishedTable
    var nameTable: NameTable
    var windows = RateWindows()
    /// Live tasks about which a warning stands.
    var warned: [TaskWarning.Kind: Set<BackgroundTaskID>] = [:]
    /// When which pool took no work.
    var standstills: [PoolStatus.Pool: PoolStandstills] = [:]
    /// What the rules about what single tasks do rest on.
    var watch = TroubleWatch()
    var drainRecord: DrainRecord?
    /// When the first snapshot came: nothing before it was seen.
    var watchedSince: TaskInstant?
    /// No task whose ID is not above this one can be new.
    var highestID = BackgroundTaskID(rawValue: 0)
    /// When the windows have to be moved on.
    private var nextSecond = TaskInstant(nanoseconds: .min)

    public init(retention: Retention = .init(), thresholds: WarningThresholds = .init()) {
        self.init(retention: retention, thresholds: thresholds, memory: MemoryLimit())
    }

    package init(retention: Retention = .init(), thresholds: WarningThresholds = .init(), memory: MemoryLimit) {
        self.retention = retention
        self.thresholds = thresholds
        self.memory = memory
        self.log = History(maximum: retention.logLines)
        self.audit = History(maximum: retention.auditEntries)
        self.ended = FinishedTable(retention, maximumFootprint: memory.finished)
        self.nameTable = NameTable(maximum: retention.names)
    }

    /// One with the same bounds, that has heard of nothing.
    var emptied: Self { Self(retention: self.retention, thresholds: self.thresholds, memory: self.memory) }

    /// Whether what lives takes more than there is room for.
    var isOverfull: Bool { self.table.footprint > self.memory.live }

    /// Lets time pass, and prepares the store to be read.
    ///
    /// A moment that is past already changes nothing, nor does any during an ``interruption``. Where time jumps by more than a
    /// second, from one event or call to the next, the watched process or its viewer stood still, and no warning counts on what seems
    /// to have lasted since before.
    public mutating func advance(to now: TaskInstant) {
        self.move(to: now)
        self.table.compact()
        if self.interruption == nil {
            self.lookAfterAppointments()
            self.lookAfterLongRuns()
        }
        self.nameTable.refresh()
        self.windows.refresh()
    }

    /// Makes the next ``advance(to:)`` sum up anew what it sums up once a second otherwise.
    package mutating func sumUpOnceMore() {
        self.nameTable.refreshOnceMore()
        self.windows.refreshOnceMore()
    }

    /// Moves everything that depends on what time it is.
    mutating func move(to now: TaskInstant) {
        // What nobody sees does not get older.
        guard now > self.now, self.interruption == nil else { return }
        // Before the first snapshot no time was seen to pass.
        if self.watchedSince != nil, now.nanoseconds &- self.now.nanoseconds > Self.longestBlink { self.watch.resume(at: now) }
        self.now = now
        let left = self.alive
        self.drainRecord?.advance(to: now, left: left)
        guard now >= self.nextSecond else { return }
        self.windows.advance(to: now.second)
        self.nameTable.advance(to: now.second)
        self.nextSecond = now.beginningOfSecond.advanced(by: .seconds(1))
    }

    var span: WatchedSpan { self.span(ofLast: SecondsWindow.completeSeconds) }

    func span(ofLast seconds: Int64) -> WatchedSpan {
        WatchedSpan(since: self.watchedSince ?? self.now, now: self.now, seconds: seconds)
    }
}
