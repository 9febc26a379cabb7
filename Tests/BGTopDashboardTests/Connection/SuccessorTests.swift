import BGTopStore
import BackgroundWorkEvents
import Testing

@testable import BGTopDashboard

/// A process has ended, and another has taken its place: with the same name, and tasks of the same names under the same IDs.
@Suite struct SuccessorTests {
    /// The next process's clock begins long before the old one's had come: the machine has been started anew.
    private static let earlier = TaskInstant(nanoseconds: 7)

    /// Somebody who watches three tasks of a process.
    private func sitting() -> Sitting {
        var sitting = Sitting(viewer: Scene.attached)
        sitting.wait(.seconds(100))
        self.work(&sitting)
        return sitting
    }

    private func work(_ sitting: inout Sitting) {
        for name in ["send-email", "charge-card", "send-email"] { sitting.run(name) }
        sitting.wait(.milliseconds(100))
    }

    private func replace(_ sitting: inout Sitting) {
        sitting.interrupt("The pipe broke.")
        sitting.begin(78, at: Self.earlier)
        self.work(&sitting)
    }

    @Test func `what took its place is said until somebody does something, with the key that leads back`() {
        var sitting = self.sitting()
        self.replace(&sitting)
        let message = "pid 77 (shop) has ended: the pipe broke. O shows its last picture. This is pid 78."
        #expect(sitting.message == message)
        sitting.wait(.seconds(3_600))
        #expect(sitting.message == message)
        sitting.press(.down)
        #expect(sitting.message.isEmpty)
        #expect(sitting.screen.contains("pid 78") && sitting.screen.contains(" ACCEPTING "))
    }

    @Test(arguments: [
        (
            "The process is gone without a report: killed, crashed, or ended without waiting.",
            "the process is gone without a report: killed, crashed, or ended without waiting."
        ),
        (
            "The process is gone without a report: killed, crashed, or ended without waiting for anybody.",
            "the process is gone without a report: killed, crashed, or ended without...."
        ),
    ])
    func `why the old one ended is said whole where it is short, and cut between words where it is not`(
        reason: String,
        said: String
    ) {
        var sitting = self.sitting()
        sitting.interrupt(reason)
        sitting.begin(78, at: Self.earlier)
        #expect(sitting.message.hasPrefix("pid 77 (shop) has ended: \(said) O shows its last picture."))
    }

    @Test func `nothing that pointed at a task of the old one points at one of the new`() {
        var sitting = self.sitting()
        sitting.press("T", .down, .down, "F", .enter)
        #expect(sitting.model.detail?.id == 3 && sitting.model.tasks.tags == [1, 2, 3])
        self.replace(&sitting)
        #expect(sitting.model.detail == nil)
        #expect(sitting.model.tasks.tags.isEmpty && !sitting.model.tasks.isFollowing)
        #expect(sitting.selected == 1, "The first, as for anybody who has just come.")
        #expect(sitting.model.watched?.readings.isEmpty == true)
        #expect(sitting.listed == [1, 2, 3])
    }

    @Test(arguments: ["3", "2", "4", "5"] as [Key])
    func `rows that are held in place by the old clock are not held by the new`(key: Key) {
        var sitting = self.sitting()
        sitting.tell(.log(LogLine(level: .info, label: "shop", message: "of the old one")))
        sitting.press("1", .down, key, .down)
        self.replace(&sitting)
        sitting.press("3")
        #expect(sitting.model.tree.count == 3)
        #expect(sitting.screen.contains("3 live"))
        sitting.press("2")
        #expect(sitting.model.names.rows.map(\.running).reduce(0, +) == 3)
        sitting.press("4")
        #expect(sitting.model.warnings.count == 0)
        sitting.press("5")
        #expect(sitting.model.log.count == 0)
        sitting.run("late")
        sitting.wait(.milliseconds(100))
        sitting.press("1")
        #expect(sitting.listed == [1, 2, 3, 4])
    }

    @Test func `how a person wants to see things stays`() {
        var sitting = self.sitting()
        sitting.press("\\")
        sitting.type("name=send-email")
        sitting.press(.enter, "f", ">")
        let sorting = sitting.model.tasks.sorting
        self.replace(&sitting)
        #expect(sitting.model.tasks.filter.text == "name=send-email" && sitting.model.tasks.showsFinished)
        #expect(sitting.model.tasks.sorting == sorting)
        #expect(sitting.listed == [1, 3])
    }

    @Test func `a question about the old one is not asked of the new`() {
        var sitting = self.sitting()
        sitting.press("x")
        // Without a word before it.
        sitting.begin(78, at: Self.earlier)
        #expect(sitting.dialog == nil)
        sitting.press("y", .enter)
        #expect(sitting.takeEffects().isEmpty)
    }

    @Test func `what is searched from where a task of the old one stood is not led back there`() {
        var sitting = self.sitting()
        sitting.press(.end, "/", "c")
        self.replace(&sitting)
        sitting.press(.escape)
        #expect(sitting.selected == 2, "On what was found in the new one.")
    }

    @Test func `O shows the old one as it was, labelled and out of reach, with all views`() {
        var sitting = self.sitting()
        self.replace(&sitting)
        sitting.end(2, .failed, errorText: "of the new one")
        sitting.wait(.milliseconds(100))
        sitting.press("O")
        let screen = sitting.screen
        #expect(screen.contains(" ENDED pid 77 ") && screen.contains("the pipe broke") && !screen.contains("FROZEN"))
        #expect(screen.contains("The last picture of pid 77 (shop). What is watched now is pid 78 (shop)."))
        #expect(sitting.listed == [1, 2, 3] && screen.contains("3 lost") && !screen.contains("of the new one"))
        sitting.press(.down, .enter)
        #expect(sitting.screen.contains("charge-card 2   lost") && sitting.model.watched?.id == 2)
        sitting.press(.escape, "3")
        #expect(sitting.screen.contains("3 lost"))
        sitting.press("1", "\\")
        sitting.type("name~mail")
        sitting.press(.enter, ">")
        #expect(sitting.listed == [1, 3])
        for key: Key in ["x", "D", "a", " ", "T"] {
            sitting.press(key)
            #expect(sitting.model.overlay == nil && sitting.message.contains("last picture"), "\(key.label)")
        }
        #expect(sitting.takeEffects().allSatisfy { if case .perform = $0 { false } else { true } })
    }

    @Test(arguments: ["O", .escape, "z"] as [Key])
    func `and several keys lead back to now, where nothing has come along`(key: Key) {
        var sitting = self.sitting()
        self.replace(&sitting)
        sitting.press("O", .down, .down)
        #expect(sitting.selected == 3)
        sitting.press(key)
        #expect(!sitting.screen.contains("ENDED") && sitting.screen.contains("pid 78"))
        #expect(sitting.selected == 1 && sitting.model.detail == nil)
        sitting.press("x")
        #expect(sitting.dialog?.title == "Cancel send-email 1?")
    }

    @Test func `what the new one does meanwhile is not drawn into the picture of the old`() {
        var sitting = self.sitting()
        self.replace(&sitting)
        sitting.press("O", .enter)
        let before = sitting.screen
        for _ in 0..<5 {
            sitting.sample(1, activity: sitting.activity(.running, polls: 9, onThread: .milliseconds(80)))
            sitting.wait(.milliseconds(500))
        }
        sitting.end(1, .failed, errorText: "of the new one")
        sitting.wait(.milliseconds(100))
        #expect(sitting.screen == before)
    }

    @Test func `a view that somebody has frozen stays, and is known for what it is`() {
        var sitting = self.sitting()
        sitting.press("z", .down)
        self.replace(&sitting)
        #expect(sitting.selected == 2 && sitting.screen.contains(" ENDED pid 77 "))
        sitting.press("x")
        #expect(sitting.dialog == nil && sitting.message.contains("last picture"))
        sitting.press("z")
        #expect(sitting.selected == 1 && sitting.screen.contains(" ACCEPTING "))
    }

    @Test func `the end of the last shutdown is what O leads to, and the new one has none`() {
        var sitting = self.sitting()
        sitting.enter(.draining)
        sitting.wait(.seconds(1))
        #expect(sitting.model.tab == .drain)
        self.replace(&sitting)
        #expect(sitting.model.tab == .tasks && !sitting.screen.contains("6 Drain"))
        sitting.press("O")
        #expect(sitting.model.tab == .drain && sitting.screen.contains(">  ENDED"))
        sitting.press("O")
        #expect(sitting.model.tab == .tasks)
        // A shutdown of the new one opens its view as ever, whatever is looked at.
        sitting.press("O")
        sitting.enter(.draining)
        #expect(sitting.model.tab == .drain && !sitting.model.isShowingPredecessor)
    }

    @Test func `only the last picture of the last process is kept`() {
        var sitting = self.sitting()
        #expect(!sitting.footer.contains("O "))
        sitting.press("O")
        #expect(sitting.message.contains("Nothing was watched here before"))
        self.replace(&sitting)
        sitting.interrupt("Somebody pulled the plug.", isRetrying: true)
        sitting.begin(79, at: TaskInstant(nanoseconds: 3_000_000_000_000))
        #expect(
            sitting.message.contains(
                "pid 78 (shop) has ended: somebody pulled the plug. O shows its last picture. This is pid 79."
            )
        )
        sitting.press("O")
        #expect(sitting.screen.contains(" ENDED pid 78 ") && !sitting.screen.contains("77"))
        #expect(sitting.screen.contains("3 lost"), "Nobody waits for it any more.")
    }

    @Test func `a message of the old one's time does not hang until the new clock gets there`() {
        var sitting = self.sitting()
        sitting.interrupt()
        sitting.waitInVain(.seconds(1))
        sitting.begin(78, at: Self.earlier)
        sitting.press("e")
        #expect(!sitting.message.isEmpty)
        sitting.wait(.seconds(7))
        #expect(sitting.message.isEmpty)
    }
}
