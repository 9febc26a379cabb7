import BackgroundWorkEvents
import DequeModule

/// Everything that the runner decides: who is accepted, who starts, how a task ended, how a shutdown goes.
///
/// Pure: it reads no clock, takes no lock, resumes nobody and calls nothing of a user's. Each input returns its answer and adds
/// what it entails to ``RunnerEffects``. ``Runner`` holds it in a mutex and carries the effects out after the lock is free.
///
/// Split by subject: `+Admission`, `+Life`, `+Shutdown`, `+Warnings`, `+Watching`.
struct RunnerStateMachine: ~Copyable {
    /// What does not change.
    struct Policy {
        let gracePeriod: Duration
        let discardsQueueOnShutdown: Bool
        let uncooperativeAfter: Duration
        let abandonAfter: Duration?
        let maximumQueued: Int

        /// When to look again at what could not react in time. With no patience at all there still has to be a pause.
        var looksAgainAfter: Duration { max(self.uncooperativeAfter, .milliseconds(100)) }
    }

    /// Whether somebody runs the tasks.
    enum Stage {
        /// `run()` has not been called: tasks queue up.
        case idle
        case running
        /// `run()` has returned, or never will be called.
        case over
    }

    /// For how long tasks may wait for `run()` before somebody is told that it has probably been forgotten.
    static let patienceWithoutRun: Duration = .seconds(10)

    /// How many tasks the intake loop gets at once: they are to be polled before those behind them are even begun.
    static let maximumStarts = 256

    let policy: Policy
    private var latest: TaskInstant
    var stage = Stage.idle
    var phase = DrainStatus.Phase.accepting
    var phaseSince: TaskInstant
    var shutdown: ShutdownLedger?
    var report: DrainReport?

    var maximumRunning: Int
    var isIntakeHeld = false
    var waiting = WaitingCallers()

    var lastID: UInt64 = 0
    var totals = TaskTotals()
    var live = LiveRecords()
    var spent = SpentRecords()
    var queue = TaskQueue()
    var running = 0
    /// Tasks that have their place and that the intake loop has not fetched yet.
    var ready: Deque<TaskRecord> = []
    /// Lets the intake loop go on, while it waits.
    ///
    /// Not its continuation itself: the size of that is not known before the process runs, and so nor would that of all this be.
    var intake: (@Sendable () -> Void)?

    var hub = EventHub()
    var pools: [PoolStatus] = []
    /// Reports that came after the end of the task that they were about; those that were told together count as one.
    var lateReports: UInt64 = 0

    init(policy: Policy, maximumRunning: Int, at now: TaskInstant) {
        self.policy = policy
        self.maximumRunning = maximumRunning
        self.phaseSince = now
        self.latest = now
    }

    /// When an input counts as given, by a clock that was read before others had theirs: later events have later times.
    mutating func moment(_ now: TaskInstant) -> TaskInstant {
        self.latest = max(self.latest, now)
        return self.latest
    }

    var capacity: Capacity {
        Capacity(
            maximumRunning: self.maximumRunning,
            maximumQueued: self.policy.maximumQueued,
            isIntakeHeld: self.isIntakeHeld,
            callersWaiting: self.waiting.count
        )
    }

    /// `run()` begins.
    ///
    /// - Returns: Whether it may; false if it has been called before.
    mutating func begin(at now: TaskInstant, _ effects: inout RunnerEffects) -> Bool {
        guard self.stage == .idle else { return false }
        self.stage = .running
        self.fillRoom(at: now, &effects)
        return true
    }

    /// Tasks have been waiting for `run()` for ``patienceWithoutRun``.
    func warnOfMissingRun(_ effects: inout RunnerEffects) {
        guard self.stage == .idle, self.phase == .accepting else { return }
        effects.others.logs.append(.init(kind: .notBegun(waiting: self.live.count)))
    }

    enum Intake {
        /// At most ``maximumStarts``.
        case start(Deque<TaskRecord>)
        /// Nothing to start yet; the continuation is resumed when there is.
        case wait
        /// Nothing will ever be started again.
        case end
    }

    /// What the intake loop has to do next.
    ///
    /// - Parameter room: An empty list that has room, to be filled with what starts after this.
    mutating func nextIntake(leaving room: consuming Deque<TaskRecord> = []) -> Intake {
        guard !self.ready.isEmpty else { return self.isIntakeOver ? .end : .wait }
        guard self.ready.count <= Self.maximumStarts else {
            defer { self.ready.removeFirst(Self.maximumStarts) }
            return .start(Deque(self.ready.prefix(Self.maximumStarts)))
        }
        swap(&self.ready, &room)
        return .start(room)
    }

    /// Remembers the waiting intake loop.
    ///
    /// - Parameter resume: Lets it go on.
    /// - Returns: Whether it waits; false if there is something to do after all.
    mutating func park(_ resume: @escaping @Sendable () -> Void) -> Bool {
        guard self.ready.isEmpty, !self.isIntakeOver else { return false }
        self.intake = resume
        return true
    }

    private var isIntakeOver: Bool {
        self.phase != .accepting && self.queue.isEmpty && self.ready.isEmpty
    }

    /// Wakes the intake loop if it has something to do.
    mutating func wakeIntake(_ effects: inout RunnerEffects) {
        guard !self.ready.isEmpty || self.isIntakeOver, let intake = self.intake else { return }
        self.intake = nil
        effects.intake = intake
    }

    mutating func emit(
        at now: TaskInstant,
        _ kind: @autoclosure () -> TaskEvent.Kind,
        _ effects: inout RunnerEffects
    ) {
        self.hub.emit(at: now, .other(kind())) { effects.others.readers.append($0) }
    }

    /// As ``emit(at:_:_:)``, for what happens to every task.
    mutating func emit(
        at now: TaskInstant,
        ofTask kind: @autoclosure () -> BufferedEvent.Kind,
        _ effects: inout RunnerEffects
    ) {
        self.hub.emit(at: now, kind()) { effects.others.readers.append($0) }
    }

    mutating func emitCapacity(at now: TaskInstant, _ effects: inout RunnerEffects) {
        let capacity = self.capacity
        self.emit(at: now, .capacityChanged(capacity), &effects)
    }
}
