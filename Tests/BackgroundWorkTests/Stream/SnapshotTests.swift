import BackgroundWorkEvents
import BackgroundWorkTestKit
import TestSupport
import Testing

@testable import BackgroundWork

/// Snapshots that are taken while everything changes: folded with what follows, no task runs that has ended, and none is missing.
@Suite(.timeLimit(.minutes(30)))
struct SnapshotTests {
    @Test func `a snapshot and what follows it agree, whenever it is taken`() async throws {
        let tasks = BackgroundTasks(configuration: .init(maximumRunning: 8, maximumQueued: 64), logger: .silent)
        let over = Counter()
        let readers = (0..<3).map { index in
            Task.detached { await Self.watch(tasks, maximumBuffered: [2, 50, 10_000][index], until: over) }
        }
        async let running: Void = tasks.run()
        await withDiscardingTaskGroup { group in
            for _ in 0..<4 {
                group.addTask {
                    for index in 0..<400 {
                        let task = try? await tasks.add("task") { await Task.yield() }
                        if index.isMultiple(of: 5) { task?.cancel() }
                    }
                }
            }
        }
        tasks.perform(.drain, by: Requester("test"))
        try await running
        over.count()
        for reader in readers {
            let ledgers = await reader.value
            for ledger in ledgers { #expect(ledger.violations == []) }
            let last = try #require(ledgers.last)
            #expect(last.live.isEmpty)
            #expect(last.totals == tasks.totals)
            #expect(last.phase == .stopped)
        }
        #expect(tasks.totals.submitted == 1_600)
    }

    /// One subscriber that reads to the end, and beside it many that come and go. What each of them believes when it goes; the
    /// faithful one's is the last.
    private static func watch(_ tasks: BackgroundTasks, maximumBuffered: Int, until over: Counter) async -> [EventLedger] {
        let faithful = StreamReader(tasks, maximumBuffered: maximumBuffered)
        var ledgers: [EventLedger] = []
        while over.value == 0 {
            let passing = StreamReader(tasks, maximumBuffered: maximumBuffered)
            for _ in 0..<20 {
                passing.read()
                faithful.read()
                await Task.yield()
            }
            ledgers.append(passing.ledger)
        }
        faithful.read()
        return ledgers + [faithful.ledger]
    }

    @Test func `rows that are read after the moment of the snapshot say no less than it, and the events that follow fit`()
        throws
    {
        // A task that ends between the snapshot's moment and the reading of its row: the row has to look alive, and its end,
        // which is told next, has to be news.
        let machine = MachineUnderTest(maximumRunning: 3, maximumQueued: 3)
        let records = (0..<4).map { machine.accepted("\($0)") }
        let basis = machine.machine.basis(at: machine.now)
        machine.finish(records[0])
        machine.cancel(records[1])
        machine.cancel(records[2])
        machine.finish(records[2], .throwsCancelled)
        machine.finish(records[3], .throwsError)
        let rows = basis.live.inOrder.map { $0.liveTask(at: machine.now) }
        #expect(rows.map(\.state) == [.running, .cancelling, .cancelling, .running])
        var ledger = EventLedger()
        ledger.fold(TaskEvent(at: machine.now, .snapshot(basis.snapshot(of: rows))))
        let following = machine.events.drop { event in
            if case .finished = event.kind { false } else { true }
        }
        for event in following { ledger.fold(event) }
        #expect(ledger.violations == [])
        #expect(ledger.live.keys.map(\.self) == [records[1].id])
        #expect(ledger.totals == machine.machine.totals)
    }

    @Test func `a snapshot tells what a task is warned of`() throws {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 0)
        let task = machine.accepted()
        machine.add(machine.task(), by: task)
        machine.cancel(task)
        machine.advance(by: .seconds(2))
        let row = try #require(machine.machine.basis(at: machine.now).live.inOrder.first?.liveTask(at: machine.now))
        #expect(Set(row.warnings.map(\.kind)) == [.selfDeadlock, .uncooperative])
        #expect(row.isUncooperative)
    }

    @Test func `a snapshot says what process it is of, what may be done there and how things stand`() throws {
        let tasks = BackgroundTasks(
            configuration: .init(maximumRunning: 3, maximumQueued: 4, processName: "shop", host: Host()),
            logger: .silent
        )
        tasks.perform(.holdIntake, by: Requester("test"))
        let snapshot = tasks.snapshot()
        #expect(snapshot.process.name == "shop")
        #expect(snapshot.process.processID > 0)
        #expect(!snapshot.process.host.isEmpty && !snapshot.process.user.isEmpty)
        #expect(snapshot.hostActions.map(\.title) == ["Chaos"])
        #expect(snapshot.capacity == Capacity(maximumRunning: 3, maximumQueued: 4, isIntakeHeld: true))
        #expect(snapshot.drain.phase == .accepting)
        #expect(snapshot.report == nil)
    }

    private struct Host: BackgroundTasksHost {
        var actions: [HostAction] { [HostAction(id: .init(rawValue: "chaos"), title: "Chaos", summary: "Everything breaks.")] }
    }
}

extension RunnerStateMachine.SnapshotBasis {
    fileprivate func snapshot(of rows: [LiveTask]) -> TaskSnapshot {
        TaskSnapshot(
            process: ProcessDescription(name: "test", processID: 1, host: "test", user: "test", startedAt: self.at),
            anchor: TimeAnchor(instant: self.at, nanosecondsSince1970: 0),
            totals: self.totals,
            capacity: self.capacity,
            drain: self.drain,
            live: rows
        )
    }
}
