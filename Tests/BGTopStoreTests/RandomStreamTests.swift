import BGTopStore
import BackgroundWorkEvents
import TestSupport
import Testing

/// A server that does random things, watched through a buffer that is sometimes too small, against what is true.
struct RandomStreamTests {
    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func `whatever happens and whatever is lost, the store shows what is true`(seed: UInt64) {
        var server = RandomServer(seed: seed)
        var store = TaskStore(
            retention: Retention(succeededRows: 40, unsuccessfulRows: 40, names: 3),
            thresholds: WarningThresholds(
                starvedAfter: .milliseconds(50),
                starvedBeforeFirstPollAfter: .milliseconds(50)
            )
        )
        var lost: UInt64 = 0
        var starved = 0
        for _ in 0..<150 {
            server.act(times: Int.random(in: 0...40, using: &server.random))
            for event in server.read() {
                store.fold(event)
                if case .gap(let count) = event.kind { lost += count }
            }
            self.compare(store, with: server)
            #expect(store.eventsLost == lost)
            store.advance(to: server.now)
            starved += self.starved(in: store, of: server)
        }
        #expect(starved > 0, "Nobody was starved.")
        #expect(server.totals.ended > 500, "The server has done little.")
        #expect(lost > 0, "Nothing was lost.")
    }

    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func `events of tasks that come twice, or late, change nothing`(seed: UInt64) {
        var server = RandomServer(seed: seed)
        server.bufferSize = .max
        var store = TaskStore()
        var seen: [TaskEvent] = []
        for _ in 0..<60 {
            // Reads first: the store watches from the beginning.
            for event in server.read() {
                store.fold(event)
                switch event.kind {
                case .submitted, .started, .cancelRequested, .sampled, .finished: seen.append(event)
                default: break
                }
                if let late = seen.randomElement(using: &server.random) { store.fold(late) }
                if let again = seen.last { store.fold(again) }
            }
            self.compare(store, with: server)
            #expect(store.rates.submitted.count == server.totals.submitted)
            #expect(store.rates.finished.count == server.totals.ended)
            #expect(store.names.map(\.finished.total).reduce(0, +) == server.totals.ended)
            let wrong = server.tasks.values.filter { store.row($0.id)?.state != TaskRow.State($0.state) }
            #expect(wrong.isEmpty)
            server.act(times: 20)
        }
    }

    private func compare(_ store: TaskStore, with server: RandomServer) {
        #expect(store.totals == server.totals)
        #expect(store.totals.isBalanced(alive: store.alive))
        let live = server.live
        #expect(store.live.map(\.id) == live.map(\.id))
        #expect(store.live.map(\.state) == live.map { TaskRow.State($0.state) })
        #expect(store.live.map(\.startedAt) == live.map(\.startedAt))
        #expect(store.live.map(\.cancellation) == live.map(\.cancellation))
        #expect(self.rowsUnlikeTheTruth(store.live, server).isEmpty, "No sample goes back, and none is missing.")
        #expect(store.queued == live.count { $0.state == .queued })
        #expect(store.running == live.count { $0.state != .queued })
        #expect(store.cancelling == live.count { $0.state == .cancelling })
        #expect(store.names.map(\.running).reduce(0, +) == store.running)
        #expect(store.names.map(\.queued).reduce(0, +) == store.queued)
        let wrong = store.finished.filter { row in
            let truth = server.tasks[row.id]?.state.outcome
            return truth == nil || row.state != .lost && row.state.outcome != truth
        }
        #expect(wrong.isEmpty)
        let seenToTheEnd = store.finished.filter { $0.state != .lost }
        #expect(self.rowsUnlikeTheTruth(seenToTheEnd, server).isEmpty, "A row that is over has its final counters.")
        #expect(store.finished.count <= store.retention.succeededRows + store.retention.unsuccessfulRows)
    }

    /// Rows in which something else has happened inside the task than did.
    private func rowsUnlikeTheTruth(_ rows: some Sequence<TaskRow>, _ server: RandomServer) -> [BackgroundTaskID] {
        rows.filter { row in
            guard let truth = server.tasks[row.id]?.inside else { return true }
            return row.activity != truth.activity || row.nodes != truth.nodes || row.progress != truth.progress
                || row.annotations != truth.annotations || row.deliveredAt != truth.deliveredAt
        }.map(\.id)
    }

    /// - Returns: How many tasks are called starved.
    private func starved(in store: TaskStore, of server: RandomServer) -> Int {
        let starved = store.live.filter { store.isStarved($0.id) }
        let wrong = starved.filter { row in
            guard let activity = server.tasks[row.id]?.inside.activity else { return true }
            return activity.state != .ready || server.now - activity.since < store.thresholds.starvedAfter
        }
        #expect(wrong.isEmpty)
        let warning = store.warnings.first { $0.rule == "starved" }
        #expect(warning?.count ?? 0 == starved.count)
        #expect(warning?.task.map { id in starved.contains { $0.id == id } } ?? true)
        return starved.count
    }
}
