import BGTopStore
import BackgroundWorkEvents
import Testing

@testable import BGTopDashboard

/// Nobody hits a moving target: what a person has just moved to stays where it is, and so does all around it.
@Suite struct HoldTests {
    @Test(arguments: [Key.down, .up, .pageDown, .home, .end])
    func `no name moves for a second after the cursor has, and its figures go on`(key: Key) {
        var sitting = Sitting()
        for name in ["alpha", "beta", "gamma"] { sitting.run(name) }
        sitting.press("2")
        sitting.wait(.milliseconds(100))
        sitting.press(key)
        for _ in 1...3 { sitting.run("gamma") }
        sitting.run("delta")
        sitting.wait(.milliseconds(900))
        let held = sitting.model.names.rows
        #expect(held.map(\.name) == ["alpha", "beta", "gamma", "delta"])
        #expect(held[2].running == 4)
        sitting.wait(.milliseconds(200))
        #expect(sitting.model.names.rows.map(\.name) == ["gamma", "alpha", "beta", "delta"])
    }

    @Test func `until somebody has chosen a name the first is selected, and nothing is hidden above it`() {
        var sitting = Sitting()
        for name in ["alpha", "beta"] { sitting.run(name) }
        sitting.press("2")
        sitting.wait(.milliseconds(100))
        #expect(sitting.model.names.cursor.selected == "alpha")
        sitting.run("beta")
        sitting.wait(.milliseconds(100))
        #expect(sitting.model.names.rows.map(\.name) == ["beta", "alpha"])
        #expect(sitting.model.names.cursor.selected == "beta")
        sitting.press(.down)
        for _ in 1...2 { sitting.run("alpha") }
        sitting.wait(.milliseconds(1_100))
        #expect(sitting.model.names.rows.map(\.name) == ["alpha", "beta"])
        #expect(sitting.model.names.cursor.selected == "alpha")
    }

    @Test func `an order that is asked for is had at once`() {
        var sitting = Sitting()
        for name in ["alpha", "beta"] { sitting.run(name) }
        sitting.press("2")
        sitting.wait(.milliseconds(100))
        sitting.press(.down, "I")
        #expect(sitting.model.names.rows.map(\.name) == ["alpha", "beta"])
        sitting.run("beta")
        sitting.press("I")
        #expect(sitting.model.names.rows.map(\.name) == ["beta", "alpha"])
    }

    @Test func `no holder of the exit moves for a second after the cursor has, and the figures go on`() {
        var sitting = Sitting()
        let ids = ["alpha", "beta", "gamma"].map { sitting.run($0) }
        sitting.enter(.draining)
        sitting.wait(.milliseconds(100))
        sitting.press(.down)
        let held = sitting.model.holders.holders.map(\.row.id)
        #expect(held.count == 3)
        sitting.end(ids[0], .succeeded)
        let late = sitting.run("late")
        sitting.wait(.milliseconds(900))
        #expect(sitting.model.holders.holders.map(\.row.id) == held + [late])
        #expect(sitting.model.holders.forecast?.tally.total == 3)
    }

    @Test func `what stays in the terminal names nobody who has ended as one who holds the exit`() {
        var sitting = Sitting()
        let id = sitting.run("alpha")
        sitting.enter(.draining)
        sitting.wait(.milliseconds(100))
        sitting.press(.down)
        sitting.end(id, .succeeded)
        let text = LastFrame.text(of: sitting.model, size: Shot.small, glyphs: Theme().glyphs)
        #expect(text.contains("Nothing holds the exit any more."))
    }

    @Test func `no warning moves for a second after the cursor has`() {
        var sitting = Sitting()
        for id in ["a", "b"].map({ sitting.run($0) }) {
            let kind: TaskWarning.Kind = id == 1 ? .uncooperative : .selfDeadlock
            sitting.tell(.warning(TaskWarning(id: id, kind: kind, message: "is wrong")))
        }
        sitting.press("4")
        sitting.wait(.milliseconds(100))
        let rules = sitting.model.warnings.rows.map(\.rule)
        #expect(rules.count == 2)
        sitting.press(.down)
        sitting.end(1, .succeeded)
        sitting.end(2, .succeeded)
        sitting.wait(.milliseconds(900))
        #expect(sitting.model.warnings.rows.map(\.rule) == rules)
        sitting.wait(.milliseconds(200))
        #expect(sitting.model.warnings.rows.isEmpty)
    }

    @Test func `a page is all that is seen but one line, which stays`() {
        var sitting = Sitting(size: Size(columns: 80, rows: 24))
        for _ in 0..<60 { sitting.run("a") }
        sitting.wait(.milliseconds(100))
        let page = sitting.model.listHeight(.tasks) - 1
        sitting.press(.pageDown)
        #expect(sitting.selected == BackgroundTaskID(rawValue: UInt64(1 + page)))
        sitting.press(.pageUp)
        #expect(sitting.selected == 1)
        sitting.press(.end)
        #expect(sitting.selected == 60)
        sitting.press(.home)
        #expect(sitting.selected == 1)
    }
}
