import BackgroundWorkEvents
import TestSupport
import Testing

@testable import BGTopDashboard

/// Tags, subtrees, and that exactly those are cancelled that the question was about.
@Suite struct CancelManyTests {
    private func cancelled(_ sitting: inout Sitting) -> [BackgroundTaskID]? {
        for case .perform(.cancel(let ids), _) in sitting.takeEffects() { return ids }
        return nil
    }

    /// Two tasks that email, one that charges a card, one queued.
    private func sitting() -> Sitting {
        var sitting = Sitting()
        for name in ["send-email", "charge-card", "send-email"] { sitting.run(name) }
        sitting.submit("send-email")
        sitting.wait(.milliseconds(100))
        return sitting
    }

    @Test func `T tags all that the filter leaves, and only that`() {
        var sitting = self.sitting()
        sitting.press("\\")
        sitting.type("email")
        sitting.press(.enter, "T")
        #expect(sitting.model.tasks.tags == [1, 3, 4])
        #expect(sitting.message.contains("Tagged all that is listed: 3."))
        #expect(sitting.screen.contains("3 tagged"))
        sitting.press("a", "X")
        #expect(sitting.dialog?.title == "Cancel 3 tasks?")
        #expect(sitting.consequences.first == "send-email 1, send-email 3, send-email 4.")
        sitting.press("y")
        #expect(self.cancelled(&sitting) == [1, 3, 4])
    }

    @Test func `T again takes the tags of what is listed away, and leaves the others`() {
        var sitting = self.sitting()
        sitting.press(.down, " ", "\\")
        sitting.type("email")
        sitting.press(.enter, "T")
        #expect(sitting.model.tasks.tags == [1, 2, 3, 4])
        #expect(sitting.message.contains("1 that is not listed was tagged before"))
        sitting.press("T")
        #expect(sitting.model.tasks.tags == [2])
        #expect(sitting.message.contains("Untagged all that is listed: 3."))
    }

    @Test func `what ends is tagged no longer, and what comes is not tagged`() {
        var sitting = self.sitting()
        sitting.press("T")
        sitting.end(2, .failed)
        sitting.run("send-email")
        sitting.wait(.seconds(2))
        #expect(sitting.model.tasks.tags == [1, 3, 4])
        sitting.press("a")
        #expect(sitting.screen.contains("Cancel the tagged tasks (3)"))
    }

    @Test func `what ended is not tagged, and says why`() {
        var sitting = self.sitting()
        sitting.end(2, .failed)
        sitting.wait(.milliseconds(100))
        sitting.press(.end, " ")
        #expect(sitting.model.tasks.tags.isEmpty)
        #expect(sitting.message.contains("charge-card 2 has ended"))
        sitting.press("T")
        #expect(sitting.model.tasks.tags == [1, 3, 4])
    }

    @Test func `with nothing alive there is nothing to tag`() {
        var sitting = Sitting()
        for key: Key in [" ", "T", "U"] {
            sitting.press(key)
            #expect(!sitting.message.isEmpty && sitting.model.tasks.tags.isEmpty)
        }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `exactly the tagged are cancelled, whatever comes and goes while the question stands`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var sitting = Sitting()
        var live = (0..<20).map { _ in sitting.run("work") }
        sitting.wait(.milliseconds(100))
        for _ in live {
            if Bool.random(using: &random) { sitting.press(" ") } else { sitting.press(.down) }
        }
        let tagged = sitting.model.tagged
        guard !tagged.isEmpty else { return }
        sitting.press("a", "X")
        for _ in 0..<30 {
            if Bool.random(using: &random), let index = live.indices.randomElement(using: &random) {
                sitting.end(live.remove(at: index), [.succeeded, .failed].randomElement(using: &random) ?? .failed)
            } else {
                live.append(sitting.run("work"))
            }
            sitting.wait(.milliseconds(Int.random(in: 0...700, using: &random)))
        }
        sitting.press("y")
        #expect(self.cancelled(&sitting) == tagged, "seed \(seed)")
    }

    // MARK: - In the tree

    /// A task that submitted two, the first of which submitted a third; one beside them.
    private func family() -> Sitting {
        var sitting = Sitting(size: Size(columns: 120, rows: 30))
        sitting.run("parent")
        sitting.run("child", submitter: 1)
        sitting.run("other")
        sitting.run("grandchild", submitter: 2)
        sitting.submit("child", submitter: 1)
        sitting.sample(2, nodes: [sitting.node(1, "part")])
        sitting.wait(.milliseconds(100))
        return sitting
    }

    @Test func `the tree tags as the table does, a part for its task`() {
        var sitting = self.family()
        sitting.press("3", .down, .down, " ")
        #expect(sitting.model.tree.cursor.selected != .node(2, 1))
        #expect(sitting.model.tasks.tags == [2])
        #expect(sitting.screen.contains("1 tagged"))
        sitting.press("T")
        #expect(sitting.model.tasks.tags == [1, 2, 3, 4, 5])
        sitting.press("1")
        #expect(sitting.screen.contains("5 tagged"))
    }

    @Test(arguments: ["1", "3"] as [Key])
    func `a subtree is the task and all that was submitted from within it, at any depth`(tab: Key) {
        var sitting = self.family()
        sitting.press(tab, "a")
        #expect(sitting.screen.contains("s  Cancel it and what it submitted (3)"))
        sitting.press("s")
        #expect(sitting.dialog?.title == "Cancel 4 tasks?")
        #expect(sitting.consequences.first == "parent 1, child 2, grandchild 4, child 5.")
        sitting.end(4, .succeeded)
        sitting.run("child", submitter: 2)
        sitting.wait(.seconds(2))
        sitting.press("y")
        #expect(
            sitting.takeEffects() == [
                .perform(.cancel([1, 2, 4, 5]), by: Requester("a s at the server", user: "ann"))
            ]
        )
    }

    @Test func `at 80 columns every entry of the menu is read to its end, and why it cannot be chosen`() {
        var sitting = Sitting(size: Size(columns: 80, rows: 24))
        sitting.run("charge-card")
        sitting.wait(.milliseconds(100))
        sitting.tell(.capacityChanged(Capacity(maximumRunning: 8, maximumQueued: 16, isIntakeHeld: true)))
        sitting.press("a")
        for entry in sitting.model.menuEntries {
            let line = "\(entry.title)" + (entry.objection.map { "  (\($0))" } ?? "")
            #expect(sitting.screen.contains(line), "\(line)")
        }
    }

    @Test func `what was asked already is not asked again, and what ended still has what it submitted`() {
        var sitting = self.family()
        sitting.askToStop(2)
        sitting.end(1, .failed)
        sitting.wait(.milliseconds(100))
        sitting.press("3", .home, "a")
        #expect(sitting.screen.contains("Cancel what it submitted (2)"))
        sitting.press("s", "y")
        #expect(self.cancelled(&sitting) == [4, 5])
    }

    @Test func `what has ended is asked for nothing, and what it submitted is, over any number of generations`() {
        var sitting = self.family()
        sitting.end(2, .succeeded)
        sitting.wait(.milliseconds(100))
        sitting.press(.home, "a", "s", "y")
        #expect(self.cancelled(&sitting) == [1, 4, 5])
        sitting = self.family()
        sitting.run("great-grandchild", submitter: 4)
        sitting.end(4, .failed)
        sitting.end(2, .succeeded)
        sitting.wait(.milliseconds(100))
        sitting.press(.home, "a", "s", "y")
        #expect(self.cancelled(&sitting) == [1, 5, 6])
    }

    @Test func `a task that submitted nothing has no subtree, and says so`() {
        var sitting = self.family()
        sitting.press(.down, .down, "a", "s")
        #expect(sitting.dialog == nil)
        #expect(sitting.message.contains("It submitted nothing that is left."))
    }

    @Test func `a long chain of tasks is a subtree as well`() {
        var sitting = Sitting()
        sitting.run("link")
        for id in 1..<5_000 as Range<UInt64> { sitting.submit("link", submitter: .init(rawValue: id)) }
        sitting.wait(.milliseconds(100))
        sitting.press("a", "s")
        #expect(sitting.dialog?.title == "Cancel 5,000 tasks?")
        #expect(sitting.consequences.first?.hasSuffix("and 4,996 more.") == true)
    }
}
