import BackgroundWorkEvents
import Synchronization

/// The library's own threads, a fixed number, on which background tasks run: so that a task that blocks takes a thread from
/// other tasks, and none from the server that answers requests.
///
/// What a thread makes ready goes to its own lane, where it is taken while its memory is still at hand; what comes from elsewhere
/// goes to the intake that all share. Four rules keep that fair:
/// - Jobs are taken one at a time, and what waits in a lane can be taken by any thread that has nothing to do: a job that blocks
///   strands nobody.
/// - What is more urgent goes first wherever it waits, and of what is as urgent what has waited longer by more than ``napInterval``: with
///   each job a thread looks at the intake, and into one other's lane.
/// - Every ``takesPerAgedTake``-th job is the one that has waited longest anywhere, however urgent the others are: two tasks that
///   only yield starve no newcomer.
/// - As long as there is something to do, a thread that has nothing naps, and looks every ``napInterval`` what has been left lying: see
///   ``RestingThreads``. So nobody is woken for a job that a thread leaves in its own lane, where it takes it in a moment, nor, while
///   somebody naps, for the beginning of a task.
final class WorkerPool: TaskExecutor {
    /// How many jobs a thread takes by priority before it takes one by age.
    static let takesPerAgedTake = 16
    /// How long the napping thread sleeps between two looks.
    static let napInterval: Duration = .milliseconds(1)
    /// After how many looks that show that nothing has happened it sleeps until it is woken.
    static let looksBeforeSleep = 8

    private struct Resting {
        var threads = RestingThreads()
        /// Threads that have not ended.
        var running = 0
    }

    let width: Int
    private let workers: [Worker]
    private let intake = JobLane()
    private let resting = Mutex(Resting())
    /// As ``RestingThreads`` says: written under the lock, read without it.
    private let isAnyNapping = Atomic<Bool>(false)
    private let isAnyAsleep = Atomic<Bool>(false)
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
        while self.wake({ $0.wake() }) {}
    }

    /// Has a thread run what belongs to no task of its own: what starts tasks, above all. That can wait a moment, and so comes in batches
    /// where there is much of it.
    func enqueue(_ job: consuming ExecutorJob) {
        // Never so little urgent that what is more so is not even begun.
        let priority = max(job.priority.rawValue, TaskPriority.medium.rawValue)
        self.enqueue(PoolJob(UnownedJob(job), on: self), priority: priority, at: MonotonicClock.now, canWait: true)
    }

    /// Has a thread run `job`.
    ///
    /// - Parameter canWait: Whether ``napInterval`` from now is early enough.
    func enqueue(_ job: PoolJob, priority: UInt8, at now: TaskInstant, canWait: Bool = false) {
        if let worker = Worker.current, self.isOwn(worker) {
            worker.lane.append(job, priority: priority, at: now)
            // It takes that itself in a moment; but its present job may go on for long.
            self.appointNapper()
        } else {
            // As soon as the job can be taken, all may be over that keeps the pool alive: the task, its record and their runner.
            let pool = unsafe Unmanaged.passRetained(self)
            defer { unsafe pool.release() }
            self.intake.append(job, priority: priority, at: now)
            if !canWait || !self.isAnyNapping.load(ordering: .sequentiallyConsistent) { self.wakeOne() }
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

    private var isEveryLaneEmpty: Bool {
        guard self.intake.isEmpty else { return false }
        for worker in self.workers where !worker.lane.isEmpty { return false }
        return true
    }

    private func isOwn(_ worker: Worker) -> Bool {
        worker.index < self.width && self.workers[worker.index] === worker
    }

    // MARK: Taking work

    private func start(_ worker: Worker) {
        self.updateResting { $0.running += 1 }
        OSThread.start { worker.asCurrent { self.run(worker) } }
    }

    private func run(_ worker: Worker) {
        var takes = 0
        var hasRested = false
        var now = MonotonicClock.now
        while true {
            takes &+= 1
            if let entry = self.take(for: worker, turn: takes) {
                self.keepWatch(whileRunning: worker, hasRested: hasRested)
                hasRested = false
                now = worker.run(entry, at: now)
            } else if self.ends() {
                return
            } else {
                self.rest(worker)
                hasRested = true
                now = MonotonicClock.now
            }
        }
    }

    private func take(for worker: Worker, turn: Int) -> JobQueue.Entry? {
        if turn.isMultiple(of: Self.takesPerAgedTake), let entry = self.oldestLane?.popOldest() { return entry }
        let own = worker.lane.head
        if self.intake.head.goesBefore(own), let entry = self.intake.popMostUrgent() { return entry }
        let other = self.workers[self.other(of: worker, turn: turn)].lane
        if other.head.goesBefore(own), let entry = other.popMostUrgent() { return entry }
        return worker.lane.popMostUrgent() ?? self.intake.popMostUrgent() ?? self.steal(for: worker)
    }

    /// Where one of the other workers stands, each time another one: its lane may hold what is more urgent, and its thread not come back
    /// to it. To look at all of them every time would take longer, with many, than most jobs do.
    private func other(of worker: Worker, turn: Int) -> Int {
        guard self.width > 1 else { return worker.index }
        let offset = 1 + Int(UInt(bitPattern: turn) % UInt(self.width - 1))
        return (worker.index + offset) % self.width
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
        return self.updateResting { rest in
            // Whoever adds something after this sees that nobody runs.
            guard self.isEveryLaneEmpty else { return false }
            rest.running -= 1
            return true
        }
    }

    /// Work that arrives after the threads have gone, such as that of a task of somebody's that prefers this pool, still has to run; by
    /// one thread from then on.
    private func restartIfOver() {
        let isOver = self.updateResting { rest in
            guard rest.running == 0 else { return false }
            rest.running = 1
            return true
        }
        guard isOver else { return }
        OSThread.start { [worker = self.workers[0]] in worker.asCurrent { self.run(worker) } }
    }

    // MARK: Resting and waking

    private func updateResting<Answer: Sendable>(_ change: (inout Resting) -> Answer) -> Answer {
        self.resting.withLock { resting in
            let answer = change(&resting)
            self.isAnyNapping.store(resting.threads.isAnyNapping, ordering: .sequentiallyConsistent)
            self.isAnyAsleep.store(resting.threads.isAnyAsleep, ordering: .sequentiallyConsistent)
            return answer
        }
    }

    /// - Parameter choose: Takes one of those that rest.
    /// - Returns: Whether there was one.
    @discardableResult
    private func wake(_ choose: (inout RestingThreads) -> Int?) -> Bool {
        guard let index = self.updateResting({ choose(&$0.threads) }) else { return false }
        self.workers[index].wake.signal()
        return true
    }

    /// Wakes a thread, if one rests.
    private func wakeOne() {
        guard
            self.isAnyAsleep.load(ordering: .sequentiallyConsistent)
                || self.isAnyNapping.load(ordering: .sequentiallyConsistent)
        else { return }
        self.wake { $0.wake() }
    }

    /// Makes sure that somebody looks after what is left lying, if there is anybody who could.
    private func appointNapper() {
        guard !self.isAnyNapping.load(ordering: .sequentiallyConsistent),
            self.isAnyAsleep.load(ordering: .sequentiallyConsistent)
        else { return }
        self.wake { $0.appointNapper() }
    }

    /// A thread is about to run something, for nobody knows how long. Whatever else waits is somebody else's.
    ///
    /// - Parameter hasRested: Whether it was resting until now: then it may have been the one that looked after all the others, and what
    ///   it found may be more than those that are awake can do.
    private func keepWatch(whileRunning worker: Worker, hasRested: Bool) {
        if hasRested {
            if !self.isEveryLaneEmpty { self.wakeOne() }
        } else if !worker.lane.isEmpty || !self.intake.isEmpty {
            self.appointNapper()
        }
    }

    /// Rests until there is something to do.
    private func rest(_ worker: Worker) {
        self.updateResting { $0.threads.rest(worker.index) }
        // What came before this thread was seen to rest woke nobody. (What lies in lanes is looked after by who naps, this one or
        // another.)
        guard self.intake.isEmpty, !self.isStopping.load(ordering: .sequentiallyConsistent) else { return self.getUp(worker) }
        while true {
            // A signal may be left over from an earlier rest, so it is the list that says whether this one is over.
            switch self.resting.withLock({ $0.threads.state(of: worker.index) }) {
            case .awake: return
            case .asleep: worker.wake.wait()
            case .napping: self.nap(worker)
            }
        }
    }

    /// Sleeps for a moment at a time, unless it is woken, and looks whether something has been left lying. Returns when the thread does
    /// not nap any more.
    private func nap(_ worker: Worker) {
        var takes = self.takes
        var uneventfulLooks = 0
        while uneventfulLooks < Self.looksBeforeSleep {
            if worker.wake.wait(atMost: Self.napInterval) { return }
            if self.isSomethingLeft { return self.getUp(worker) }
            uneventfulLooks = takes == self.takes ? uneventfulLooks + 1 : 0
            takes = self.takes
        }
        self.updateResting { $0.threads.fallAsleep(worker.index) }
        // What came while this thread was seen to nap woke nobody; and from now on nobody looks after it.
        guard self.isEveryLaneEmpty, !self.isStopping.load(ordering: .sequentiallyConsistent) else {
            return self.getUp(worker)
        }
    }

    private func getUp(_ worker: Worker) {
        self.updateResting { $0.threads.getUp(worker.index) }
    }

    /// Whether there is something to do for a thread that naps. What its own thread will take in a moment is left to it.
    private var isSomethingLeft: Bool {
        if !self.intake.isEmpty || self.isStopping.load(ordering: .sequentiallyConsistent) { return true }
        for worker in self.workers {
            if let since = worker.lane.oldestSince, MonotonicClock.now - since >= Self.napInterval / 2 { return true }
        }
        return false
    }

    /// How many jobs the threads have taken so far.
    private var takes: Int { self.workers.reduce(0) { $0 &+ $1.takes } }
}
