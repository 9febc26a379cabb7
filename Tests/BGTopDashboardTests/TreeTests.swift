import BGTopStore
import BackgroundWorkEvents
import TestSupport
import Testing

@testable import BGTopDashboard

/// The tree: who submitted what, which parts it has, and what is folded away.
@Suite struct TreeTests {
    /// A task that submitted another, which has parts, and one beside them.
    private func family() -> Sitting {
        var sitting = Sitting(size: Size(columns: 120, rows: 30))
        let parent = sitting.run("parent")
        let child = sitting.run("child", submitter: parent)
        var nodes = [sitting.node(1, "outer"), sitting.node(2, "inner", in: 1), sitting.node(3, "last")]
        sitting.wait(.milliseconds(400))
        nodes[1].endedAt = sitting.now
        nodes[1].outcome = .succeeded
        sitting.sample(child, nodes: nodes)
        sitting.run("other")
        sitting.wait(.milliseconds(100))
        sitting.press("3")
        return sitting
    }

    /// The lines below the titles, without what stands at their left and right.
    private func names(_ sitting: Sitting) -> [String] {
        let store = sitting.model.shown
        let column = TreeColumns.all[1]
        return sitting.model.tree.entries.map { entry in
            let context = CellContext(theme: Theme(), store: store, width: 60, queuePositions: [:])
            return column.cell(TreeLine(entry, in: store), context).plain
        }
    }

    @Test func `tasks stand under those that submitted them, with their parts`() {
        let sitting = self.family()
        #expect(
            self.names(sitting) == [
                "parent", "`- child", "   |- \"outer\"", "   |  `- \"inner\"", "   `- \"last\"", "other",
            ]
        )
        for name in ["`- child", "|  `- \"inner\""] { #expect(sitting.screen.contains(name)) }
    }

    @Test func `what is folded says how much it hides, and unfolds again`() {
        var sitting = self.family()
        sitting.press(.down, "-")
        #expect(self.names(sitting) == ["parent", "`- + child (3)", "other"])
        sitting.press("-")
        #expect(sitting.model.tree.cursor.selected == .task(1))
        sitting.press("-")
        #expect(self.names(sitting) == ["+ parent (4)", "other"])
        sitting.press("-")
        #expect(sitting.message.contains("folded already"))
        sitting.press("+")
        #expect(self.names(sitting) == ["parent", "`- + child (3)", "other"])
        sitting.press("*")
        #expect(self.names(sitting).count == 6)
        sitting.press("*")
        #expect(self.names(sitting) == ["+ parent (4)", "other"])
    }

    @Test func `a part folds as well, and stays folded while others come and go`() {
        var sitting = self.family()
        sitting.press(.down, .down, "-")
        #expect(self.names(sitting).contains("   |- + \"outer\" (1)"))
        sitting.wait(.seconds(2))
        sitting.end(3, .succeeded)
        sitting.run("new")
        sitting.wait(.milliseconds(100))
        #expect(self.names(sitting).contains("   |- + \"outer\" (1)") && !self.names(sitting).contains("other"))
        #expect(sitting.model.tree.cursor.selected == .node(2, 1))
    }

    @Test func `what is selected stays selected wherever it moves, and Enter opens its task`() {
        var sitting = self.family()
        sitting.press(.down, .down, .down)
        #expect(sitting.model.tree.cursor.selected == .node(2, 2))
        sitting.wait(.seconds(2))
        sitting.end(1, .succeeded)
        sitting.wait(.milliseconds(100))
        #expect(sitting.model.tree.cursor.selected == .node(2, 2))
        sitting.press(.enter)
        #expect(sitting.model.detail?.id == 2)
    }

    @Test func `no line moves for a second after the cursor has`() {
        var sitting = self.family()
        sitting.press(.down)
        sitting.end(3, .succeeded)
        sitting.wait(.milliseconds(900))
        #expect(self.names(sitting).count == 6)
        sitting.wait(.milliseconds(200))
        #expect(self.names(sitting).count == 5)
    }

    @Test func `a submitter that has ended stays, stepped back, while something of it lives`() {
        var sitting = self.family()
        sitting.end(1, .succeeded)
        sitting.wait(.milliseconds(100))
        #expect(self.names(sitting).prefix(2) == ["parent", "`- child"])
        let line = TreeLine(sitting.model.tree.entries[0], in: sitting.model.shown)
        #expect(line.isOver)
        sitting.end(2, .succeeded)
        sitting.wait(.milliseconds(100))
        #expect(self.names(sitting) == ["other"])
    }

    @Test func `an orphan stands alone and names whom it lost`() {
        var sitting = Sitting(size: Size(columns: 120, rows: 30))
        sitting.run("orphan", submitter: 0)
        sitting.press("3")
        sitting.wait(.milliseconds(100))
        #expect(self.names(sitting) == ["orphan"])
        #expect(sitting.screen.contains("submitted by 0, which is gone"))
    }

    @Test func `tasks that claim to have submitted each other, or themselves, are listed once each`() {
        var sitting = Sitting()
        for submitter in [2, 1, 3, 5, 4] as [BackgroundTaskID] { sitting.run("a", submitter: submitter) }
        sitting.press("3")
        sitting.wait(.milliseconds(100))
        #expect(Set(sitting.model.tree.entries.map(\.id)).count == 5)
        #expect(sitting.model.tree.entries.count == 5)
    }

    @Test func `parts that claim to be part of each other, or have one number, are listed once each`() {
        var sitting = Sitting()
        let id = sitting.run("a")
        let numbers: [(UInt32, UInt32)] = [(1, 2), (2, 1), (3, 3), (4, 99), (5, 4), (5, 4), (6, 5), (6, 5)]
        sitting.sample(id, nodes: numbers.map { sitting.node($0.0, "n", in: $0.1) })
        sitting.press("3")
        sitting.wait(.milliseconds(100))
        #expect(sitting.model.tree.entries.count == 1 + numbers.count)
    }

    @Test func `a chain of a thousand is no deeper than the screen`() {
        var sitting = Sitting(size: Size(columns: 100, rows: 24))
        for number in 0..<1_000 { sitting.run("link", submitter: BackgroundTaskID(rawValue: UInt64(number))) }
        sitting.press("3", "G")
        sitting.wait(.milliseconds(100))
        #expect(sitting.model.tree.entries.last?.branch.depth == 999)
        #expect(sitting.screen.contains("`- link"))
        sitting.press("*")
        #expect(sitting.model.tree.count == 1)
        #expect(sitting.screen.contains("+ link (999)"))
    }

    @Test func `what escaped is marked, and so is its task`() {
        var sitting = Sitting(size: Size(columns: 140, rows: 24))
        let id = sitting.run("a")
        sitting.sample(id, nodes: [sitting.node(1, "audit", isEscaped: true)])
        sitting.press("3")
        sitting.wait(.milliseconds(100))
        let lines = sitting.screen.split(separator: "\n").filter { $0.contains("audit") || $0.contains(" a ") }
        #expect(lines.contains { $0.hasPrefix("! ") && $0.contains("ESCAPED, in a Task {} of its own") })
        #expect(sitting.screen.contains("!>"))
    }

    @Test func `parts that are not kept are counted where they would stand`() {
        var sitting = Sitting()
        let id = sitting.run("a")
        sitting.sample(id, nodes: [sitting.node(70, "last")], omitted: 6)
        sitting.press("3")
        sitting.wait(.milliseconds(100))
        #expect(self.names(sitting) == ["a", "|- \"last\"", "`- 6 more that ended earlier"])
    }

    @Test func `t goes to the selected task in the tree, unfolded, and back`() {
        var sitting = self.family()
        sitting.press("*", "1")
        sitting.wait(.milliseconds(100))
        sitting.press(.down, "t")
        #expect(sitting.model.tab == .tree && sitting.model.tree.cursor.selected == .task(2))
        #expect(self.names(sitting).count == 3)
        sitting.press("t")
        #expect(sitting.model.tab == .tasks && sitting.selected == 2)
        sitting.press(.enter, "t")
        #expect(sitting.model.tab == .tree && sitting.model.detail == nil)
        #expect(sitting.model.tree.cursor.selected == .task(2))
    }

    @Test func `only what is seen is made into lines`() {
        var sitting = Sitting(size: Size(columns: 100, rows: 24))
        for _ in 0..<5_000 { sitting.submit("a") }
        sitting.press("3")
        sitting.wait(.milliseconds(100))
        #expect(sitting.model.tree.count == 5_000)
        #expect(MemoryLayout<TreeEntry>.stride <= 64)
        sitting.press("G")
        #expect(sitting.screen.contains("5000 "))
    }

    @Test func `names that mean harm change nothing around them`() {
        var random = SeededGenerator(seed: 21)
        var sitting = Sitting(size: Size(columns: 90, rows: 40))
        for number in 0..<12 {
            let id = sitting.run(HostileText.random(using: &random), submitter: BackgroundTaskID(rawValue: UInt64(number)))
            let nodes = (1...3).map { sitting.node(UInt32($0), HostileText.random(using: &random), in: UInt32($0) - 1) }
            sitting.sample(id, nodes: nodes)
        }
        sitting.press("3")
        sitting.wait(.milliseconds(100))
        for step: Key in ["j", "*", "*", "G"] {
            sitting.press(step)
            let scalars = sitting.screen.unicodeScalars.filter { $0 != "\n" }
            #expect(
                scalars.allSatisfy { $0.properties.generalCategory != .control && $0.properties.generalCategory != .format }
            )
        }
    }
}
