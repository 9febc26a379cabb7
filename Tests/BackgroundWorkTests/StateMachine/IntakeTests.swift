import BackgroundWorkEvents
import Testing

@testable import BackgroundWork

/// Holding intake, and changing the limit while work goes on.
@Suite(.timeLimit(.minutes(30)))
struct IntakeTests {
    @Test func `while intake is held add waits and addUnlessFull is rejected`() {
        let machine = MachineUnderTest(maximumRunning: 5, maximumQueued: 5)
        #expect(machine.hold())
        let waiting = [machine.task(), machine.task()]
        for record in waiting { #expect(machine.add(record) == .waiting) }
        #expect(machine.addUnlessFull(machine.task()) == .rejected(.held))
        #expect(machine.machine.totals.rejected == TaskTotals.Rejections(held: 1))
        #expect(machine.hold(false))
        #expect(machine.states(of: waiting) == ["running", "running"])
    }

    @Test func `what is queued starts although intake is held`() {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 1)
        let running = machine.accepted()
        let queued = machine.accepted()
        machine.hold()
        machine.finish(running)
        #expect(machine.state(of: queued) == "running")
    }

    @Test func `the loop that starts tasks gets so many at once, in order, and the rest when it comes again`() {
        let machine = MachineUnderTest(maximumRunning: 600, maximumQueued: 0)
        let ids = (0..<600).map { _ in machine.accepted().id }
        #expect(machine.fetch() == .started(Array(ids[..<256])))
        #expect(machine.fetch() == .started(Array(ids[256..<512])))
        #expect(machine.fetch() == .started(Array(ids[512...])))
        #expect(machine.fetch() == .wait)
    }

    @Test func `resuming lets in no more than there is room for`() {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 1)
        machine.hold()
        let waiting = (0..<3).map { _ in machine.task() }
        for record in waiting { machine.add(record) }
        machine.hold(false)
        #expect(machine.states(of: waiting) == ["running", "queued", "waiting"])
    }

    @Test func `holding twice and resuming twice change nothing`() {
        let machine = MachineUnderTest()
        #expect(!machine.hold(false))
        #expect(machine.hold())
        #expect(!machine.hold())
        #expect(machine.hold(false))
        #expect(!machine.hold(false))
    }

    @Test func `a raised limit starts what is queued and lets callers in`() {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 1)
        let records = (0..<5).map { _ in machine.task() }
        for record in records { machine.add(record) }
        #expect(machine.states(of: records) == ["running", "queued", "waiting", "waiting", "waiting"])
        machine.setMaximumRunning(3)
        #expect(machine.states(of: records) == ["running", "running", "running", "queued", "waiting"])
    }

    @Test func `a lowered limit stops nothing and only delays starts`() {
        let machine = MachineUnderTest(maximumRunning: 3, maximumQueued: 2)
        let records = (0..<5).map { _ in machine.accepted() }
        machine.setMaximumRunning(1)
        #expect(machine.states(of: records) == ["running", "running", "running", "queued", "queued"])
        machine.finish(records[0])
        machine.finish(records[1])
        #expect(machine.states(of: records) == ["succeeded", "succeeded", "running", "queued", "queued"])
        machine.finish(records[2])
        #expect(machine.states(of: Array(records[3...])) == ["running", "queued"])
    }

    @Test func `the new limit is told before what it lets start`() {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 1)
        _ = machine.accepted()
        _ = machine.accepted()
        machine.setMaximumRunning(2)
        let last = machine.events.suffix(2).map { event in
            switch event.kind {
            case .capacityChanged(let capacity): "at most \(capacity.maximumRunning)"
            case .started(let id, _): "\(id) started"
            default: "something else"
            }
        }
        #expect(last == ["at most 2", "2 started"])
    }
}
