import BGTopStore
import BackgroundWorkEvents
import Testing

@testable import BGTopDashboard

/// What somebody sees, and can do, while nothing comes of the process.
@Suite struct InterruptionTests {
    private static let attached = Scene.attached

    private func sitting(rows: Int = 24) -> Sitting {
        var sitting = Sitting(viewer: Self.attached, size: Size(columns: 100, rows: rows))
        sitting.run("send-email")
        sitting.run("charge-card")
        sitting.submit("charge-card")
        sitting.wait(.milliseconds(100))
        return sitting
    }

    private func line(_ number: Int, of sitting: Sitting) -> String {
        String(sitting.screen.split(separator: "\n", omittingEmptySubsequences: false)[number])
    }

    @Test(arguments: [(true, "RECONNECTING", "unknown"), (false, "ENDED", "lost")])
    func `the top line says that there is nobody, the headline why, and each row what that makes of it`(
        isRetrying: Bool,
        badge: String,
        word: String
    ) {
        var sitting = self.sitting()
        sitting.interrupt("The pipe broke.", isRetrying: isRetrying)
        sitting.waitInVain(.milliseconds(100))
        #expect(self.line(0, of: sitting).contains(" \(badge) ") && !self.line(0, of: sitting).contains("ACCEPTING"))
        #expect(self.line(1, of: sitting).contains("The pipe broke."))
        #expect(self.line(2, of: sitting).contains("All is as it was last seen."))
        let rows = sitting.screen.split(separator: "\n").filter { $0.contains("charge-card") || $0.contains("send-email") }
        #expect(rows.count == 3 && rows.allSatisfy { $0.contains(word) })
        #expect(sitting.screen.contains("3 \(word)"))
        sitting.press("3")
        #expect(sitting.screen.contains("3 \(word)"))
        sitting.press(.enter)
        #expect(sitting.screen.contains("\(badge)  the pipe broke. Below is what was last seen."))
        #expect(sitting.screen.contains("\(word)   last seen running"))
        #expect(sitting.screen.contains("last seen: the pipe broke"))
    }

    @Test func `a row that is lost is found by that word, and by no other state`() {
        var sitting = self.sitting()
        sitting.press("\\")
        sitting.type("state=lost")
        sitting.press(.enter)
        #expect(sitting.listed.isEmpty)
        sitting.interrupt()
        sitting.waitInVain(.milliseconds(100))
        #expect(sitting.listed == [1, 2, 3])
    }

    @Test func `nothing is a warning any more, though rows were held in place when it happened`() {
        var sitting = self.sitting()
        sitting.tell(.warning(TaskWarning(id: 1, kind: .uncooperative, message: "runs on")))
        sitting.wait(.milliseconds(100))
        sitting.press("4", .down)
        #expect(sitting.screen.contains("ignores cancellation"))
        sitting.interrupt()
        sitting.waitInVain(.milliseconds(100))
        #expect(sitting.model.warnings.rows.map(\.rule) == ["process ended"])
        sitting.press("1")
        #expect(!sitting.screen.split(separator: "\n").contains { $0.hasPrefix("!") })
    }

    @Test(arguments: [(true, "There is no connection to pid 77"), (false, "pid 77 has ended")])
    func `what changes the server is not offered, and says why it does nothing`(isRetrying: Bool, objection: String) {
        var sitting = self.sitting()
        sitting.interrupt(isRetrying: isRetrying)
        for hint in ["act...", "x cancel", "D drain", "tag"] { #expect(!sitting.footer.contains(hint), "\(hint)") }
        for key: Key in ["a", "x", .function(9), "D", " ", "T"] {
            sitting.press(key)
            #expect(sitting.model.overlay == nil)
            #expect(sitting.message.contains(objection), "\(key.label)")
        }
        #expect(sitting.model.menuEntries.allSatisfy { $0.objection?.contains(objection) == true })
        #expect(sitting.takeEffects().isEmpty)
        sitting.press("q")
        #expect(sitting.takeEffects() == [.leave(.quit)])
    }

    @Test(arguments: [["x"], ["D"], ["a"], ["a", "l", "5"], ["a", "l", "5", .enter]] as [[Key]])
    func `what is being asked when it happens is withdrawn, which is said`(keys: [Key]) {
        var sitting = self.sitting()
        for key in keys { sitting.press(key) }
        #expect(sitting.model.overlay != nil)
        sitting.interrupt("The pipe broke.")
        #expect(sitting.model.overlay == nil)
        #expect(sitting.message == "What was asked is withdrawn, and nothing was done: the pipe broke.")
        sitting.press("y", .enter)
        #expect(sitting.takeEffects().isEmpty)
    }

    @Test func `what asks nothing of the server stays open`() {
        var sitting = self.sitting()
        sitting.press("\\", "c")
        sitting.interrupt()
        #expect(sitting.model.prompt?.text == "c")
        sitting.press(.enter, "?")
        sitting.interrupt("Still nothing.")
        #expect(sitting.model.place == .help)
    }

    @Test func `a message goes away although the clock of the process stands still`() {
        var sitting = self.sitting()
        sitting.interrupt()
        sitting.press("x")
        sitting.waitInVain(.seconds(5))
        #expect(!sitting.message.isEmpty)
        sitting.waitInVain(.seconds(2))
        #expect(sitting.message.isEmpty)
        #expect(sitting.model.store.row(1)?.age(at: sitting.model.store.now) == .milliseconds(100))
    }

    @Test func `two clicks that lie far apart here are no double click, although no time is seen to pass there`() throws {
        var sitting = self.sitting()
        sitting.interrupt()
        sitting.waitInVain(.milliseconds(100))
        try sitting.click("send-email")
        sitting.waitInVain(.seconds(3))
        try sitting.click("send-email")
        #expect(sitting.model.detail == nil)
    }

    @Test func `when the connection is back all goes on, with what was tagged and selected`() {
        var sitting = self.sitting()
        sitting.press(" ")
        sitting.interrupt(isRetrying: true)
        sitting.waitInVain(.seconds(20))
        sitting.wait(.seconds(20))
        let live = (1...3).compactMap { sitting.model.store.row(BackgroundTaskID(rawValue: $0)) }.map { row in
            LiveTask(
                task: row.task,
                state: row.startedAt == nil ? .queued : .running,
                rank: row.rank,
                startedAt: row.startedAt,
                cancellation: nil,
                sample: TaskSample(id: row.id, progress: nil, annotations: [])
            )
        }
        sitting.tellAll(live: live)
        sitting.wait(.milliseconds(100))
        #expect(sitting.screen.contains(" ACCEPTING ") && sitting.screen.contains("3 live"))
        #expect(sitting.message.hasPrefix("Connected again."))
        #expect(sitting.model.tasks.tags == [1] && sitting.selected == 2)
        #expect(sitting.model.objectionToActing == nil)
    }

    @Test func `a shutdown that the process did not live to see has no future`() {
        var sitting = self.sitting()
        sitting.enter(.draining)
        sitting.wait(.seconds(2))
        sitting.interrupt("The pipe broke.")
        sitting.waitInVain(.milliseconds(100))
        #expect(sitting.screen.contains("DRAINING") && sitting.screen.contains("left  >  ENDED"))
        #expect(sitting.screen.contains("pid 77 has ended: the pipe broke. All is as it was last seen."))
        #expect(!sitting.screen.contains("forced exit") && !sitting.screen.contains("likely empty"))
        let rows = sitting.screen.split(separator: "\n").filter { $0.contains("charge-card") }
        #expect(rows.contains { $0.contains("lost") } && !rows.contains { $0.contains("unknown") })
    }

    @Test func `the report of a shutdown stays when the process has gone`() {
        var sitting = Sitting(viewer: Self.attached)
        sitting.enter(.draining)
        sitting.wait(.seconds(1))
        sitting.enter(.stopped)
        sitting.tell(.stopped(SimulatedServer.report))
        #expect(sitting.takeEffects().isEmpty)
        sitting.interrupt()
        sitting.waitInVain(.seconds(3_600))
        #expect(sitting.screen.contains("STOPPED  >  ENDED"))
        #expect(
            sitting.screen.contains("REPORT") && sitting.screen.contains("shutdown asked by D at the server (ann)")
        )
        #expect(sitting.screen.contains("The shutdown is over, and pid 77 has ended"))
    }

    @Test func `the report of a shutdown that was given up is seen although something runs on`() {
        var sitting = Sitting(viewer: Self.attached)
        sitting.run("hangs")
        sitting.enter(.draining)
        sitting.enter(.cancelling)
        sitting.wait(.seconds(1))
        #expect(!sitting.screen.contains("REPORT"))
        sitting.tell(.stopped(SimulatedServer.report))
        sitting.interrupt()
        sitting.waitInVain(.seconds(1))
        #expect(
            sitting.screen.contains("REPORT") && sitting.screen.contains("shutdown asked by D at the server (ann)")
        )
    }

    @Test func `of a report that is longer than the screen every line can be reached`() {
        var sitting = Sitting(viewer: Self.attached, size: Size(columns: 60, rows: 16))
        sitting.enter(.stopped)
        sitting.tell(.stopped(SimulatedServer.report))
        sitting.interrupt()
        sitting.waitInVain(.milliseconds(100))
        #expect(sitting.screen.contains("more lines") && !sitting.screen.contains("events lost by slow viewers"))
        sitting.press(.end)
        #expect(sitting.screen.contains("events lost by slow viewers") && !sitting.screen.contains("more lines"))
        sitting.press(.home)
        #expect(sitting.screen.contains("shutdown asked by"))
    }

    @Test func `who watches from outside is told where, and that the process is another`() {
        var viewer = Self.attached
        #expect(Sitting(viewer: viewer).screen.contains("shop  pid 77  attached"))
        viewer.host = "laptop"
        #expect(Sitting(viewer: viewer).screen.contains("shop  pid 77  on build7  attached"))
        #expect(!Sitting().screen.contains("attached"))
    }

    @Test(arguments: [
        (true, true, "started with --read-only"), (false, false, "BackgroundWorkAgent(control: .allowed)"),
        (true, false, "BackgroundWorkAgent(control: .allowed)"),
    ])
    func `who may not act is told whose doing that is`(isReadOnly: Bool, isControlAllowed: Bool, reason: String) {
        let viewer = Viewer(place: .attached, isReadOnly: isReadOnly, isControlAllowed: isControlAllowed)
        var sitting = Sitting(viewer: viewer)
        sitting.press("D")
        #expect(sitting.message.contains(reason))
        #expect(sitting.screen.contains("read-only"))
    }
}
