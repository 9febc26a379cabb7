import BackgroundWorkEvents
import Testing

@testable import BackgroundWork

@Suite(.timeLimit(.minutes(30)))
struct WaitingCallersTests {
    @Test func `freed room goes to whoever has waited longest`() {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 0)
        var running = machine.accepted("0")
        let waiting = (1...5).map { machine.task("\($0)") }
        for record in waiting { #expect(machine.add(record) == .waiting) }
        for next in waiting {
            machine.finish(running)
            #expect(machine.state(of: next) == "running")
            #expect(machine.answer(to: next) == .accepted)
            running = next
        }
    }

    @Test func `a waiting caller is not overtaken by addUnlessFull, even when there is room`() {
        let machine = MachineUnderTest(maximumRunning: 2, maximumQueued: 0)
        machine.hold()
        let waiting = machine.task()
        #expect(machine.add(waiting) == .waiting)
        #expect(machine.addUnlessFull(machine.task()) == .rejected(.held))
        machine.hold(false)
        #expect(machine.state(of: waiting) == "running")
        #expect(machine.addUnlessFull(machine.task()) == .accepted)
    }

    @Test func `a second caller of add queues up behind the first`() {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 0)
        let running = machine.accepted()
        let first = machine.task("first")
        let second = machine.task("second", priority: .high)
        machine.add(first)
        machine.add(second)
        machine.finish(running)
        #expect(machine.states(of: [first, second]) == ["running", "waiting"])
    }

    @Test func `a caller that is cancelled while it waits is told so and is not accepted`() {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 0)
        let running = machine.accepted()
        let waiting = [machine.task(), machine.task(), machine.task()]
        for record in waiting { machine.add(record) }
        machine.cancelWaiting(waiting[1])
        #expect(machine.answer(to: waiting[1]) == .cancelled)
        #expect(machine.machine.totals.rejected.cancelledWaiting == 1)
        machine.finish(running)
        machine.finish(waiting[0])
        #expect(machine.states(of: waiting) == ["succeeded", "refused", "running"])
    }

    @Test func `when a crowd of waiting callers has left, the others keep their order`() {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 0)
        var running = machine.accepted()
        let waiting = (0..<300).map { machine.task("\($0)") }
        for record in waiting { machine.add(record) }
        let staying = stride(from: 0, to: waiting.count, by: 60).map { waiting[$0] }
        for (index, record) in waiting.enumerated() where !index.isMultiple(of: 60) { machine.cancelWaiting(record) }
        for next in staying {
            machine.finish(running)
            #expect(machine.answer(to: next) == .accepted)
            running = next
        }
    }

    @Test func `a caller whose record lies where that of one who left was, waits for its own turn`() throws {
        let machine = MachineUnderTest()
        var callers = WaitingCallers()
        func append(_ record: TaskRecord) {
            callers.append(WaitingCallers.Caller(record: record, waitingTask: nil) { _ in })
        }
        let first = machine.task("first")
        var left: TaskRecord? = machine.task("left")
        let place = left.map(ObjectIdentifier.init)
        if let left { append(left) }
        if let left { _ = callers.remove(left) }
        left = nil
        append(first)
        // One after the other is kept, until one gets the memory of the one that left.
        var others: [TaskRecord] = []
        repeat {
            others.append(machine.task("other"))
        } while others.last.map(ObjectIdentifier.init) != place && others.count < 10_000
        let second = try #require(others.last { ObjectIdentifier($0) == place })
        append(second)
        #expect(callers.popFirst()?.record === first)
        #expect(callers.popFirst()?.record === second)
    }

    @Test func `if room and the caller's cancellation race, acceptance wins`() {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 0)
        let running = machine.accepted()
        let waiting = machine.task()
        machine.add(waiting)
        machine.finish(running)
        machine.cancelWaiting(waiting)
        #expect(machine.answer(to: waiting) == .accepted)
        #expect(machine.state(of: waiting) == "running")
        #expect(machine.machine.totals.rejected.total == 0)
    }

    @Test func `a caller that was told to wait and finds room does not wait`() {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 0)
        let running = machine.accepted()
        let late = machine.task()
        machine.add(late, meanwhile: { machine.finish(running) })
        #expect(machine.answer(to: late) == .accepted)
        #expect(machine.state(of: late) == "running")
    }

    @Test func `a caller that was told to wait and finds a shutdown is refused, and counted once`() {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 0)
        _ = machine.accepted()
        let late = machine.task()
        machine.add(late, meanwhile: { machine.drain() })
        #expect(machine.answer(to: late) == .refused)
        #expect(machine.machine.totals.rejected == TaskTotals.Rejections(shuttingDown: 1))
    }

    @Test func `watchers are told how many callers wait`() {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 0)
        let running = machine.accepted()
        let waiting = [machine.task(), machine.task()]
        for record in waiting { machine.add(record) }
        machine.cancelWaiting(waiting[0])
        machine.finish(running)
        let counts = machine.events.compactMap { event in
            if case .capacityChanged(let capacity) = event.kind { capacity.callersWaiting } else { nil }
        }
        #expect(counts == [1, 2, 1, 0])
    }

    @Test func `the room of a task that is cancelled in the queue goes to a waiting caller`() {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 1)
        _ = machine.accepted()
        let queued = machine.accepted()
        let waiting = machine.task()
        machine.add(waiting)
        machine.cancel(queued)
        #expect(machine.states(of: [queued, waiting]) == ["cancelled", "queued"])
    }
}
