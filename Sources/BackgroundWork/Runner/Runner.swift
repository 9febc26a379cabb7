import BackgroundWorkEvents
import Logging
import Synchronization
import Tracing

/// What runs the tasks: the state machine in its lock, and everything that its decisions entail.
///
/// `BackgroundTasks` is its public face. The two are apart so that a record, a handle or a timer can hold on to the runner
/// without keeping alive the object whose end means that nobody will ever call `run()`.
final class Runner: Sendable {
    /// By how much an action may be late before that says that the process was stopped, or had no processor.
    private static let longestDelay: Duration = .milliseconds(250)

    // First what every task looks at and nothing changes, last what every task changes: what few look at lies between, and keeps the
    // two out of one line of a processor's cache.
    let pool: WorkerPool
    let timer: any DeadlineTimer
    private let keepsSystemTime: Bool
    private let tracer = Atomic<Bool>(false)
    let samples = SampleList()
    let watch = PoolWatch()
    let configuration: BackgroundTasks.Configuration
    let logger: Logger
    let process: ProcessDescription
    private let canceller: Canceller
    private let machine: ContendedLock<RunnerStateMachine>

    /// Whether spans are made for anybody. Asked for once: tracers are installed when a process begins, and never again.
    var hasTracer: Bool { self.tracer.load(ordering: .relaxed) }

    init(configuration: BackgroundTasks.Configuration, logger: Logger, timer: any DeadlineTimer) {
        self.configuration = configuration
        self.logger = logger
        self.timer = timer
        self.keepsSystemTime = timer is ControlThread
        self.pool = WorkerPool(width: configuration.poolWidth ?? ProcessDescription.defaultPoolWidth)
        self.process = .current(name: configuration.processName, at: timer.now)
        self.canceller = Canceller(timer: timer)
        self.machine = ContendedLock(
            RunnerStateMachine(
                policy: RunnerStateMachine.Policy(
                    gracePeriod: configuration.shutdownGracePeriod,
                    discardsQueueOnShutdown: configuration.queuedOnShutdown == .discard,
                    uncooperativeAfter: configuration.uncooperativeAfter,
                    abandonAfter: configuration.abandonAfter,
                    maximumQueued: configuration.maximumQueued
                ),
                maximumRunning: configuration.maximumRunning,
                at: timer.now
            )
        )
    }

    /// The moment on the timer's clock that is `systemInstant` on the system's: the same, but for a timer that is moved by hand.
    func instant(_ systemInstant: TaskInstant) -> TaskInstant {
        self.keepsSystemTime ? systemInstant : self.timer.now
    }

    /// Called before the first task is run.
    func lookForTracer() {
        self.tracer.store(!(InstrumentationSystem.tracer is NoOpTracer), ordering: .relaxed)
    }

    /// Gives the state machine an input, and then, with no lock held, does what it entails.
    @discardableResult
    func update<Answer: Sendable>(
        _ input: (inout RunnerStateMachine, TaskInstant, inout RunnerEffects) -> Answer
    ) -> Answer {
        var effects = RunnerEffects()
        // Read before the lock, which others wait for.
        let now = self.timer.now
        let answer = self.machine.withLock { machine in
            input(&machine, machine.moment(now), &effects)
        }
        self.carryOut(effects)
        return answer
    }

    private func carryOut(_ effects: consuming RunnerEffects) {
        effects.intake?()
        if effects.hasOthers { self.carryOut(effects.others) }
    }

    @inline(never)
    private func carryOut(_ others: RunnerEffects.Others) {
        for answer in others.answers { answer.caller.resume(answer.answer) }
        for record in others.settled { record.result.settle() }
        self.canceller.cancel(others.cancelled) { record, isRaised in
            self.noteBlockingHandler(of: record, isRaised: isRaised)
        }
        for lapsed in others.lapsed { lapsed.cancel() }
        for deadline in others.deadlines { self.schedule(deadline.deadline, at: deadline.at) }
        for log in others.logs { self.write(log) }
        for reader in others.readers { reader.notify() }
    }

    private func schedule(_ deadline: RunnerEffects.Deadline, at instant: TaskInstant, isPostponed: Bool = false) {
        // A deadline keeps nobody alive: when the runner or the record has gone, nothing runs that it could concern.
        switch deadline {
        case .timeout(let record):
            let action = self.timer.schedule(at: instant) { [weak record] in
                if let record { record.runner.fallDue(.timeout(record)) }
            }
            let isNeeded = self.update { machine, _, _ in machine.setTimeout(action, of: record) }
            if !isNeeded { action.cancel() }
        case .cooperation(let record):
            _ = self.timer.schedule(at: instant) { [weak record] in
                if let record { record.runner.fallDue(.cooperation(record), since: instant, isPostponed: isPostponed) }
            }
        case .shutdownCooperation:
            _ = self.timer.schedule(at: instant) { [weak self] in
                self?.fallDue(deadline, since: instant, isPostponed: isPostponed)
            }
        case .gracePeriod, .abandon, .begin:
            _ = self.timer.schedule(at: instant) { [weak self] in self?.fallDue(deadline) }
        }
    }

    /// As ``fallDue(_:)``, where somebody is judged by what he has done by `instant`. If this thread had no time to look then, nobody
    /// had any to react: they get it again, but once only, because a shutdown has to come to its end on the slowest machine.
    private func fallDue(_ deadline: RunnerEffects.Deadline, since instant: TaskInstant, isPostponed: Bool) {
        let now = self.timer.now
        guard isPostponed || now - instant <= Self.longestDelay else {
            return self.schedule(deadline, at: now + self.configuration.uncooperativeAfter, isPostponed: true)
        }
        self.fallDue(deadline)
    }

    private func fallDue(_ deadline: RunnerEffects.Deadline) {
        switch deadline {
        case .timeout(let record):
            let timeout = record.details.timeout ?? .zero
            self.update { _ = $0.requestCancel(record, .timeout(timeout), at: $1, &$2) }
        case .cooperation(let record):
            let holders = self.watch.holders(of: self.pool)
            self.update { _ = $0.checkCooperation(record, holders: holders, at: $1, &$2) }
        case .gracePeriod:
            self.update { $0.endGracePeriod(at: $1, &$2) }
        case .shutdownCooperation:
            let holders = self.watch.holders(of: self.pool)
            self.update { $0.checkShutdownCooperation(holders: holders, at: $1, &$2) }
        case .begin:
            self.update { machine, _, effects in machine.warnOfMissingRun(&effects) }
        case .abandon:
            if let report = self.update({ $0.abandon(at: $1, &$2) }) { self.configuration.onAbandon?(report) }
        }
    }

    private func noteBlockingHandler(of record: TaskRecord, isRaised: Bool) {
        guard isRaised else {
            return self.update {
                $0.lower(.blockingHandler, "Its cancellation handler has returned.", about: record, at: $1, &$2)
            }
        }
        let logs = self.update { machine, now, effects in
            machine.warnOfBlockingHandler(record, at: now, &effects)
            defer { effects.others.logs = [] }
            return effects.others.logs
        }
        guard !logs.isEmpty else { return }
        // This is the thread that keeps the deadlines, and waits for nobody; a logger may wait for whoever reads its lines.
        OSThread.start { for log in logs { self.write(log) } }
    }
}
