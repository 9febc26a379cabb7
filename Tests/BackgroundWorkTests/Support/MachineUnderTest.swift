import BackgroundWorkEvents
import BackgroundWorkTestKit
import Logging
import Testing

@testable import BackgroundWork

/// The state machine, driven by hand and on one thread: a test gives it inputs, and after each of them the books are audited. The
/// first thing that does not add up fails the test.
///
/// It stands in for `Runner`: it keeps the time, remembers the deadlines that were set, and answers callers.
final class MachineUnderTest {
    typealias Record = TaskRecord

    private(set) var machine: RunnerStateMachine
    private(set) var now = TaskInstant(nanoseconds: 0)
    /// Everything that the machine told its watchers.
    private(set) var events: [TaskEvent] = []
    private(set) var ledger = EventLedger()
    /// What is wrong with the books. Empty, or the machine has a fault.
    private(set) var violations: [String] = []
    /// What to say of the schedule when something is wrong.
    private let context: String

    /// Callers that wait, in the order in which they began to.
    private(set) var waiting: [Record] = []
    private(set) var answers: [ObjectIdentifier: WaitingCallers.Answer] = [:]
    /// Tasks that the intake loop has fetched and whose operations have not ended.
    private(set) var fetched: [Record] = []
    /// The tasks whose waiters were to be told that they have ended.
    private(set) var settled: Set<BackgroundTaskID> = []
    /// Running tasks whose cancellation was to be delivered, in that order.
    private(set) var delivered: [BackgroundTaskID] = []
    private(set) var logs: [RunnerEffects.LogEntry.Kind] = []
    private(set) var lapsed: [any ScheduledAction] = []
    private(set) var abandoned: DrainReport?
    /// Whether requests to stop reach the tasks at once. If not, the test delivers them.
    var deliversRequests = true
    /// With every thread of the pool stuck, the tasks that hold them.
    var holders: Set<BackgroundTaskID>?

    private var deadlines: [(at: TaskInstant, deadline: RunnerEffects.Deadline)] = []
    private let buffer = EventBuffer(maximum: .max, onReady: {})
    private let runner = Runner(configuration: .init(), logger: .silent, timer: ManualTimer())
    let maximumQueued: Int

    init(
        maximumRunning: Int = 1,
        maximumQueued: Int = 1,
        discardsQueueOnShutdown: Bool = false,
        abandonAfter: Duration? = nil,
        begins: Bool = true,
        context: String = ""
    ) {
        self.context = context
        self.maximumQueued = maximumQueued
        self.machine = RunnerStateMachine(
            policy: RunnerStateMachine.Policy(
                gracePeriod: .seconds(20),
                discardsQueueOnShutdown: discardsQueueOnShutdown,
                uncooperativeAfter: .seconds(1),
                abandonAfter: abandonAfter,
                maximumQueued: maximumQueued
            ),
            maximumRunning: maximumRunning,
            at: self.now
        )
        self.machine.hub.insert(self.buffer)
        _ = self.buffer.attach()
        self.tell(TaskEvent(at: self.now, .snapshot(self.machine.basis(at: self.now).emptySnapshot)))
        if begins { _ = self.begin() }
    }

    // MARK: Inputs

    /// A task that nobody has submitted yet.
    func task(
        _ name: String = "task",
        priority: TaskPriority = .medium,
        timeout: Duration? = nil
    ) -> Record {
        Record(
            details: TaskDescription.Details(
                name: name,
                priority: priority.rawValue,
                fields: [],
                location: .init(fileID: "Tests/Machine.swift", line: 1),
                timeout: timeout,
                submitter: nil
            ),
            context: SubmittedContext(logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }), trace: nil),
            runner: self.runner,
            operation: .void {}
        )
    }

    enum Submission: Equatable {
        case accepted
        case waiting
        case rejected(RejectionReason)
    }

    /// As a caller of `add`.
    ///
    /// - Parameters:
    ///   - waitingTask: The background task that calls, if one does.
    ///   - meanwhile: What happens between the caller's being told to wait and its doing so.
    @discardableResult
    func add(_ record: Record, by waitingTask: Record? = nil, meanwhile: () -> Void = {}) -> Submission {
        switch self.input({ $0.submit(record, mayWait: true, at: $1, &$2) }) {
        case .accepted: return .accepted
        case .rejected(let reason): return .rejected(reason)
        case .mustWait: break
        }
        meanwhile()
        let caller = WaitingCallers.Caller(record: record, waitingTask: waitingTask) { _ in }
        self.input { machine, now, effects in
            self.waiting.append(record)
            machine.wait(caller, at: now, &effects)
        }
        switch self.answer(to: record) {
        case nil: return .waiting
        case .accepted: return .accepted
        case .refused: return .rejected(.shuttingDown)
        case .cancelled: return .rejected(.cancelledWaiting)
        }
    }

    /// As a caller of `addUnlessFull`.
    @discardableResult
    func addUnlessFull(_ record: Record) -> Submission {
        let wereWaiting = !self.waiting.isEmpty
        switch self.input({ $0.submit(record, mayWait: false, at: $1, &$2) }) {
        case .accepted:
            if wereWaiting { self.violations.append("addUnlessFull overtook a waiting caller") }
            return .accepted
        case .rejected(let reason): return .rejected(reason)
        case .mustWait:
            self.violations.append("addUnlessFull was told to wait")
            return .waiting
        }
    }

    /// Submits a task that has to be accepted.
    func accepted(_ name: String = "task", priority: TaskPriority = .medium, timeout: Duration? = nil) -> Record {
        let record = self.task(name, priority: priority, timeout: timeout)
        if self.add(record) != .accepted { self.violations.append("\(name) was not accepted") }
        return record
    }

    enum Intake: Equatable {
        case started([BackgroundTaskID])
        case wait
        case end
    }

    /// The intake loop looks what there is to do.
    @discardableResult
    func fetch() -> Intake {
        self.input { machine, _, _ in
            switch machine.nextIntake() {
            case .wait: return .wait
            case .end: return .end
            case .start(let records):
                self.fetched += records
                return .started(records.map(\.id))
            }
        }
    }

    /// How an operation may end.
    enum End: CaseIterable {
        case returns
        case throwsError
        /// It throws, and Swift regards the task as cancelled.
        case throwsCancelled
        /// It returns, and Swift regards the task as cancelled.
        case returnsCancelled
        /// It was cancelled before its first step.
        case neverCalled
    }

    /// A started task's operation comes to its end.
    func finish(_ record: Record, _ end: End = .returns) {
        while self.machine.ready.contains(where: { $0 === record }) { self.fetch() }
        self.fetched.removeAll { $0 === record }
        let failure = RunnerStateMachine.Failure(error: CancellationError(), text: "it threw")
        let ending =
            switch end {
            case .returns: RunnerStateMachine.Ending(failure: nil, wasCalled: true, wasCancelled: false)
            case .throwsError: RunnerStateMachine.Ending(failure: failure, wasCalled: true, wasCancelled: false)
            case .throwsCancelled: RunnerStateMachine.Ending(failure: failure, wasCalled: true, wasCancelled: true)
            case .returnsCancelled: RunnerStateMachine.Ending(failure: nil, wasCalled: true, wasCancelled: true)
            case .neverCalled: RunnerStateMachine.Ending(failure: nil, wasCalled: false, wasCancelled: true)
            }
        self.input { machine, now, effects in
            machine.finish(record, ending, at: now, &effects)
            self.settle(record)
        }
    }

    /// The group has returned.
    func stop() { self.input { $0.stop(at: $1, &$2) } }

    /// Moves time on; deadlines fall due on the way, each at its own time.
    func advance(by duration: Duration) {
        let end = self.now + duration
        while let index = self.indexOfNextDeadline(until: end) {
            let (at, deadline) = self.deadlines.remove(at: index)
            self.now = max(self.now, at)
            self.fallDue(deadline)
        }
        self.now = end
    }

    // MARK: Doing what it asks for

    /// Gives the machine an input, does what it asks for, and audits the books.
    func input<Answer>(
        _ body: (inout RunnerStateMachine, TaskInstant, inout RunnerEffects) -> Answer
    ) -> Answer {
        var effects = RunnerEffects()
        let answer = body(&self.machine, self.now, &effects)
        var events: [TaskEvent] = []
        _ = self.buffer.take(into: &events)
        for event in events { self.tell(event) }
        for (caller, answer) in effects.others.answers { self.resume(caller, answer) }
        for record in effects.others.settled { self.settle(record) }
        self.delivered += effects.others.cancelled.map(\.id)
        if self.deliversRequests {
            for record in effects.others.cancelled { record.probe.noteDelivery(at: self.now) }
        }
        self.deadlines += effects.others.deadlines
        self.logs += effects.others.logs.map(\.kind)
        self.lapsed += effects.others.lapsed
        if self.violations.isEmpty {
            self.violations += self.audit()
            if !self.violations.isEmpty { Issue.record("\(self.context) \(self.violations)") }
        }
        return answer
    }

    private func settle(_ record: Record) {
        if !self.settled.insert(record.id).inserted { self.violations.append("task \(record.id) was settled twice") }
    }

    private func tell(_ event: TaskEvent) {
        self.events.append(event)
        self.ledger.fold(event)
    }

    private func resume(_ caller: WaitingCallers.Caller, _ answer: WaitingCallers.Answer) {
        guard let index = self.waiting.firstIndex(where: { $0 === caller.record }) else {
            return self.violations.append("a caller was answered that did not wait")
        }
        let wasAccepted = unsafe caller.record.life.state != .submitting
        if wasAccepted != (answer == .accepted) { self.violations.append("a caller was told \(answer), which is not so") }
        if answer == .accepted, index != 0 { self.violations.append("a caller was accepted before one that waited longer") }
        self.waiting.remove(at: index)
        self.answers[ObjectIdentifier(caller.record)] = answer
    }

    private func indexOfNextDeadline(until end: TaskInstant) -> Int? {
        let due = self.deadlines.indices.filter { self.deadlines[$0].at <= end }
        return due.min { self.deadlines[$0].at < self.deadlines[$1].at }
    }

    private func fallDue(_ deadline: RunnerEffects.Deadline) {
        switch deadline {
        case .timeout(let record):
            _ = self.input { $0.requestCancel(record, .timeout(record.details.timeout ?? .zero), at: $1, &$2) }
        case .cooperation(let record):
            self.input { _ = $0.checkCooperation(record, holders: self.holders, at: $1, &$2) }
        case .gracePeriod: self.input { $0.endGracePeriod(at: $1, &$2) }
        case .shutdownCooperation: self.input { $0.checkShutdownCooperation(holders: self.holders, at: $1, &$2) }
        case .begin: self.input { machine, _, effects in machine.warnOfMissingRun(&effects) }
        case .abandon: self.abandoned = self.input { $0.abandon(at: $1, &$2) } ?? self.abandoned
        }
    }
}

extension RunnerStateMachine.SnapshotBasis {
    /// The snapshot of a machine that has seen no task yet.
    fileprivate var emptySnapshot: TaskSnapshot {
        TaskSnapshot(
            process: ProcessDescription(name: "test", processID: 1, host: "test", user: "test", startedAt: self.at),
            anchor: TimeAnchor(instant: self.at, nanosecondsSince1970: 0),
            totals: self.totals,
            capacity: self.capacity,
            drain: self.drain,
            live: []
        )
    }
}
