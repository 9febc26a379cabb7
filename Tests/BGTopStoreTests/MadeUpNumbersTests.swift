import BGTopStore
import BackgroundWorkEvents
import Testing

/// A server can claim any number. None of them ends the process that watches.
struct MadeUpNumbersTests {
    @Test func `totals that no server reaches can be counted on`() {
        var store = TaskStore()
        let most = TaskTotals(
            submitted: .max,
            succeeded: .max,
            failed: .max,
            cancelled: .max,
            timedOut: .max,
            discarded: .max,
            rejected: .init(full: .max, shuttingDown: .max, cancelledWaiting: .max, held: .max)
        )
        store.fold(self.snapshot(at: TaskInstant(nanoseconds: 0), totals: most))
        for (number, outcome) in TaskOutcome.allCases.enumerated() { self.life(of: UInt64(number), as: outcome, in: &store) }
        for reason in RejectionReason.allCases {
            store.fold(TaskEvent(at: TaskInstant(nanoseconds: 2), .rejected(name: "mail", reason)))
        }
        #expect(store.rates.submitted.count == UInt64(TaskOutcome.allCases.count))
        #expect(store.alive == 0)
    }

    @Test(arguments: [(Int64.min, Int64.max), (.min, .min + 1), (.max - 1, .max), (-1, 0)])
    func `from any moment on, rates can be told at any other`(start: Int64, end: Int64) {
        var store = TaskStore()
        store.fold(self.snapshot(at: TaskInstant(nanoseconds: start)))
        self.life(of: 1, as: .succeeded, in: &store, at: TaskInstant(nanoseconds: end))
        // Before the first instant of a clock that counts from its start there is no time.
        #expect(store.now == TaskInstant(nanoseconds: max(0, end)))
        #expect(store.rates.span >= .seconds(1))
        #expect(store.names.map(\.name) == ["mail"])
    }

    @Test(arguments: [Int64.max, .min, 0, 1_000_000_000_000])
    func `a task may claim to have begun at any moment, and is judged`(start: Int64) throws {
        var server = WatchedServer()
        server.run(25, taking: .seconds(1))
        for _ in 0..<25 {
            let id = server.submitAndStart()
            server.cancel(id, .handle)
            server.wait(.milliseconds(10))
            server.finish(id, .cancelled)
        }
        let instant = TaskInstant(nanoseconds: start)
        let live = [BackgroundTaskState.running, .cancelling].enumerated().map { number, state in
            LiveTask(
                task: TaskDescription(
                    id: BackgroundTaskID(rawValue: 1_000 + UInt64(number)),
                    name: "work",
                    location: .init(fileID: "Shop/Mail.swift", line: 3),
                    submittedAt: instant,
                    timeout: .seconds(Int64.max)
                ),
                state: state,
                rank: 3,
                startedAt: instant,
                cancellation: state == .cancelling ? CancellationRequest(cause: .drain, at: instant) : nil,
                sample: TaskSample(
                    id: BackgroundTaskID(rawValue: 1_000 + UInt64(number)),
                    progress: TaskProgress(fraction: number == 0 ? 1e-300 : 0.5, at: instant),
                    annotations: []
                )
            )
        }
        for deadline in [nil, instant, server.now + .seconds(3)] {
            let snapshot = WatchedServer.snapshot(at: server.now, live: live, phase: .draining, deadline: deadline)
            server.fold(.snapshot(snapshot))
            for task in live { _ = try server.verdict(on: task.task.id) }
            _ = server.store.drainForecast()
        }
    }

    private func snapshot(at instant: TaskInstant, totals: TaskTotals = TaskTotals()) -> TaskEvent {
        let snapshot = TaskSnapshot(
            process: ProcessDescription(name: "shop", processID: 9, host: "here", user: "somebody", startedAt: instant),
            anchor: TimeAnchor(instant: instant, nanosecondsSince1970: 1),
            totals: totals,
            capacity: Capacity(maximumRunning: 1, maximumQueued: 1),
            drain: DrainStatus(phase: .draining, since: instant),
            live: []
        )
        return TaskEvent(at: instant, .snapshot(snapshot))
    }

    private func life(
        of number: UInt64,
        as outcome: TaskOutcome,
        in store: inout TaskStore,
        at instant: TaskInstant = TaskInstant(nanoseconds: 1)
    ) {
        let id = BackgroundTaskID(rawValue: 1 + number)
        let task = TaskDescription(
            id: id,
            name: "mail",
            location: .init(fileID: "Shop/Mail.swift", line: 3),
            submittedAt: instant
        )
        let end = TaskEnd(
            id: id,
            rank: 2,
            outcome: outcome,
            startedAt: instant,
            endedAt: instant,
            cancellation: nil,
            errorText: nil,
            sample: TaskSample(id: id, progress: nil, annotations: [])
        )
        store.fold(TaskEvent(at: instant, .submitted(task)))
        store.fold(TaskEvent(at: instant, .started(id, rank: 1)))
        store.fold(TaskEvent(at: instant, .finished(end)))
    }
}
