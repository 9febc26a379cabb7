import BGTopStore
import BackgroundWorkEvents
import Testing

struct WarningTests {
    private func warning(_ rule: String, in store: TaskStore) -> RowWarning? {
        store.warnings.first { $0.rule == rule }
    }

    private func library(
        blocked: [PoolStatus.BlockedThread] = [],
        since: TaskInstant? = nil,
        lag: Duration = .seconds(1)
    ) -> PoolStatus {
        PoolStatus(pool: .library, width: 4, busy: 4, lag: lag, blockedThreads: blocked, blockedSince: since)
    }

    @Test func `a server at work is told to be fine`() {
        var server = WatchedServer()
        server.run(100, taking: .milliseconds(10))
        server.submitAndStart()
        server.fold(.pools([self.library()]))
        #expect(server.store.warnings.isEmpty)
        #expect(server.store.headline.text == "nothing is queued, nothing is known to be stuck")
        #expect(server.store.headline.severity == nil)
    }

    @Test func `what waits is said where nothing is wrong`() {
        var server = WatchedServer()
        let first = server.submit()
        server.wait(.milliseconds(40))
        #expect(server.store.headline.text == "1 task waits in the queue, for 40 ms")
        server.submit()
        #expect(server.store.headline.text == "2 tasks wait in the queue, the longest for 40 ms")
        #expect(server.store.headline.task == first)
        #expect(server.store.headline.severity == nil)
    }

    @Test func `the queue is full from its last place on, and no sooner`() throws {
        var server = WatchedServer(maximumQueued: 3)
        let first = server.submit()
        server.submit()
        #expect(self.warning("queue full", in: server.store) == nil)
        server.submit()
        let warning = try #require(self.warning("queue full", in: server.store))
        #expect(warning.severity == .warning)
        #expect(warning.task == first)
        #expect(warning.summary == "The queue is full: 3 tasks wait, all of them work, the longest for 0 ms.")
        server.start(first)
        #expect(self.warning("queue full", in: server.store) == nil)
    }

    @Test func `a queue without places, or of a server that shuts down, is not called full`() {
        var server = WatchedServer(maximumQueued: 0)
        server.submitAndStart()
        #expect(server.store.warnings.isEmpty)
        var stopping = WatchedServer(maximumQueued: 1)
        stopping.submit()
        stopping.enter(.draining)
        #expect(stopping.store.warnings.isEmpty)
    }

    @Test func `callers that wait are counted`() {
        var server = WatchedServer()
        server.fold(.capacityChanged(Capacity(maximumRunning: 1, maximumQueued: 1, callersWaiting: 7)))
        #expect(self.warning("callers waiting", in: server.store)?.count == 7)
        #expect(server.store.headline.text == "7 callers wait in add until there is room.")
        server.fold(.capacityChanged(Capacity(maximumRunning: 1, maximumQueued: 1, callersWaiting: 0)))
        #expect(server.store.warnings.isEmpty)
    }

    @Test func `callers that wait while intake is held wait for it to be resumed, not for room`() throws {
        var server = WatchedServer()
        server.fold(.capacityChanged(Capacity(maximumRunning: 9, maximumQueued: 9, isIntakeHeld: true, callersWaiting: 7)))
        #expect(server.store.headline.text == "7 callers wait in add until intake is resumed.")
        #expect(try #require(self.warning("callers waiting", in: server.store)).advice.contains("Resume intake"))
        server.fold(.capacityChanged(Capacity(maximumRunning: 9, maximumQueued: 9, callersWaiting: 1)))
        #expect(server.store.headline.text == "1 caller waits in add until there is room.")
        #expect(try #require(self.warning("callers waiting", in: server.store)).advice.contains("Submit less"))
    }

    @Test func `a name fails repeatedly from five failures in a minute that are more than half`() throws {
        var server = WatchedServer()
        server.run(4, "pay", taking: .seconds(1), .failed)
        #expect(server.store.warnings.isEmpty)
        server.run(1, "pay", taking: .seconds(1), .timedOut)
        let warning = try #require(self.warning("failing repeatedly", in: server.store))
        #expect(warning.summary == "pay failed 5 times out of 5 in the last minute.")
        #expect(warning.name == "pay")
        #expect(warning.task == 5)
        server.run(5, "pay", taking: .seconds(1))
        #expect(server.store.warnings.isEmpty)
    }

    @Test func `with what a name fails most often is told with it`() {
        var server = WatchedServer()
        for text in ["no route to host", "bank is closed", "bank is closed", "bank is closed", "no route to host"] {
            server.finish(server.submitAndStart("pay"), .failed, errorText: text)
        }
        #expect(server.store.headline.text == "pay failed 5 times out of 5 in the last minute: bank is closed.")
    }

    @Test func `what it failed with before that minute is no reason, nor is it where most have timed out`() {
        var server = WatchedServer()
        for _ in 0..<50 { server.finish(server.submitAndStart("pay"), .failed, errorText: "bank is closed") }
        server.wait(.seconds(62))
        for _ in 0..<5 { server.finish(server.submitAndStart("pay"), .failed, errorText: "no route to host") }
        #expect(server.store.headline.text == "pay failed 5 times out of 5 in the last minute: no route to host.")
        server.run(6, "pay", taking: .seconds(1), .timedOut)
        #expect(server.store.headline.text == "pay failed 11 times out of 11 in the last minute.")
    }

    @Test func `failures are forgotten after a minute, and what was asked to stop has not failed`() {
        var server = WatchedServer()
        server.run(6, "pay", taking: .milliseconds(1), .cancelled)
        #expect(server.store.warnings.isEmpty)
        server.run(6, "pay", taking: .milliseconds(1), .failed)
        server.run(1, "fine", taking: .milliseconds(1))
        #expect(server.store.warnings.isEmpty, "6 of 12 are not more than half")
        server.run(1, "pay", taking: .milliseconds(1), .failed)
        #expect(server.store.warnings.count == 1)
        server.wait(.seconds(62))
        #expect(server.store.warnings.isEmpty)
    }

    @Test func `a thread that is held points at its task, the longest first`() throws {
        var server = WatchedServer()
        let id = server.submitAndStart("sync-ledger")
        let since = server.now
        server.wait(.milliseconds(2_100))
        let other = PoolStatus.BlockedThread(task: server.submitAndStart(), since: server.now)
        server.fold(.pools([self.library(blocked: [other, .init(task: id, since: since)])]))
        let warning = try #require(self.warning("thread held", in: server.store))
        #expect(warning.summary == "sync-ledger 1 has held a pool thread for 2.1 s without a suspension.")
        #expect(warning.count == 2)
        #expect(warning.task == id)
        #expect(server.store.headline.severity == .warning)
        server.fold(.pools([self.library()]))
        #expect(server.store.warnings.isEmpty)
    }

    @Test func `a thread that no task holds is nobody's trouble: it may do one thing after the other for many`() {
        var server = WatchedServer()
        let since = server.now
        server.wait(.seconds(60))
        server.fold(.pools([self.library(blocked: [.init(task: nil, since: since)])]))
        #expect(server.store.warnings.isEmpty)
    }

    @Test func `who waits for itself stops all work only where nobody is left who could make room`() throws {
        var server = WatchedServer(maximumRunning: 2)
        let (first, second) = (server.submitAndStart(), server.submitAndStart())
        server.warn(first, .selfDeadlock)
        #expect(server.store.warnings.map(\.rule) == ["self-deadlock"])
        #expect(server.store.warnings.map(\.severity) == [.warning])
        server.warn(second, .selfDeadlock)
        #expect(server.store.warnings.map(\.severity) == [.critical])
        server.warn(second, .selfDeadlock, isRaised: false)
        #expect(server.store.warnings.map(\.severity) == [.warning])
        server.finish(second)
        #expect(server.store.warnings.map(\.severity) == [.critical])
    }

    @Test func `a pool that takes nothing is worse than a thread that is held`() throws {
        var server = WatchedServer()
        let id = server.submitAndStart("blocker")
        let thread = PoolStatus.BlockedThread(task: id, since: server.now)
        let since = server.now
        server.wait(.seconds(3))
        server.fold(.pools([self.library(blocked: [thread], since: since)]))
        #expect(server.store.warnings.map(\.rule) == ["pool blocked", "thread held"])
        #expect(server.store.headline.text == "blocker 1 has held the pool of background tasks for 3.0 s.")
        #expect(server.store.headline.task == id)
        #expect(server.store.headline.severity == .critical)
    }

    @Test func `where no work waits for the threads that are held, none stands still`() {
        var server = WatchedServer()
        server.fold(.pools([self.library(since: server.now, lag: .milliseconds(499))]))
        #expect(server.store.warnings.map(\.severity) == [.warning])
        server.fold(.pools([self.library(since: server.now, lag: .milliseconds(500))]))
        #expect(server.store.warnings.map(\.severity) == [.critical])
    }

    @Test func `whether Swift's pool is blocked or has much to do is not known before it takes long`() {
        var server = WatchedServer()
        server.stickGlobalPool(priority: 21)
        server.watch(for: .milliseconds(4_900))
        #expect(server.store.warnings.map(\.severity) == [.warning])
        server.watch(for: .milliseconds(100))
        #expect(server.store.warnings.map(\.severity) == [.critical])
    }

    @Test func `two pools that take nothing are two troubles, however many priorities Swift's has`() {
        var server = WatchedServer()
        let since = server.now
        server.wait(.seconds(3))
        let global = [25, 21].map {
            PoolStatus(pool: .global(priority: $0), width: nil, busy: nil, lag: .seconds(1), blockedSince: server.now)
        }
        server.fold(.pools([self.library(since: since)] + global))
        server.wait(.seconds(1))
        #expect(server.store.warnings.map(\.rule) == ["pool blocked", "Swift's pool held up"])
        #expect(
            server.store.warnings.map(\.summary) == [
                "The pool of background tasks has not taken new work for 4.0 s.",
                "Swift's global pool at priority high, and at 1 more, has not taken new work for 1.0 s.",
            ]
        )
        #expect(server.store.warnings.map(\.count) == [1, 2])
    }

    @Test(arguments: [
        (UInt8(33), "userInteractive"), (25, "high"), (21, "medium"), (17, "low"), (9, "background"), (30, "30"),
    ])
    func `a priority is named as people name it, where it has a name`(priority: UInt8, name: String) {
        var server = WatchedServer()
        let since = server.now
        server.fold(
            .pools([PoolStatus(pool: .global(priority: priority), width: nil, busy: nil, lag: .seconds(1), blockedSince: since)]
            )
        )
        #expect(server.store.headline.text == "Swift's global pool at priority \(name) has not taken new work for 0 ms.")
    }

    @Test func `the headline is that of the warnings that are listed`() {
        var server = WatchedServer()
        server.fold(.pools([self.library(blocked: [], since: server.now)]))
        let warnings = server.store.warnings
        #expect(server.store.headline(of: warnings) == server.store.headline)
        #expect(server.store.headline(of: warnings).severity == .critical)
        #expect(server.store.headline(of: []).text == "nothing is queued, nothing is known to be stuck")
    }

    @Test(arguments: [
        (TaskWarning.Kind.selfDeadlock, "self-deadlock", "work 1 waits for a place in the very pool in which it holds one."),
        (.uncooperative, "ignores cancellation", "work 1 was asked to stop 1.5 s ago, and runs on."),
        (
            .blockingHandler, "blocking cancellation handler",
            "A cancellation handler of work 1 blocks the thread that delivers cancellation."
        ),
    ])
    func `what the library warns of is raised until it is taken back`(kind: TaskWarning.Kind, rule: String, summary: String) {
        var server = WatchedServer()
        let first = server.submitAndStart()
        let second = server.submitAndStart()
        server.cancel(first)
        server.wait(.milliseconds(1_500))
        server.warn(second, kind)
        server.warn(first, kind)
        server.warn(first, kind)
        #expect(server.store.warnings.map(\.rule) == [rule])
        #expect(server.store.warnings.map(\.summary) == [summary])
        #expect(server.store.warnings.map(\.count) == [2])
        #expect(server.store.row(first)?.warnings.count == 1)
        server.warn(first, kind, isRaised: false)
        #expect(server.store.warnings.map(\.task) == [second])
        server.finish(second)
        #expect(server.store.warnings.isEmpty)
    }

    @Test func `that intake is held is worth a notice, and no more`() {
        var server = WatchedServer()
        server.fold(.capacityChanged(Capacity(maximumRunning: 1, maximumQueued: 1, isIntakeHeld: true, callersWaiting: 1)))
        #expect(server.store.warnings.map(\.rule) == ["callers waiting", "intake held"])
        server.enter(.draining)
        #expect(server.store.warnings.map(\.rule) == ["callers waiting"])
    }

    @Test func `every warning says what to do in a sentence, and first of all so that it fits into a line`() {
        var server = WatchedServer(maximumQueued: 1)
        let id = server.submitAndStart()
        server.submit()
        for kind in [TaskWarning.Kind.selfDeadlock, .uncooperative, .blockingHandler] { server.warn(id, kind) }
        server.fold(.pools([self.library(blocked: [.init(task: id, since: server.now)], since: server.now)]))
        server.fold(.capacityChanged(Capacity(maximumRunning: 1, maximumQueued: 1, isIntakeHeld: true, callersWaiting: 1)))
        server.run(5, taking: .milliseconds(1), .failed)
        server.fold(.rejected(name: "work", .full))
        let outside = server.store.warnings
        #expect(outside.count == 10)

        var inside = WatchedServer()
        inside.run(20, taking: .milliseconds(100))
        let (ready, waiting, looping) = (inside.submitAndStart(), inside.submitAndStart(), inside.submitAndStart())
        inside.see(waiting, .waiting)
        inside.watch(for: .seconds(50))
        inside.see(ready, .ready, polls: 2, long: [.milliseconds(310)], nodes: [inside.node(1, "mirror", isEscaped: true)])
        inside.see(looping, .waiting, polls: 2)
        inside.watch(for: .seconds(1))
        #expect(inside.store.warnings.count == 5)

        let warnings = outside + inside.store.warnings
        #expect(Set(warnings.map(\.rule)).count == 15)
        for listed in [outside, inside.store.warnings] {
            #expect(listed.map(\.severity) == listed.map(\.severity).sorted(by: >))
        }
        for warning in warnings {
            #expect(warning.advice.hasSuffix(".") && warning.summary.hasSuffix("."), "\(warning.rule)")
            // A screen of 80 columns has no room for more beside what leads to the rest.
            let action = warning.advice.prefix { $0 != ":" && $0 != ";" }
            #expect(action.count <= 64, "\(warning.rule): \(action)")
        }
    }

    @Test func `what has ended holds no thread, whatever the pool has not yet said`() {
        var server = WatchedServer()
        let id = server.submitAndStart()
        server.fold(.pools([self.library(blocked: [.init(task: id, since: server.now)])]))
        #expect(server.store.warnings.map(\.rule) == ["thread held"])
        server.finish(id)
        #expect(server.store.warnings.isEmpty)
    }

    @Test func `how many failures are too many is what was set`() {
        var server = WatchedServer()
        server.store.thresholds.failures = 2
        server.store.thresholds.failedShare = 0.9
        server.run(2, "pay", taking: .milliseconds(1), .failed)
        #expect(server.store.warnings.map(\.rule) == ["failing repeatedly"])
        server.run(1, "pay", taking: .milliseconds(1))
        #expect(server.store.warnings.isEmpty)
    }

    @Test func `what was set outlives the process that was watched`() {
        var server = WatchedServer()
        server.store.thresholds.failures = 2
        let other = ProcessDescription(name: "next", processID: 7, host: "here", user: "somebody", startedAt: server.now)
        server.fold(.snapshot(WatchedServer.snapshot(at: server.now, process: other)))
        #expect(server.store.thresholds.failures == 2)
    }
}
