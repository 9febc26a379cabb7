import BackgroundWorkEvents
import Testing

@testable import BackgroundWork

@Suite(.timeLimit(.minutes(30)))
struct AdmissionTests {
    @Test(arguments: [1, 2, 7], [0, 1, 3])
    func `exactly as many run and are queued as may`(maximumRunning: Int, maximumQueued: Int) {
        let machine = MachineUnderTest(maximumRunning: maximumRunning, maximumQueued: maximumQueued)
        for _ in 0..<maximumRunning + maximumQueued {
            #expect(machine.addUnlessFull(machine.task()) == .accepted)
        }
        #expect(machine.machine.running == maximumRunning)
        #expect(machine.machine.queue.count == maximumQueued)
        #expect(machine.addUnlessFull(machine.task()) == .rejected(.full))
        #expect(machine.add(machine.task()) == .waiting)
        #expect(machine.machine.totals.submitted == UInt64(maximumRunning + maximumQueued))
        #expect(machine.machine.totals.rejected.full == 1)
    }

    @Test func `without limits everything starts at once`() {
        let machine = MachineUnderTest(maximumRunning: .max, maximumQueued: .max)
        for _ in 0..<1_000 { #expect(machine.addUnlessFull(machine.task()) == .accepted) }
        #expect(machine.machine.running == 1_000)
    }

    @Test func `with an unlimited queue nothing is ever full`() {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: .max)
        for _ in 0..<1_000 { #expect(machine.addUnlessFull(machine.task()) == .accepted) }
        #expect(machine.machine.running == 1)
        #expect(machine.machine.queue.count == 999)
    }

    @Test func `before run only the limit of the queue counts`() {
        let machine = MachineUnderTest(maximumRunning: 5, maximumQueued: 2, begins: false)
        let records = [machine.accepted(), machine.accepted()]
        #expect(machine.addUnlessFull(machine.task()) == .rejected(.full))
        #expect(machine.states(of: records) == ["queued", "queued"])
        #expect(machine.fetch() == .wait)
        #expect(machine.begin())
        #expect(machine.states(of: records) == ["running", "running"])
        #expect(machine.fetch() == .started([1, 2]))
    }

    @Test func `before run nothing is accepted where nothing may be queued`() {
        let machine = MachineUnderTest(maximumRunning: 5, maximumQueued: 0, begins: false)
        let waiting = machine.task()
        #expect(machine.addUnlessFull(machine.task()) == .rejected(.full))
        #expect(machine.add(waiting) == .waiting)
        machine.begin()
        #expect(machine.state(of: waiting) == "running")
    }

    @Test func `it begins once`() {
        let machine = MachineUnderTest(begins: false)
        #expect(machine.begin())
        #expect(!machine.begin())
    }

    @Test func `IDs count up from 1 in the order of acceptance and refusals use none`() {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 1)
        let first = machine.accepted()
        let second = machine.accepted()
        machine.addUnlessFull(machine.task())
        machine.finish(first)
        let third = machine.accepted()
        #expect([first, second, third].map(\.id) == [1, 2, 3])
    }

    @Test func `a refused task has no ID and does not count as submitted`() {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 0)
        _ = machine.accepted()
        let refused = machine.task("refused")
        machine.addUnlessFull(refused)
        #expect(machine.state(of: refused) == "refused")
        #expect(machine.machine.totals.submitted == 1)
        let names = machine.events.compactMap { event in
            if case .rejected(let name, .full) = event.kind { name } else { nil }
        }
        #expect(names == ["refused"])
    }
}
