import BackgroundWorkEvents
import Dispatch
import Synchronization

/// The library's own threads, a fixed number, on which background tasks run: so that a task that blocks takes a thread from
/// other tasks, and none from the server that answers requests.
///
/// What a thread makes ready goes to its own lane, where it is taken while its memory is still at hand; what comes from elsewhere
/// goes to the intake that all share. Three rules keep that fair:
/// - Jobs are taken one at a time, and what waits in a lane can be taken by any thread that has nothing to do: a job that blocks
///   strands nobody.
/// - Every ``takesPerAgedTake``-th job is the one that has waited longest anywhere, however urgent the others are: two tasks that
///   only yield starve no newcomer.
/// - A thread that leaves a single job in its own lane takes it itself in a moment, so nobody is woken for it. But its present
///   job may go on for long, so one idle thread stands by and looks every ``standbyInterval`` what has been left lying.
final class WorkerPool: TaskExecutor {
    /// How many jobs a thread takes by priority before it takes one by age.
    static let takesPerAgedTake = 16
    static let standbyInterval: Duration = .milliseconds(1)

    private struct Rest {
        /// Threads that sleep until they are woken.
        var idle: [Worker] = []
        /// The idle thread that wakes up by itself now and then.
        var standby: Worker?
        /// Threads that have not ended.
        var running = 0

        var count: Int { self.idle.count + (self.standby == nil ? 0 : 1) }

        /// The thread that is best woken.
        mutating func take() -> Worker? {
            if let worker = self.idle.popLast() { return worker }
            defer { self.standby = nil }
            return self.standby
        }

        /// A thread rests no longer.
        ///
        /// - Returns: Who is the standby in its place, if it was that, and has to be woken to learn of it: what made the one look
        ///   after things may not be all that has been left lying.
        mutating func remove(_ worker: Worker) -> Worker? {
            self.idle.removeAll { $0 === worker }
            guard self.standby === worker else { return nil }
            self.standby = self.idle.popLast()
            return self.standby
        }

        func place(of worker: Worker) -> Place {
            if self.standby === worker { return .standby }
            return self.idle.contains { $0 === worker } ? .idle : .awake
        }
    }

    private enum Place {
        case awake
        case idle
        case standby
    }

    let width: Int
    private let workers: [Worker]
    private let intake = JobLane()
    private let rest = Mutex(Rest())
    /// As ``Rest/count``, and whether there is a standby: written under the lock, read without it.
    private let restingCount = Atomic<Int>(0)
    private let hasStandby = Atomic<Bool>(false)
    private let isStopping = Atomic<Bool>(false)

    init(width: Int) {
        self.width = width
        self.workers = (0..<width).map(Worker.init)
    }

    /// Starts the threads.
    func start() {
        for worker in self.workers { self.start(worker) }
    }

    /// Lets every thread end as soon as it finds nothing to do.
    func stop() {
        self.isStopping.store(true, ordering: .sequentiallyConsistent)
        while let worker = self.updateRest({ $0.take() }) { worker.wake.signal() }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let priority = job.priority.rawValue
        self.enqueue(PoolJob(UnownedJob(job), on: self), priority: priority, at: MonotonicClock.now)
    }

    /// Has a thread run `job`.
    func enqueue(_ job: PoolJob, priority: UInt8, at now: TaskInstant) {
        if let worker = Worker.current, self.isOwn(worker) {
            if worker.lane.append(job, priority: priority, at: now) > 1 { self.wakeOne() } else { self.appointStandby() }
        } else {
            _ = self.intake.append(job, priority: priority, at: now)
            self.wakeOne()
        }
        if self.isStopping.load(ordering: .sequentiallyConsistent) { self.restartIfOver() }
    }

    /// The threads that run something, since when and for which task. Safe to call from any thread, and never waits for one.
    func busyThreads() -> [(task: BackgroundTaskID?, since: TaskInstant)] {
        self.workers.compactMap(\.job)
    }

    /// For how long the job that has waited longest has been waiting.
    func lag(at now: TaskInstant) -> Duration {
        self.lanes.compactMap(\.oldestSince).min().map { now - $0 } ?? .zero
    }

    /// The background tasks of which a job has been waiting for a thread since before `instant`, some of them if they are very many.
    func starving(sinceBefore instant: TaskInstant) -> [TaskRecord] {
        self.lanes.flatMap { $0.starving(sinceBefore: instant) }
    }

    private var lanes: [JobLane] { [self.intake] + self.workers.map(\.lane) }

    private func isOwn(_ worker: Worker) -> Bool {
        worker.index < self.width && self.workers[worker.index] === worker
    }

    // MARK: Taking work

    private func start(_ worker: Worker) {
        self.updateRest { $0.running += 1 }
        OSThread.start { worker.asCurrent { self.run(worker) } }
    }

    private func run(_ worker: Worker) {
        var takes = 0
        var now = MonotonicClock.now
        while true {
            takes &+= 1
            if let entry = self.take(for: worker, isAged: takes.isMultiple(of: Self.takesPerAgedTake)) {
                self.wakeOneForWhatWaits(besides: worker)
                now = worker.run(entry, at: now)
            } else if self.ends() {
                return
            } else {
                self.rest(worker)
                now = MonotonicClock.now
            }
        }
    }

    private func take(for worker: Worker, isAged: Bool) -> JobQueue.Entry? {
        if isAged, let entry = self.oldestLane?.popOldest() { return entry }
        if self.intake.mostUrgentBand < worker.lane.mostUrgentBand, let entry = self.intake.popMostUrgent() { return entry }
        return worker.lane.popMostUrgent() ?? self.intake.popMostUrgent() ?? self.steal(for: worker)
    }

    private var oldestLane: JobLane? {
        var oldest: (lane: JobLane, since: TaskInstant)?
        func consider(_ lane: JobLane) {
            if let since = lane.oldestSince, oldest.map({ since < $0.since }) ?? true { oldest = (lane, since) }
        }
        consider(self.intake)
        for worker in self.workers { consider(worker.lane) }
        return oldest?.lane
    }

    private func steal(for thief: Worker) -> JobQueue.Entry? {
        for offset in 1..<max(2, self.width) {
            let victim = self.workers[(thief.index + offset) % self.width]
            if victim !== thief, let entry = victim.lane.popMostUrgent() { return entry }
        }
        return nil
    }

    /// Whether the thread is to end: nothing is left and nothing is expected.
    private func ends() -> Bool {
        guard self.isStopping.load(ordering: .sequentiallyConsistent) else { return false }
        return self.updateRest { rest in
            // Whoever adds something after this sees that nobody runs.
            guard self.lanes.allSatisfy(\.isEmpty) else { return false }
            rest.running -= 1
            return true
        }
    }

    /// Work that arrives after the threads have gone, such as that of a task of somebody's that prefers this pool, still has to run; by
    /// one thread from then on.
    private func restartIfOver() {
        let isOver = self.updateRest { rest in
            guard rest.running == 0 else { return false }
            rest.running = 1
            return true
        }
        guard isOver else { return }
        OSThread.start { [worker = self.workers[0]] in worker.asCurrent { self.run(worker) } }
    }

    // MARK: Resting and waking

    private func updateRest<Answer: Sendable>(_ change: (inout Rest) -> Answer) -> Answer {
        self.rest.withLock { rest in
            let answer = change(&rest)
            self.restingCount.store(rest.count, ordering: .sequentiallyConsistent)
            self.hasStandby.store(rest.standby != nil, ordering: .sequentiallyConsistent)
            return answer
        }
    }

    /// Wakes a thread, if one rests: there is more work than those that are awake will take in a moment.
    private func wakeOne() {
        guard self.restingCount.load(ordering: .sequentiallyConsistent) > 0 else { return }
        self.updateRest { $0.take() }?.wake.signal()
    }

    /// A thread is about to run something. Whatever else waits is somebody else's.
    private func wakeOneForWhatWaits(besides worker: Worker) {
        guard self.restingCount.load(ordering: .relaxed) > 0, !worker.lane.isEmpty || !self.intake.isEmpty else { return }
        self.wakeOne()
    }

    /// Makes sure that somebody looks after what a thread has left in its own lane.
    private func appointStandby() {
        guard !self.hasStandby.load(ordering: .sequentiallyConsistent),
            self.restingCount.load(ordering: .sequentiallyConsistent) > 0
        else { return }
        let appointed = self.updateRest { rest in
            guard rest.standby == nil else { return nil as Worker? }
            rest.standby = rest.idle.popLast()
            return rest.standby
        }
        appointed?.wake.signal()
    }

    /// Sleeps until there may be something to do.
    private func rest(_ worker: Worker) {
        self.updateRest { $0.idle.append(worker) }
        // What was added before this thread was seen to rest woke nobody.
        if !self.intake.isEmpty || self.isStopping.load(ordering: .sequentiallyConsistent) {
            self.updateRest { $0.remove(worker) }?.wake.signal()
        }
        while true {
            // A signal may be left over from an earlier sleep, so it is the list that says whether this one is over.
            switch self.rest.withLock({ $0.place(of: worker) }) {
            case .awake: return
            case .standby: self.standBy(worker)
            case .idle: if !self.takesOverStandby(worker) { worker.wake.wait() }
            }
        }
    }

    /// What another thread left in its lane before this one was seen to rest is looked after as well.
    private func takesOverStandby(_ worker: Worker) -> Bool {
        guard self.workers.contains(where: { !$0.lane.isEmpty }) else { return false }
        return self.updateRest { rest in
            guard rest.standby == nil, rest.place(of: worker) == .idle else { return false }
            _ = rest.remove(worker)
            rest.standby = worker
            return true
        }
    }

    /// Sleeps for a moment, unless it is woken, and then looks whether something has been left lying.
    private func standBy(_ worker: Worker) {
        let interval = Int(Self.standbyInterval.clampedNanoseconds)
        if worker.wake.wait(timeout: .now() + .nanoseconds(interval)) == .success { return }
        let oldest = self.workers.compactMap(\.lane.oldestSince).min()
        if let oldest, MonotonicClock.now - oldest < Self.standbyInterval / 2 { return }
        let successor = self.updateRest { rest in
            guard rest.standby === worker else { return nil as Worker? }
            guard oldest == nil else { return rest.remove(worker) }
            // With nothing anywhere it sleeps until it is woken; the next who leaves something appoints one again.
            rest.standby = nil
            rest.idle.append(worker)
            return nil
        }
        successor?.wake.signal()
    }
}
