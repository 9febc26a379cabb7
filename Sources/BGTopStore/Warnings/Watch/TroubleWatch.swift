import BackgroundWorkEvents

/// What the rules about single tasks rest on, so that no picture has to pass through all live rows.
///
/// Samples bring tasks in and take them out again: a sample that finds a task ready, or waiting, makes an appointment to look at it
/// when that will have lasted for long, and only those whose time has come are looked at (``TaskStore/lookAfterAppointments()``). What
/// has run for long is looked for bit by bit (``TaskStore/lookAfterLongRuns()``). Long polls and escaped parts are noted when a sample or
/// an end tells of them, and forgotten with time.
struct TroubleWatch: Sendable {
    private static let crowdInterval: Duration = .milliseconds(100)
    /// More than anybody counts.
    private static let maximumNoted = 1_000

    /// Live tasks that could go on, and have had no thread for too long.
    var starved = AffectedTasks()
    /// Live tasks that have waited for far longer than any of their name ever took.
    var stuck = AffectedTasks()
    var longRuns = LongRuns()
    var readyTasks = Appointments(interval: .milliseconds(100))
    var waitingTasks = Appointments(interval: .milliseconds(100))
    private(set) var longPolls = Ring<Timestamped<ObservedPolls>>(maximum: maximumNoted)
    /// By task; of one that ended, for as long as there is room.
    private(set) var escapes: [BackgroundTaskID: Escape] = [:]
    /// Who had the queue when something was refused for want of room; the earlier the more places, since whatever a later one was no
    /// smaller than is not asked for any more.
    private var crowds: [Timestamped<QueueCrowd>] = []
    private var crowdSoughtAt: TaskInstant?
    /// When time went on after the watched process, or the viewer, had stood still. What seems to have lasted since before may
    /// only have been stopped.
    private(set) var resumedAt = TaskInstant(nanoseconds: .min)
    /// When the tasks' pool began to take work again.
    private(set) var unblockedAt = TaskInstant(nanoseconds: .min)

    // MARK: - What a sample or an end tells

    /// What is new of a task, live or ended.
    mutating func note(_ growth: ActivityGrowth, of row: TaskRow, at now: TaskInstant) {
        guard let longest = row.activity?.nanoseconds.longestPoll,
            growth.longPolls > 0 || growth.longestPoll ?? 0 >= ObservedPolls.minimumNanoseconds
        else { return }
        // It may have held its thread no longer than any other, and have been stopped with it.
        guard self.resumedAt <= now.advanced(by: .nanoseconds(-max(0, longest))) else { return }
        let poll = ObservedPolls(task: row.id, name: row.name, count: growth.longPolls, longest: growth.longestPoll)
        self.longPolls.append(Timestamped(at: now, value: poll))
    }

    /// A live task was seen to do something, or to go on waiting for a thread, of which it is told again and again.
    mutating func observe(_ row: TaskRow, at now: TaskInstant) {
        if row.activity?.state != .ready { self.starved.remove(row.id) }
        self.stuck.remove(row.id)
        if row.activity?.state == .waiting { self.waitingTasks.insert(row.id, at: now + TaskStore.waitingLookInterval) }
    }

    /// The parts of a task, live or ended, are others than before.
    mutating func noteNodes(of row: TaskRow) {
        guard let escape = row.escape else {
            self.escapes[row.id] = nil
            return
        }
        if self.escapes.count >= Self.maximumNoted, self.escapes[row.id] == nil {
            self.escapes = self.escapes.filter { $0.value.endedAt == nil }
            guard self.escapes.count < Self.maximumNoted else { return }
        }
        self.escapes[row.id] = escape
    }

    /// A task is over.
    mutating func retire(_ row: TaskRow) {
        self.starved.remove(row.id)
        self.stuck.remove(row.id)
        self.longRuns.remove(row.id)
        // Of most tasks nobody has named a part.
        if row.nodes.revision > 0 { self.noteNodes(of: row) }
    }

    /// Whether it is time to look up who has the queue. Very many submissions may be refused at once.
    func seeksCrowd(at now: TaskInstant) -> Bool {
        self.crowdSoughtAt.map { now - $0 >= Self.crowdInterval } ?? true
    }

    /// Something was refused for want of room while `found` had the queue; nil where nobody had.
    ///
    /// - Parameter start: Nobody will ask for what was before.
    mutating func note(_ found: QueueCrowd?, at now: TaskInstant, forgettingBefore start: TaskInstant) {
        self.crowdSoughtAt = now
        guard let found else { return }
        self.crowds.removeAll { $0.at < start || $0.value.count <= found.count }
        self.crowds.append(Timestamped(at: now, value: found))
    }

    /// The largest since then, which is the one that tells why.
    func crowd(since start: TaskInstant) -> QueueCrowd? {
        self.crowds.first { $0.at >= start }?.value
    }

    // MARK: - What makes time not count

    /// Nobody knows whether the process ran until now.
    mutating func resume(at now: TaskInstant) {
        self.resumedAt = now
        self.forgetStarved(at: now)
        // Each is looked at again before it can be stuck anew.
        _ = self.stuck.removeAll()
        self.longRuns.removeAll()
    }

    mutating func noteUnblocking(at now: TaskInstant) {
        self.unblockedAt = now
        self.forgetStarved(at: now)
    }

    private mutating func forgetStarved(at now: TaskInstant) {
        for id in self.starved.removeAll() { self.readyTasks.insert(id, at: now) }
    }

    /// Which tasks live is about to be told anew.
    mutating func removeLive() {
        self.starved = AffectedTasks()
        self.stuck = AffectedTasks()
        self.longRuns = LongRuns()
        self.escapes = self.escapes.filter { $0.value.endedAt != nil }
    }
}
