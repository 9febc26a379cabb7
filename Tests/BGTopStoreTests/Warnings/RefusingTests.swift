import BGTopStore
import BackgroundWorkEvents
import Testing

/// That work is refused, whether the queue is full when somebody looks or not.
struct RefusingTests {
    private func refuse(_ count: Int, _ reason: RejectionReason, by server: inout WatchedServer) {
        for _ in 0..<count { server.fold(.rejected(name: "work", reason)) }
    }

    @Test func `how much is refused, and why, is the headline while nothing worse is wrong`() throws {
        var server = WatchedServer()
        server.wait(.seconds(60))
        for _ in 0..<10 {
            self.refuse(12, .full, by: &server)
            server.wait(.seconds(1))
        }
        let warning = try #require(server.store.warnings.first)
        #expect(warning.rule == "work refused")
        #expect(warning.summary == "12 submissions a second are refused, for want of room.")
        #expect(warning.advice.contains("queue more"))
        #expect(warning.count == 120)
        #expect(server.store.headline.text == warning.summary)
        #expect(server.store.headline.severity == .warning)
    }

    @Test func `few are counted, and are forgotten after some seconds`() {
        var server = WatchedServer()
        server.wait(.seconds(60))
        self.refuse(1, .full, by: &server)
        #expect(server.store.headline.text == "1 submission was refused in the last 10 s, for want of room.")
        self.refuse(2, .full, by: &server)
        #expect(server.store.headline.text == "3 submissions were refused in the last 10 s, for want of room.")
        server.wait(.seconds(10))
        #expect(server.store.warnings.count == 1)
        server.wait(.seconds(1))
        #expect(server.store.warnings.isEmpty)
        #expect(server.store.headline.text == "nothing is queued, nothing is known to be stuck")
    }

    @Test func `what is over is told as such, however much it was`() {
        var server = WatchedServer()
        server.wait(.seconds(60))
        self.refuse(120, .full, by: &server)
        server.wait(.seconds(1))
        #expect(server.store.headline.text == "12 submissions a second are refused, for want of room.")
        server.wait(.seconds(1))
        #expect(server.store.headline.text == "120 submissions were refused in the last 10 s, for want of room.")
    }

    @Test func `what was refused while intake was held is no reason to resume it once it is open`() throws {
        var server = WatchedServer()
        server.fold(.capacityChanged(Capacity(maximumRunning: 4, maximumQueued: 8, isIntakeHeld: true, callersWaiting: 0)))
        self.refuse(20, .held, by: &server)
        #expect(try #require(server.store.warnings.first).advice.hasPrefix("Resume intake"))
        server.fold(.capacityChanged(Capacity(maximumRunning: 4, maximumQueued: 8, isIntakeHeld: false, callersWaiting: 0)))
        let warning = try #require(server.store.warnings.first)
        #expect(warning.summary == "20 submissions were refused in the last 10 s, with intake held.")
        #expect(warning.advice == "Intake is open again.")
    }

    @Test func `what refuses now is the reason that is told, though something else did before and did so more often`() {
        var server = WatchedServer(maximumQueued: 8)
        server.fold(.capacityChanged(Capacity(maximumRunning: 4, maximumQueued: 8, isIntakeHeld: true, callersWaiting: 0)))
        server.wait(.seconds(60))
        self.refuse(100, .held, by: &server)
        server.fold(.capacityChanged(Capacity(maximumRunning: 4, maximumQueued: 8, isIntakeHeld: false, callersWaiting: 0)))
        server.wait(.seconds(2))
        self.refuse(1, .full, by: &server)
        #expect(server.store.headline.text == "101 submissions were refused in the last 10 s, with intake held.")
        self.refuse(29, .full, by: &server)
        #expect(server.store.headline.text == "3 submissions a second are refused, for want of room.")
    }

    @Test func `how much is refused is said as exactly as a gauge shows it`() {
        var server = WatchedServer()
        server.wait(.seconds(2))
        self.refuse(9, .full, by: &server)
        #expect(server.store.headline.text == "4.5 submissions a second are refused, for want of room.")
        self.refuse(21, .full, by: &server)
        #expect(server.store.headline.text == "15 submissions a second are refused, for want of room.")
    }

    @Test func `who has the queue when work is refused is named, also when it has none of it any more`() throws {
        var server = WatchedServer(maximumQueued: 10)
        server.wait(.seconds(60))
        let flood = (0..<8).map { _ in server.submit("import-row") }
        for name in ["a", "b"] { server.submit(name) }
        self.refuse(2, .full, by: &server)
        for id in flood {
            server.start(id)
            server.finish(id)
        }
        server.wait(.seconds(1))
        // A smaller crowd later is not why most was refused.
        server.submit("a")
        self.refuse(1, .full, by: &server)
        let warning = try #require(server.store.warnings.first)
        let who = "import-row had 8 of 10 places in the queue"
        #expect(warning.summary == "3 submissions were refused in the last 10 s: \(who).")
        #expect(warning.name == "import-row")
    }

    @Test func `who had the queue is named for as long as what was refused then is counted`() {
        var server = WatchedServer(maximumQueued: 10)
        server.wait(.seconds(60))
        let flood = (0..<8).map { _ in server.submit("import-row") }
        self.refuse(2, .full, by: &server)
        for id in flood {
            server.start(id)
            server.finish(id)
        }
        server.wait(.seconds(5))
        for _ in 0..<3 { server.submit("send-email") }
        self.refuse(1, .full, by: &server)
        server.wait(.milliseconds(5_900))
        #expect(
            server.store.headline.text
                == "3 submissions were refused in the last 10 s: import-row had 8 of 8 places in the queue."
        )
        server.wait(.milliseconds(200))
        #expect(
            server.store.headline.text
                == "1 submission was refused in the last 10 s: send-email had 3 of 3 places in the queue."
        )
    }

    @Test func `who had the queue long ago is not to blame`() {
        var server = WatchedServer(maximumQueued: 2)
        server.wait(.seconds(60))
        let flood = (0..<2).map { _ in server.submit("import-row") }
        self.refuse(1, .full, by: &server)
        for id in flood {
            server.start(id)
            server.finish(id)
        }
        server.wait(.seconds(11))
        self.refuse(1, .full, by: &server)
        #expect(server.store.headline.text == "1 submission was refused in the last 10 s, for want of room.")
    }

    @Test(arguments: [
        (["a", "a", "b", "b", "c"], nil), (["a", "a", "a", "b", "b", "c", "d", "e"], "a"), (["a", "b", "c", "d"], nil),
    ])
    func `who has a third of the queue, and far more than any other, is named`(names: [String], culprit: String?) {
        var server = WatchedServer(maximumQueued: names.count)
        server.wait(.seconds(60))
        for name in names { server.submit(name) }
        self.refuse(1, .full, by: &server)
        #expect(server.store.warnings.first?.name == culprit)
    }

    @Test func `where no name has far more of the queue than the others none is named`() {
        var server = WatchedServer(maximumQueued: 5)
        server.wait(.seconds(60))
        for name in ["a", "a", "b", "b", "c"] { server.submit(name) }
        self.refuse(1, .full, by: &server)
        #expect(server.store.headline.text == "1 submission was refused in the last 10 s, for want of room.")
        #expect(server.store.warnings.last?.summary == "The queue is full: 5 tasks wait, the longest for 0 ms.")
    }

    @Test func `that the queue is full right now comes second`() {
        var server = WatchedServer(maximumQueued: 1)
        server.submit()
        self.refuse(1, .full, by: &server)
        #expect(server.store.warnings.map(\.rule) == ["work refused", "queue full"])
    }

    @Test(arguments: [
        (RejectionReason.held, "with intake held", "Resume intake"),
        (.cancelledWaiting, "their callers having given up waiting", "wait in add for too long"),
    ])
    func `the commonest reason is named, with what to do about that`(
        reason: RejectionReason,
        cause: String,
        advice: String
    ) throws {
        var server = WatchedServer()
        server.fold(.capacityChanged(Capacity(maximumRunning: 4, maximumQueued: 8, isIntakeHeld: true, callersWaiting: 0)))
        self.refuse(2, .full, by: &server)
        self.refuse(3, reason, by: &server)
        let warning = try #require(server.store.warnings.first)
        #expect(warning.summary == "3 submissions a second are refused, \(cause).")
        #expect(warning.advice.contains(advice))
    }

    @Test func `what a shutdown refuses is its purpose`() {
        var server = WatchedServer()
        self.refuse(5, .full, by: &server)
        server.enter(.draining)
        self.refuse(5, .shuttingDown, by: &server)
        #expect(server.store.warnings.isEmpty)
    }

    @Test func `what was refused while events were lost counts from when it is known`() {
        var server = WatchedServer()
        server.wait(.seconds(60))
        let totals = TaskTotals(
            submitted: 0,
            succeeded: 0,
            failed: 0,
            cancelled: 0,
            timedOut: 0,
            discarded: 0,
            rejected: .init(full: 1, held: 4)
        )
        server.fold(.snapshot(WatchedServer.snapshot(at: server.now, totals: totals)))
        #expect(server.store.headline.text == "5 submissions were refused in the last 10 s, with intake held.")
    }
}
