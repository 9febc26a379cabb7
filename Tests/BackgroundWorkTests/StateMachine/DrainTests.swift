import BackgroundWorkEvents
import Testing

@testable import BackgroundWork

@Suite(.timeLimit(.minutes(30)))
struct DrainTests {
    @Test func `a drain closes intake and wakes waiting callers with a refusal`() {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 0)
        _ = machine.accepted()
        let waiting = [machine.task(), machine.task()]
        for record in waiting { machine.add(record) }
        #expect(machine.drain())
        #expect(waiting.map { machine.answer(to: $0) } == [.refused, .refused])
        #expect(machine.add(machine.task()) == .rejected(.shuttingDown))
        #expect(machine.addUnlessFull(machine.task()) == .rejected(.shuttingDown))
        #expect(machine.machine.totals.rejected == TaskTotals.Rejections(shuttingDown: 4))
    }

    @Test func `running and queued work goes on until it is done`() {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 2)
        let records = [machine.accepted(), machine.accepted(), machine.accepted()]
        machine.drain()
        #expect(machine.fetch() == .started([1]))
        #expect(machine.fetch() == .wait)
        for record in records { machine.finish(record) }
        #expect(machine.states(of: records) == ["succeeded", "succeeded", "succeeded"])
        #expect(machine.fetch() == .end)
        machine.stop()
        #expect(machine.ledger.report?.isClean == true)
        #expect(machine.machine.drainStatus.phase == .stopped)
    }

    @Test func `queued work is discarded by name where the configuration says so`() throws {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 2, discardsQueueOnShutdown: true)
        let running = machine.accepted("running")
        let queued = [machine.accepted("first"), machine.accepted("second")]
        machine.drain()
        #expect(machine.states(of: [running] + queued) == ["running", "discarded", "discarded"])
        machine.finish(running)
        machine.stop()
        let report = try #require(machine.ledger.report)
        #expect(report.discarded.named.map(\.name) == ["first", "second"])
        #expect(!report.isClean)
    }

    @Test func `when the grace period ends, what has not started is discarded and the rest asked to stop`() throws {
        let machine = MachineUnderTest(maximumRunning: 2, maximumQueued: 1)
        let running = [machine.accepted("one"), machine.accepted("two")]
        let queued = machine.accepted("three")
        machine.drain()
        machine.advance(by: .milliseconds(19_999))
        #expect(machine.states(of: running + [queued]) == ["running", "running", "queued"])
        machine.advance(by: .milliseconds(1))
        #expect(machine.states(of: running + [queued]) == ["cancelling", "cancelling", "discarded"])
        #expect(Set(machine.delivered) == Set(running.map(\.id)))
        machine.advance(by: .milliseconds(250))
        for record in running { machine.finish(record, .throwsCancelled) }
        #expect(machine.fetch() == .end)
        machine.stop()
        let report = try #require(machine.ledger.report)
        #expect(report.draining == .seconds(20))
        #expect(report.cancelling == .milliseconds(250))
        #expect(report.cancelled.count == 2)
        #expect(report.discarded.named.map(\.name) == ["three"])
    }

    @Test func `force skips what is left of the grace period`() throws {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 1)
        let running = machine.accepted()
        let queued = machine.accepted()
        machine.drain()
        machine.advance(by: .seconds(3))
        #expect(machine.force())
        #expect(machine.states(of: [running, queued]) == ["cancelling", "discarded"])
        #expect(!machine.force(), "once is enough")
        machine.finish(running, .throwsCancelled)
        machine.stop()
        #expect(try #require(machine.ledger.report).draining == .seconds(3))
        machine.advance(by: .seconds(60))
        #expect(machine.machine.drainStatus.phase == .stopped, "the end of the grace period comes too late to matter")
    }

    @Test func `force without a drain is both, and names who asked`() {
        let machine = MachineUnderTest()
        let running = machine.accepted()
        #expect(machine.force(by: Requester("second Ctrl-C")))
        #expect(machine.state(of: running) == "cancelling")
        #expect(machine.machine.drainStatus.requestedBy == Requester("second Ctrl-C"))
    }

    @Test func `a second drain changes nothing, and the first to ask is named`() {
        let machine = MachineUnderTest()
        #expect(machine.drain(by: Requester("first")))
        machine.advance(by: .seconds(1))
        #expect(!machine.drain(by: Requester("second")))
        #expect(machine.machine.drainStatus.requestedBy == Requester("first"))
    }

    @Test func `the phases come in order, each once, with its deadline`() {
        let machine = MachineUnderTest(abandonAfter: .seconds(2))
        let running = machine.accepted()
        machine.advance(by: .seconds(1))
        machine.drain(by: Requester("SIGTERM"))
        machine.advance(by: .seconds(20))
        machine.finish(running, .throwsCancelled)
        machine.stop()
        let statuses = machine.events.compactMap { event in
            if case .phaseChanged(let status) = event.kind { status } else { nil }
        }
        #expect(statuses.map(\.phase) == [.draining, .cancelling, .stopped])
        #expect(statuses.map(\.since.nanoseconds) == [1_000_000_000, 21_000_000_000, 21_000_000_000])
        #expect(statuses.map(\.deadline?.nanoseconds) == [21_000_000_000, 24_000_000_000, nil])
        #expect(statuses.map(\.requestedBy) == Array(repeating: Requester("SIGTERM"), count: 3))
    }

    @Test func `the intake loop ends when the last queued task was cancelled in the queue`() {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 1, begins: false)
        let queued = machine.accepted()
        machine.drain()
        machine.cancel(queued)
        machine.begin()
        #expect(machine.fetch() == .end)
    }

    @Test func `what was drained before run runs what is queued and ends`() {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 1, begins: false)
        let queued = machine.accepted()
        machine.drain()
        #expect(machine.add(machine.task()) == .rejected(.shuttingDown))
        machine.begin()
        machine.finish(queued)
        #expect(machine.fetch() == .end)
    }

    @Test func `a held intake and a waiting caller do not hold up a drain`() {
        let machine = MachineUnderTest()
        machine.hold()
        let waiting = machine.task()
        machine.add(waiting)
        machine.drain()
        #expect(machine.answer(to: waiting) == .refused)
        #expect(machine.fetch() == .end)
    }

    @Test func `if run never comes, the queue is discarded and watchers hear the end`() throws {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 3, begins: false)
        let records = [machine.accepted("one"), machine.accepted("two")]
        machine.discardUnstarted()
        #expect(machine.states(of: records) == ["discarded", "discarded"])
        let report = try #require(machine.ledger.report)
        #expect(report.discarded.named.map(\.name) == ["one", "two"])
        #expect(report.requestedBy == nil)
        #expect(machine.machine.drainStatus.phase == .stopped)
        #expect(machine.add(machine.task()) == .rejected(.shuttingDown))
        #expect(!machine.begin())
    }

    @Test func `the object may go while its tasks run`() {
        let machine = MachineUnderTest()
        let running = machine.accepted()
        machine.discardUnstarted()
        #expect(machine.state(of: running) == "running")
        #expect(machine.addUnlessFull(machine.task()) == .accepted)
    }

    @Test func `the report tells what the drain failed, cancelled and timed out, and nothing from before it`() throws {
        let machine = MachineUnderTest(maximumRunning: 6)
        let before = machine.accepted("before")
        machine.finish(before, .throwsError)
        let fails = machine.accepted("fails")
        let timesOut = machine.accepted("times out", timeout: .seconds(1))
        let isCancelled = machine.accepted("is cancelled")
        let succeeds = machine.accepted("succeeds")
        machine.drain()
        machine.finish(fails, .throwsError)
        machine.finish(succeeds)
        machine.advance(by: .seconds(1))
        machine.finish(timesOut, .throwsCancelled)
        machine.cancel(isCancelled, .person(Requester("somebody")))
        machine.finish(isCancelled, .throwsCancelled)
        machine.stop()
        let report = try #require(machine.ledger.report)
        #expect(report.failed.named.map(\.name) == ["fails", "times out"])
        #expect(report.cancelled.named.map(\.name) == ["is cancelled"])
        #expect(report.discarded.count == 0)
        #expect(report.totals.submitted == 5)
    }

    @Test func `the slowest five are named, the slowest first`() throws {
        let machine = MachineUnderTest(maximumRunning: 8)
        let records = (0..<8).map { machine.accepted("\($0)") }
        machine.drain()
        for index in [3, 1, 7, 0, 5, 2, 6, 4] {
            machine.advance(by: .seconds(1))
            machine.finish(records[index])
        }
        machine.stop()
        let report = try #require(machine.ledger.report)
        #expect(report.slowest.map(\.name) == ["4", "6", "2", "5", "0"])
        #expect(report.slowest.map(\.seconds) == [8, 7, 6, 5, 4])
    }
}
