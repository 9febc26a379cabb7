import BackgroundWorkEvents
import Testing

@testable import BackgroundWork

/// Tasks that were asked to stop and run on.
@Suite(.timeLimit(.minutes(30)))
struct CooperationTests {
    @Test func `a task that still runs a second after it was asked to stop is uncooperative`() {
        let machine = MachineUnderTest()
        let record = machine.accepted()
        machine.cancel(record)
        machine.advance(by: .milliseconds(999))
        #expect(machine.warnings.isEmpty)
        machine.advance(by: .milliseconds(1))
        #expect(machine.warnings.map(\.kind) == [.uncooperative])
        #expect(machine.warnings.map(\.id) == [record.id])
        machine.advance(by: .seconds(60))
        #expect(machine.warnings.count == 1, "once said is enough")
    }

    @Test func `nobody is called uncooperative who was not asked, or stopped in time`() {
        let machine = MachineUnderTest(maximumRunning: 2)
        _ = machine.accepted("runs for ever")
        let stops = machine.accepted("stops")
        machine.cancel(stops)
        machine.advance(by: .milliseconds(500))
        machine.finish(stops, .throwsCancelled)
        machine.advance(by: .seconds(60))
        #expect(machine.warnings.isEmpty)
    }

    @Test func `with every thread stuck, who holds one is uncooperative, and who waits for one is looked at later`() {
        let machine = MachineUnderTest(maximumRunning: 3)
        let holder = machine.accepted("holder")
        let starved = machine.accepted("starved")
        machine.holders = [holder.id]
        machine.force()
        machine.advance(by: .seconds(5))
        #expect(machine.warnings.map(\.id) == [holder.id])
        machine.holders = nil
        machine.advance(by: .seconds(1))
        #expect(machine.warnings.map(\.id) == [holder.id, starved.id])
    }

    @Test func `who waits for a thread could not react, and is looked at later`() {
        let machine = MachineUnderTest()
        let record = machine.accepted("starved")
        _ = record.probe.wake(JobMaker.unownedJob(), startedAt: machine.now, at: machine.now)
        machine.cancel(record)
        machine.advance(by: .seconds(5))
        #expect(machine.warnings == [])
        record.probe.beginPoll(wokenAt: machine.now, at: machine.now)
        machine.advance(by: .seconds(1))
        #expect(machine.warnings.map(\.kind) == [.uncooperative])
    }

    @Test func `who has had a thread again and again could react, although it waits for one at every look`() {
        let machine = MachineUnderTest(maximumRunning: 2)
        let (yields, reacts) = (machine.accepted("yields"), machine.accepted("reacts"))
        let (job, other) = (JobMaker.unownedJob(), JobMaker.unownedJob())
        for (record, job) in [(yields, job), (reacts, other)] {
            _ = record.probe.wake(job, startedAt: machine.now, at: machine.now)
            // What was before the request says nothing.
            for _ in 0..<1_000 { Self.takeTurn(record, job, at: machine.now) }
        }
        machine.force()
        machine.advance(by: .milliseconds(500))
        for _ in 0..<16 { Self.takeTurn(yields, job, at: machine.now) }
        for _ in 0..<15 { Self.takeTurn(reacts, other, at: machine.now) }
        machine.advance(by: .milliseconds(500))
        #expect(machine.warnings.map(\.id) == [yields.id])
    }

    /// A task that waits for a thread gets one, and at once waits for the next.
    private static func takeTurn(_ record: TaskRecord, _ job: UnownedJob, at now: TaskInstant) {
        record.probe.beginPoll(wokenAt: now, at: now)
        _ = record.probe.wake(job, startedAt: now, at: now)
        _ = record.probe.endPoll(begunAt: now, at: now)
    }

    @Test func `time to react begins when the request has reached the task`() {
        let machine = MachineUnderTest()
        machine.deliversRequests = false
        let record = machine.accepted()
        machine.cancel(record)
        machine.advance(by: .milliseconds(2_500))
        #expect(machine.warnings == [])
        record.probe.noteDelivery(at: machine.now)
        machine.advance(by: .milliseconds(900))
        #expect(machine.warnings == [])
        machine.advance(by: .milliseconds(1_100))
        #expect(machine.warnings.map(\.kind) == [.uncooperative])
    }

    @Test func `a shutdown finds out who does not stop, and the report names them although they stop later`() throws {
        let machine = MachineUnderTest(maximumRunning: 3)
        let stops = machine.accepted("stops")
        let late = machine.accepted("late")
        machine.force()
        machine.finish(stops, .throwsCancelled)
        machine.advance(by: .seconds(1))
        #expect(machine.warnings.map(\.id) == [late.id])
        machine.finish(late, .throwsCancelled)
        machine.stop()
        let report = try #require(machine.ledger.report)
        #expect(report.uncooperative.named.map(\.name) == ["late"])
        #expect(report.alive.count == 0)
    }

    @Test func `who was uncooperative before the shutdown began is named in its report, once`() throws {
        let machine = MachineUnderTest(maximumRunning: 2)
        let record = machine.accepted("stubborn")
        machine.cancel(record)
        machine.advance(by: .seconds(2))
        machine.drain()
        machine.advance(by: .seconds(25))
        machine.finish(record, .throwsCancelled)
        machine.stop()
        let report = try #require(machine.ledger.report)
        #expect(report.uncooperative.named.map(\.name) == ["stubborn"])
        #expect(report.uncooperative.count == 1)
    }

    @Test func `a task that was asked just before the shutdown is looked after as well`() {
        let machine = MachineUnderTest()
        let record = machine.accepted()
        machine.cancel(record)
        machine.advance(by: .milliseconds(900))
        machine.force()
        machine.advance(by: .milliseconds(100))
        #expect(machine.warnings.map(\.kind) == [.uncooperative])
        machine.advance(by: .seconds(10))
        #expect(machine.warnings.count == 1)
    }

    @Test func `a shutdown is never given up where the configuration sets no limit`() {
        let machine = MachineUnderTest()
        _ = machine.accepted()
        machine.force()
        machine.advance(by: .seconds(3_600))
        #expect(machine.abandoned == nil)
        #expect(machine.machine.drainStatus.phase == .cancelling)
        #expect(machine.machine.drainStatus.deadline == nil)
    }

    @Test func `a shutdown is given up so long after tasks were found uncooperative, naming who still runs`() throws {
        let machine = MachineUnderTest(maximumRunning: 2, abandonAfter: .seconds(2))
        let stops = machine.accepted("stops")
        let stubborn = machine.accepted("stubborn")
        machine.drain(by: Requester("SIGTERM"))
        machine.advance(by: .seconds(20))
        machine.finish(stops, .throwsCancelled)
        machine.advance(by: .milliseconds(2_999))
        #expect(machine.abandoned == nil)
        machine.advance(by: .milliseconds(1))
        let report = try #require(machine.abandoned)
        #expect(report.alive.named == [DrainReport.Entry(id: stubborn.id, name: "stubborn")])
        #expect(report.uncooperative.named.map(\.name) == ["stubborn"])
        #expect(report.totals.alive == 1)
        #expect(report.requestedBy == Requester("SIGTERM"))
        #expect(report.slowest.first == DrainReport.TimedEntry(id: stubborn.id, name: "stubborn", seconds: 23))
        #expect(!report.isClean)
    }

    @Test func `a shutdown that ends after all is not given up`() {
        let machine = MachineUnderTest(abandonAfter: .seconds(2))
        let record = machine.accepted()
        machine.force()
        machine.advance(by: .seconds(2))
        machine.finish(record, .throwsCancelled)
        machine.advance(by: .seconds(60))
        #expect(machine.abandoned == nil)
        machine.stop()
        #expect(machine.abandon() == nil)
    }

    @Test func `a task that stops after the shutdown was given up is still accounted for`() throws {
        let machine = MachineUnderTest(abandonAfter: .seconds(2))
        let record = machine.accepted()
        machine.force()
        machine.advance(by: .seconds(3))
        #expect(machine.abandoned != nil)
        machine.finish(record, .throwsCancelled)
        machine.stop()
        let report = try #require(machine.ledger.report)
        #expect(report.alive.count == 0)
        #expect(report.totals.cancelled == 1)
    }
}
