import BGTopStore
import BackgroundWorkEvents
import Testing

/// What is known of a process while nothing comes of it, and afterwards.
@Suite struct InterruptionTests {
    private static let lost = Interruption(reason: "The connection was closed.", isRetrying: true)
    private static let over = Interruption(reason: "Nothing listens any more.", isRetrying: false)

    private func snapshot(of server: WatchedServer, _ live: [LiveTask] = [], totals: TaskTotals? = nil) -> TaskEvent.Kind {
        .snapshot(WatchedServer.snapshot(at: server.now, totals: totals ?? server.store.totals, live: live))
    }

    @Test func `nothing gets older while nobody sees it, whatever the clock says`() {
        var server = WatchedServer()
        let id = server.submitAndStart()
        server.wait(.seconds(2))
        server.fold(.interrupted(Self.lost))
        server.wait(.seconds(3_600))
        // A further attempt that failed is no news of the process.
        server.fold(.interrupted(Self.lost))
        #expect(server.store.row(id)?.age(at: server.store.now) == .seconds(2))
        #expect(server.store.alive == 1)
        #expect(server.store.row(id)?.state == .running)
    }

    @Test func `of all warnings only the interruption is left, and it is the headline`() {
        var server = WatchedServer(maximumQueued: 1)
        server.warn(server.submitAndStart("hang"), .uncooperative)
        server.submit()
        server.fold(.rejected(name: "work", .full))
        #expect(server.store.warnings.count > 1)
        server.fold(.interrupted(Self.lost))
        #expect(server.store.warnings.map(\.rule) == ["no connection"])
        #expect(server.store.headline.text == "The connection was closed.")
        #expect(server.store.headline.severity == .warning)
        server.fold(.interrupted(Self.over))
        #expect(server.store.warnings.map(\.rule) == ["process ended"])
        #expect(server.store.headline.severity == .critical)
    }

    @Test func `that a process ends whose shutdown was over is only worth knowing`() {
        var server = WatchedServer()
        let report = DrainReport(
            totals: TaskTotals(),
            draining: .seconds(1),
            cancelling: .zero,
            requestedBy: nil,
            failed: .init(),
            cancelled: .init(),
            discarded: .init(),
            uncooperative: .init(),
            slowest: [],
            alive: .init(),
            eventsLost: 0
        )
        server.enter(.stopped)
        server.fold(.stopped(report))
        server.fold(.interrupted(Self.over))
        #expect(server.store.headline.severity == .notice)
        #expect(server.store.report == report)
    }

    @Test func `before the first snapshot, too, it is known why there is nothing`() {
        var store = TaskStore()
        store.fold(TaskEvent(at: TaskInstant(nanoseconds: 5), .interrupted(Self.lost)))
        #expect(store.headline.text == "The connection was closed.")
    }

    @Test func `a snapshot of the same process ends it, and what ended unseen is marked so`() {
        var server = WatchedServer()
        let gone = server.submitAndStart()
        let stays = server.submitAndStart()
        server.fold(.interrupted(Self.lost))
        server.wait(.seconds(30))
        server.fold(self.snapshot(of: server, [server.live(stays)]))
        #expect(server.store.interruption == nil)
        #expect(server.store.now == server.now)
        #expect(server.store.live.map(\.id) == [stays])
        #expect(server.store.row(gone)?.state == .lost)
        #expect(server.store.row(stays)?.age(at: server.store.now) == .seconds(30))
    }

    /// A task that was ready for a moment when the connection broke, and is so when it is back, need not have been all the time.
    @Test func `what seems to have lasted through an interruption is no warning`() {
        var server = WatchedServer()
        server.run(20, "work", taking: .milliseconds(10))
        let (ready, waiting) = (server.submitAndStart(), server.submitAndStart())
        let activities = [TaskActivity(state: .ready, since: server.now), TaskActivity(state: .waiting, since: server.now)]
        for (id, activity) in zip([ready, waiting], activities) {
            server.fold(.sampled([TaskSample(id: id, progress: nil, annotations: [], activity: activity)]))
        }
        server.fold(.interrupted(Self.lost))
        for _ in 0..<600 { server.wait(.milliseconds(100)) }
        #expect(!server.store.isStarved(ready) && !server.store.isStuck(waiting))
        let live = zip([ready, waiting], activities).map { server.live($0, activity: $1) }
        server.fold(self.snapshot(of: server, live))
        server.wait(.milliseconds(100))
        #expect(server.store.warnings.isEmpty)
        // What goes on from there is seen again.
        for _ in 0..<30 { server.wait(.milliseconds(100)) }
        #expect(server.store.warnings.map(\.rule) == ["starved"])
    }

    /// All of it in the second in which it became known would be a storm that never was.
    @Test func `what happened unseen is counted at an even rate, and nothing is said to be refused now`() {
        var server = WatchedServer()
        server.fold(.interrupted(Self.lost))
        server.wait(.seconds(119))
        let totals = TaskTotals(
            submitted: 1_200,
            succeeded: 1_200,
            failed: 0,
            cancelled: 0,
            timedOut: 0,
            discarded: 0,
            rejected: .init(full: 120)
        )
        server.fold(self.snapshot(of: server, totals: totals))
        #expect(server.store.totals == totals)
        #expect(server.store.rates.finished.series == [Double](repeating: 10, count: 60))
        #expect(server.store.rates.refused.count == 61)
        #expect(server.store.warnings.isEmpty)
    }

    @Test(arguments: [1 as UInt64, 7, 1_000, .max])
    func `however many there were, none is counted twice`(count: UInt64) {
        var server = WatchedServer()
        server.fold(.interrupted(Self.lost))
        server.wait(.seconds(9))
        let totals = TaskTotals(
            submitted: count,
            succeeded: count,
            failed: 0,
            cancelled: 0,
            timedOut: 0,
            discarded: 0,
            rejected: .init()
        )
        server.fold(self.snapshot(of: server, totals: totals))
        // No second holds more than a counter can.
        #expect(server.store.rates.finished.count == min(count, 10 * UInt64(UInt32.max)))
    }

    @Test(arguments: [1, 500_000_000_000, 5_000_000_000_000] as [Int64])
    func `the process that comes next has a clock of its own, and nothing of the old one`(now: Int64) {
        var server = WatchedServer()
        server.run(3, taking: .seconds(1))
        server.warn(server.submitAndStart(), .uncooperative)
        server.fold(.interrupted(Self.over))
        let next = ProcessDescription(
            name: "server",
            processID: 4_300,
            host: "here",
            user: "somebody",
            startedAt: TaskInstant(nanoseconds: now)
        )
        let instant = TaskInstant(nanoseconds: now)
        let before = server.store
        let snapshot = WatchedServer.snapshot(at: instant, process: next)
        #expect(before.isSucceeded(by: snapshot))
        server.store.fold(TaskEvent(at: instant, .snapshot(snapshot)))
        server.store.advance(to: instant.advanced(by: .milliseconds(100)))
        #expect(server.store.process == next)
        #expect(server.store.now == instant.advanced(by: .milliseconds(100)))
        #expect(server.store.alive == 0 && server.store.finished.isEmpty && server.store.names.isEmpty)
        #expect(server.store.interruption == nil && server.store.warnings.isEmpty)
        #expect(server.store.rates.finished.count == 0)
        // Whoever has kept the old one still has all of it.
        #expect(before.process == WatchedServer.process && before.alive == 1 && before.finished.count == 3)
    }

    @Test func `a process with a name that is too long is not taken for another at every snapshot`() {
        var store = TaskStore()
        let process = ProcessDescription(
            name: String(repeating: "n", count: 100_000),
            processID: 1,
            host: "here",
            user: "somebody",
            startedAt: TaskInstant(nanoseconds: 1)
        )
        let snapshot = WatchedServer.snapshot(at: TaskInstant(nanoseconds: 2), process: process)
        store.fold(TaskEvent(at: TaskInstant(nanoseconds: 2), .snapshot(snapshot)))
        #expect(!store.isSucceeded(by: snapshot))
    }
}
