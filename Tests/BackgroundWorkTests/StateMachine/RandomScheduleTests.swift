import BackgroundWorkEvents
import TestSupport
import Testing

@testable import BackgroundWork

/// The state machine under schedules that nobody would think of. After every input the books are audited; see
/// `MachineUnderTest` and `EventLedger` for what they have to show.
@Suite(.timeLimit(.minutes(30)))
struct RandomScheduleTests {
    @Test(arguments: UInt64(1)...200)
    func `the books balance after every input of a random schedule`(seed: UInt64) throws {
        var schedule = RandomSchedule(seed: seed)
        for _ in 0..<500 where schedule.machine.violations.isEmpty { schedule.takeStep() }
        try #require(schedule.machine.violations == [])
        schedule.letEverythingEnd()
        #expect(schedule.machine.ledger.totals.alive == 0)
        #expect(schedule.machine.ledger.report?.totals == schedule.machine.ledger.totals)
        #expect(schedule.unanswered == 0, "somebody waits for ever")
    }
}

/// Inputs to a state machine, drawn at random.
private struct RandomSchedule {
    let machine: MachineUnderTest
    private var random: SeededGenerator
    private var submitted: [MachineUnderTest.Record] = []

    init(seed: UInt64) {
        self.random = SeededGenerator(seed: seed)
        let limits = [0, 1, 2, 5, Int.max]
        self.machine = MachineUnderTest(
            maximumRunning: max(1, limits.randomElement(using: &self.random)!),
            maximumQueued: limits.randomElement(using: &self.random)!,
            discardsQueueOnShutdown: self.random.chance(50),
            abandonAfter: self.random.chance(50) ? .seconds(2) : nil,
            begins: self.random.chance(80),
            context: "seed \(seed):"
        )
    }

    /// Callers of `add` that have not been told anything.
    var unanswered: Int { self.machine.waiting.count }

    mutating func takeStep() {
        switch Int.random(in: 0..<100, using: &self.random) {
        case ..<22: self.submit { $0.add($1) }
        case ..<34: self.submit { $0.addUnlessFull($1) }
        case ..<40: self.cancelOneThatWaits()
        case ..<50: self.machine.fetch()
        case ..<75: self.finishOne()
        case ..<83: self.cancelOne()
        case ..<86: self.machine.hold(self.random.chance(40))
        case ..<90: self.machine.setMaximumRunning(Int.random(in: 1...6, using: &self.random))
        case ..<96: self.machine.advance(by: .milliseconds(Int.random(in: 0...1_500, using: &self.random)))
        case ..<97: self.machine.begin()
        case ..<98: self.noteWait()
        default: self.shutDown()
        }
    }

    /// As the runner does it: the group returns when the intake has ended and every child has.
    mutating func letEverythingEnd() {
        self.machine.begin()
        self.machine.drain()
        while self.machine.fetch() != .end {
            guard let record = self.machine.fetched.first else { continue }
            self.machine.finish(record, self.anEnd())
        }
        for record in self.machine.fetched { self.machine.finish(record, self.anEnd()) }
        self.machine.stop()
        self.machine.advance(by: .seconds(60))
    }

    private mutating func submit(_ submission: (MachineUnderTest, MachineUnderTest.Record) -> MachineUnderTest.Submission) {
        let priorities: [TaskPriority] = [.high, .medium, .medium, .medium, .low]
        let record = self.machine.task(
            priority: priorities.randomElement(using: &self.random)!,
            timeout: self.random.chance(20) ? .milliseconds(Int.random(in: 0...2_000, using: &self.random)) : nil
        )
        self.submitted.append(record)
        _ = submission(self.machine, record)
    }

    private mutating func cancelOneThatWaits() {
        // Sometimes one that does not wait (any more): room and cancellation race, and acceptance has won.
        let record = self.random.chance(70) ? self.machine.waiting.randomElement(using: &self.random) : self.anyTask()
        if let record { self.machine.cancelWaiting(record) }
    }

    private mutating func finishOne() {
        guard let record = self.machine.fetched.randomElement(using: &self.random) else { return }
        self.machine.finish(record, self.anEnd())
    }

    private mutating func cancelOne() {
        let causes: [CancellationRequest.Cause] = [.handle, .person(Requester("somebody")), .parent]
        guard let record = self.anyTask() else { return }
        self.machine.cancel(record, causes.randomElement(using: &self.random)!)
    }

    private mutating func noteWait() {
        guard let waiting = self.machine.fetched.randomElement(using: &self.random), let target = self.anyTask() else { return }
        self.machine.noteWait(of: waiting, for: target)
    }

    private mutating func shutDown() {
        // Rarely, so that most of a schedule happens in normal operation.
        guard self.random.chance(8) else { return }
        if self.random.chance(70) { self.machine.drain() } else { self.machine.force() }
    }

    private mutating func anyTask() -> MachineUnderTest.Record? {
        self.submitted.suffix(40).randomElement(using: &self.random)
    }

    private mutating func anEnd() -> MachineUnderTest.End {
        MachineUnderTest.End.allCases.randomElement(using: &self.random)!
    }
}
