import BGTopStore
import BackgroundWorkEvents
import Testing

@testable import BGTopDashboard

/// What the table says of a task: its state in a word, and the one thing that it does.
@Suite struct DoingTests {
    private func doing(_ sitting: Sitting, _ id: BackgroundTaskID) -> String? {
        sitting.model.store.row(id)?.doing(in: sitting.model.store).text
    }

    private func state(_ sitting: Sitting, _ id: BackgroundTaskID) -> String? {
        sitting.model.store.row(id)?.stateWord(in: sitting.model.store).text
    }

    /// One that is in `state` since now.
    private func activity(_ sitting: Sitting, _ state: TaskActivity.State, children: UInt32? = 0) -> TaskActivity {
        TaskActivity(state: state, since: sitting.now, children: children)
    }

    @Test(arguments: [(TaskActivity.State.running, "running"), (.ready, "ready"), (.waiting, "waiting")])
    func `the state of what runs is what it does with threads`(state: TaskActivity.State, word: String) {
        var sitting = Sitting()
        let id = sitting.run("a")
        #expect(self.state(sitting, id) == "running")
        sitting.sample(id, activity: self.activity(sitting, state))
        #expect(self.state(sitting, id) == word)
        sitting.wait(.milliseconds(100))
        #expect(sitting.screen.contains(" \(word) "))
    }

    @Test func `what keeps a thread too long is blocking, and it is said how long`() {
        var sitting = Sitting()
        let id = sitting.run("a")
        sitting.sample(id, activity: self.activity(sitting, .running))
        let blocked = PoolStatus.BlockedThread(task: id, since: sitting.now)
        sitting.wait(.milliseconds(2_100))
        sitting.tell(.pools([PoolStatus(pool: .library, width: 4, busy: 1, lag: .zero, blockedThreads: [blocked])]))
        #expect(self.state(sitting, id) == "blocking")
        #expect(self.doing(sitting, id) == "this poll 2.1 s")
    }

    @Test func `what a warning is about is marked: who gets no thread is`() throws {
        var sitting = Sitting()
        let id = sitting.run("a")
        sitting.sample(id, activity: self.activity(sitting, .ready))
        func isMarked() -> Bool? { sitting.model.store.row(id)?.isInTrouble(in: sitting.model.store) }
        sitting.wait(.milliseconds(100))
        #expect(isMarked() == false)
        for _ in 1...30 { sitting.wait(.milliseconds(100)) }
        #expect(sitting.model.store.warnings.map(\.rule) == ["starved"])
        #expect(isMarked() == true)
        sitting.sample(id, activity: self.activity(sitting, .running))
        sitting.wait(.milliseconds(100))
        #expect(isMarked() == false)
    }

    @Test func `what was asked to stop is cancelling, whatever it does with threads`() {
        var sitting = Sitting()
        let id = sitting.run("a")
        sitting.sample(id, activity: self.activity(sitting, .running), nodes: [sitting.node(1, "bank")])
        sitting.askToStop(id, .timeout(.seconds(2)))
        sitting.wait(.milliseconds(140))
        #expect(self.state(sitting, id) == "cancelling")
        #expect(self.doing(sitting, id) == "asked 140 ms ago by timeout, in \"bank\"")
    }

    @Test func `the innermost open part comes before everything that a thread could tell`() {
        var sitting = Sitting()
        let id = sitting.run("a")
        let outer = sitting.node(1, "request")
        sitting.wait(.milliseconds(500))
        let inner = sitting.node(2, "upload", in: 1)
        sitting.sample(
            id,
            activity: self.activity(sitting, .ready),
            nodes: [outer, inner],
            annotations: [.init("file", "a.png")]
        )
        sitting.wait(.milliseconds(3_200))
        #expect(self.doing(sitting, id) == "in \"upload\" 3.2 s")
    }

    @Test func `of several open parts the oldest is named`() {
        var sitting = Sitting()
        let id = sitting.run("a")
        var nodes = [sitting.node(1, "resize"), sitting.node(2, "256px", in: 1)]
        sitting.wait(.milliseconds(1))
        nodes += [sitting.node(3, "512px", in: 1), sitting.node(4, "1024px", in: 1)]
        nodes[1].endedAt = sitting.now
        sitting.sample(id, nodes: nodes)
        #expect(self.doing(sitting, id) == "2 children, oldest \"512px\"")
    }

    @Test func `a part that escaped is not what the task does`() {
        var sitting = Sitting()
        let id = sitting.run("a")
        sitting.sample(id, activity: self.activity(sitting, .waiting), nodes: [sitting.node(1, "audit", isEscaped: true)])
        sitting.wait(.seconds(1))
        #expect(self.doing(sitting, id) == "suspended for 1.0 s")
        #expect(sitting.screen.contains("!>"))
    }

    @Test func `a poll is called one only where nobody else could have had a turn`() {
        var sitting = Sitting()
        let ids = [sitting.run("alone"), sitting.run("with children"), sitting.run("who knows")]
        for (id, children) in zip(ids, [0, 3, nil] as [UInt32?]) {
            sitting.sample(id, activity: self.activity(sitting, .running, children: children))
        }
        sitting.wait(.milliseconds(300))
        #expect(ids.map { self.doing(sitting, $0) } == ["this poll 300 ms", "on threads for 300 ms", "on threads for 300 ms"])
    }

    @Test func `waiting for a thread comes before what the task said, which comes before silence`() {
        var sitting = Sitting()
        let id = sitting.run("a")
        sitting.sample(id, activity: self.activity(sitting, .ready), annotations: [.init("page", "31")])
        sitting.wait(.milliseconds(38))
        #expect(self.doing(sitting, id) == "ready for 38 ms")
        var later = self.activity(sitting, .waiting)
        later.nanoseconds.ready = 38_000_000
        sitting.sample(id, activity: later, annotations: [.init("page", "31")])
        sitting.wait(.milliseconds(500))
        #expect(self.doing(sitting, id) == "page 31")
    }

    @Test func `the queued know their place`() {
        var sitting = Sitting()
        for _ in 0..<3 { sitting.submit("a") }
        sitting.wait(.milliseconds(100))
        for place in ["1st in the queue", "2nd in the queue", "3rd in the queue"] { #expect(sitting.screen.contains(place)) }
        sitting.start(1)
        sitting.wait(.milliseconds(100))
        #expect(sitting.screen.contains("2nd in the queue") && !sitting.screen.contains("3rd in the queue"))
    }

    @Test func `what timed out says where it was`() {
        var sitting = Sitting()
        let id = sitting.run("a", timeout: .seconds(2))
        var node = sitting.node(1, "bank")
        sitting.wait(.seconds(2))
        sitting.askToStop(id, .timeout(.seconds(2)))
        node.deliveredAt = sitting.now
        sitting.sample(id, nodes: [node])
        sitting.end(id, .timedOut, errorText: "CancellationError()")
        #expect(self.doing(sitting, id) == "after 2.0 s, in \"bank\"")
    }

    @Test func `children that could not be told apart are a question mark, never a number`() {
        var sitting = Sitting(size: Size(columns: 220, rows: 24))
        sitting.sample(sitting.run("a"), activity: self.activity(sitting, .waiting, children: nil))
        sitting.wait(.milliseconds(100))
        #expect(sitting.screen.contains("KIDS") && sitting.screen.contains(" ? "))
    }

    @Test(arguments: [
        (1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (21, "21st"), (1_013, "1,013th"),
    ])
    func `a place has its ending`(place: Int, text: String) {
        #expect(place.ordinal == text)
    }
}
