import Testing

@testable import BackgroundWork

@Suite(.timeLimit(.minutes(30)))
struct StartOrderTests {
    @Test func `within a priority the first come is the first served`() {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: .max)
        let records = (0..<10).map { machine.accepted("\($0)") }
        for record in records { machine.finish(record) }
        #expect(machine.startedNames == (0..<10).map(String.init))
    }

    @Test func `the more urgent start first`() {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: .max)
        let running = machine.accepted("running")
        let queued = [
            machine.accepted("low 1", priority: .low),
            machine.accepted("medium 1", priority: .medium),
            machine.accepted("high 1", priority: .high),
            machine.accepted("background", priority: .background),
            machine.accepted("high 2", priority: .high),
            machine.accepted("medium 2", priority: .medium),
            machine.accepted("low 2", priority: .low),
        ]
        machine.finish(running)
        while let next = queued.first(where: { machine.state(of: $0) == "running" }) { machine.finish(next) }
        #expect(
            machine.startedNames == [
                "running", "high 1", "high 2", "medium 1", "medium 2", "low 1", "low 2", "background",
            ]
        )
    }

    @Test func `an urgent task overtakes no one that runs`() {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 1)
        let running = machine.accepted("running", priority: .background)
        let urgent = machine.accepted("urgent", priority: .high)
        #expect(machine.states(of: [running, urgent]) == ["running", "queued"])
    }

    @Test func `tasks that were cancelled in the queue are passed over`() {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: .max)
        let running = machine.accepted("running")
        let queued = (0..<200).map { machine.accepted("\($0)") }
        // Enough of them that the queue throws them out in bulk, and some left over that it has to step across.
        for (index, record) in queued.enumerated() where index % 10 != 3 { machine.cancel(record) }
        #expect(machine.machine.queue.count == 20)
        machine.finish(running)
        for index in stride(from: 3, to: 200, by: 10) { machine.finish(queued[index]) }
        #expect(machine.startedNames == ["running"] + stride(from: 3, to: 200, by: 10).map(String.init))
        #expect(machine.machine.queue.count == 0)
    }

    @Test func `freed room goes to the queue before it goes to a waiting caller`() {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 1)
        let running = machine.accepted("running")
        let queued = machine.accepted("queued")
        let waiting = machine.task("waiting", priority: .high)
        machine.add(waiting)
        machine.finish(running)
        #expect(machine.states(of: [queued, waiting]) == ["running", "queued"])
    }
}
