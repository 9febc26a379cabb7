import BackgroundWorkEvents
import Testing

@testable import BackgroundWork

@Suite(.timeLimit(.minutes(30)))
struct SelfDeadlockTests {
    @Test func `a task that waits in add for room in its own full pool is warned of, until it has it`() {
        let machine = MachineUnderTest(maximumRunning: 2, maximumQueued: 0)
        let other = machine.accepted("other")
        let culprit = machine.accepted("culprit")
        machine.add(machine.task(), by: culprit)
        #expect(machine.warnings.map(\.kind) == [.selfDeadlock])
        #expect(machine.warnings.map(\.isRaised) == [true])
        #expect(machine.warningLines == ["culprit"])
        machine.finish(other)
        #expect(machine.warnings.map(\.isRaised) == [true, false])
        #expect(machine.warnings.map(\.id) == [culprit.id, culprit.id])
    }

    @Test func `a task that finds room in its own pool is not warned of`() {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 1)
        let task = machine.accepted()
        machine.add(machine.task(), by: task)
        #expect(machine.warnings.isEmpty)
        #expect(machine.logs.isEmpty)
    }

    @Test func `a caller from outside that waits is no self-deadlock`() {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 0)
        _ = machine.accepted()
        machine.add(machine.task())
        #expect(machine.warnings.isEmpty)
    }

    @Test func `who waits because intake is held waits for a person, until intake is resumed`() {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 0)
        let task = machine.accepted()
        machine.hold()
        let wanted = machine.task()
        machine.add(wanted, by: task)
        #expect(machine.warnings.isEmpty)
        machine.hold(false)
        #expect(machine.warnings.map(\.isRaised) == [true])
        machine.hold()
        machine.hold(false)
        #expect(machine.warnings.count == 1, "it is still the same trouble")
        machine.cancelWaiting(wanted)
        #expect(machine.warnings.map(\.isRaised) == [true, false])
    }

    @Test func `the warning stays for as long as any of a task's children waits`() {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 0)
        let task = machine.accepted()
        let wanted = [machine.task(), machine.task()]
        for record in wanted { machine.add(record, by: task) }
        #expect(machine.warnings.map(\.isRaised) == [true])
        #expect(machine.warningLines.count == 1)
        machine.cancelWaiting(wanted[1])
        #expect(machine.warnings.map(\.isRaised) == [true])
        machine.cancelWaiting(wanted[0])
        #expect(machine.warnings.map(\.isRaised) == [true, false])
    }

    @Test func `a shutdown that refuses the waiting caller ends the trouble`() {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 0)
        let task = machine.accepted()
        machine.add(machine.task(), by: task)
        machine.drain()
        #expect(machine.warnings.map(\.isRaised) == [true, false])
    }

    @Test func `a task that waits for the value of a queued task of its own full pool is warned of`() {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 1)
        let waiting = machine.accepted("waiting")
        let target = machine.accepted("target")
        #expect(machine.noteWait(of: waiting, for: target))
        #expect(machine.warnings.map(\.kind) == [.selfDeadlock])
        #expect(machine.warnings[0].message.contains("target 2"))
    }

    @Test func `the trouble is over when the queued task starts, or ends without having started`() {
        let machine = MachineUnderTest(maximumRunning: 2, maximumQueued: 2)
        let waiting = machine.accepted("waiting")
        let other = machine.accepted("other")
        let (starts, ends) = (machine.accepted("starts"), machine.accepted("ends"))
        _ = machine.noteWait(of: waiting, for: starts)
        machine.finish(other)
        #expect(machine.warnings.map(\.isRaised) == [true, false])
        _ = machine.noteWait(of: waiting, for: ends)
        machine.cancel(ends)
        #expect(machine.warnings.map(\.isRaised) == [true, false, true, false])
    }

    @Test func `a task that waits for one that runs, or has ended, is not warned of`() {
        let machine = MachineUnderTest(maximumRunning: 2, maximumQueued: 1)
        let waiting = machine.accepted()
        let runs = machine.accepted()
        #expect(!machine.noteWait(of: waiting, for: runs))
        machine.finish(runs)
        #expect(!machine.noteWait(of: waiting, for: runs))
        #expect(machine.warnings.isEmpty)
    }

    @Test func `what outlived its task and still waits is not told as a warning of the dead`() {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 0)
        let task = machine.accepted()
        machine.finish(task)
        _ = machine.accepted()
        let wanted = machine.task()
        machine.add(wanted, by: task)
        machine.cancelWaiting(wanted)
        #expect(machine.warnings.isEmpty)
    }
}
