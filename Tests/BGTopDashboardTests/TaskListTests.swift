import BackgroundWorkEvents
import Testing

@testable import BGTopDashboard

/// What the table lists, in which order, and what is selected in it.
@Suite struct TaskListTests {
    private static let aSecond = Duration.milliseconds(1_100)

    /// A process in which three tasks run, the first of them selected.
    private func sitting(_ names: String...) -> (Sitting, [BackgroundTaskID]) {
        var sitting = Sitting()
        let ids = names.map { name in
            defer { sitting.wait(.milliseconds(10)) }
            return sitting.run(name)
        }
        sitting.wait(.milliseconds(100))
        return (sitting, ids)
    }

    @Test func `live tasks stand in the order of their submission`() {
        let (sitting, ids) = self.sitting("c", "a", "b")
        #expect(sitting.listed == ids)
        #expect(sitting.selected == ids[0])
    }

    @Test func `the selected task stays selected when others come and go`() {
        var (sitting, ids) = self.sitting("a", "b", "c")
        sitting.press(.down)
        sitting.wait(Self.aSecond)
        sitting.end(ids[0], .succeeded)
        sitting.run("d")
        sitting.wait(.milliseconds(100))
        #expect(sitting.selected == ids[1])
        #expect(sitting.listed.first == ids[1])
    }

    @Test func `the selected task stays selected when the order changes`() {
        var (sitting, ids) = self.sitting("c", "a", "b")
        sitting.press("<", "<")
        #expect(sitting.model.tasks.sorting.column == "STATE" || sitting.model.tasks.sorting.column == "NAME")
        sitting.model.tasks.sorting = Sorting(column: "NAME")
        sitting.model.relistTasks()
        #expect(sitting.listed == [ids[1], ids[2], ids[0]])
        #expect(sitting.selected == ids[0])
        sitting.press("I")
        #expect(sitting.listed == [ids[0], ids[2], ids[1]])
        #expect(sitting.selected == ids[0])
    }

    @Test func `when the selected task leaves, the one in its place is selected`() {
        var (sitting, ids) = self.sitting("a", "b", "c")
        sitting.press(.down)
        sitting.wait(Self.aSecond)
        sitting.end(ids[1], .succeeded)
        sitting.wait(.milliseconds(100))
        #expect(sitting.selected == ids[2])
    }

    @Test func `no row moves for a second after the cursor has`() {
        var (sitting, ids) = self.sitting("a", "b", "c")
        sitting.press(.down)
        sitting.end(ids[0], .succeeded)
        sitting.run("d")
        sitting.wait(.milliseconds(900))
        #expect(sitting.listed == ids)
        sitting.wait(.milliseconds(200))
        #expect(sitting.listed == [ids[1], ids[2], 4])
    }

    @Test func `every order can be chosen, equal rows by ID`() {
        var (sitting, ids) = self.sitting("a", "a", "a")
        for column in TaskColumns.all {
            sitting.model.tasks.sorting = Sorting(column: column.title)
            sitting.model.relistTasks()
            #expect(Set(sitting.listed) == Set(ids), "by \(column.title)")
            if case .text = column.order { #expect(sitting.listed == ids, "by \(column.title)") }
        }
    }

    @Test func `all columns are passed through with one key, and back with the other`() {
        var (sitting, _) = self.sitting("a")
        let start = sitting.model.tasks.sorting.column
        var seen: [String] = []
        for _ in TaskColumns.all {
            sitting.press(">")
            seen.append(sitting.model.tasks.sorting.column)
        }
        #expect(Set(seen) == Set(TaskColumns.all.map(\.title)))
        #expect(sitting.model.tasks.sorting.column == start)
        sitting.press("<", ">")
        #expect(sitting.model.tasks.sorting.column == start)
    }

    @Test func `what failed stays for a minute, what succeeded does not`() {
        var (sitting, ids) = self.sitting("a", "b", "c")
        sitting.end(ids[0], .succeeded)
        sitting.end(ids[1], .failed, errorText: "no such host")
        sitting.wait(.seconds(59))
        #expect(sitting.listed == [ids[2], ids[1]])
        #expect(sitting.screen.contains("no such host"))
        sitting.wait(.seconds(2))
        #expect(sitting.listed == [ids[2]])
    }

    @Test func `f lists all that has ended`() {
        var (sitting, ids) = self.sitting("a", "b")
        sitting.end(ids[0], .succeeded)
        sitting.wait(.milliseconds(100))
        sitting.press("f")
        #expect(sitting.listed == [ids[1], ids[0]])
        sitting.press("f")
        #expect(sitting.listed == [ids[1]])
    }

    @Test func `F keeps the selected task listed when it ends, until the cursor moves`() {
        var (sitting, ids) = self.sitting("a", "b")
        sitting.press("F")
        sitting.end(ids[0], .succeeded)
        sitting.wait(Self.aSecond)
        #expect(sitting.selected == ids[0])
        #expect(sitting.listed == [ids[1], ids[0]])
        sitting.press(.up)
        sitting.wait(Self.aSecond)
        #expect(sitting.listed == [ids[1]])
    }

    @Test func `what F follows is followed after a look at another view, too`() {
        var (sitting, ids) = self.sitting("a", "b")
        sitting.press("F", "5")
        sitting.end(ids[0], .succeeded)
        sitting.wait(Self.aSecond)
        sitting.press("1")
        #expect(sitting.selected == ids[0])
        #expect(sitting.listed == [ids[1], ids[0]])
    }

    @Test func `what is selected is always seen`() {
        var sitting = Sitting(size: Size(columns: 80, rows: 12))
        for _ in 0..<40 { sitting.run("a") }
        sitting.wait(.milliseconds(100))
        for key: Key in [.end, .pageUp, .up, .home, .pageDown, .pageDown, .down, "G", "g", "k", "j"] {
            sitting.press(key)
            let id = sitting.selected?.description ?? "nothing"
            #expect(sitting.screen.contains(" \(id) "), "after \(key.label)")
        }
    }

    @Test func `the live tasks are listed without being touched, however many`() {
        var sitting = Sitting()
        for _ in 0..<2_000 { sitting.submit("a") }
        sitting.wait(.milliseconds(100))
        #expect(sitting.model.tasks.listing == Listing(live: .every(isReversed: false), ended: []))
        sitting.press("I")
        #expect(sitting.model.tasks.listing == Listing(live: .every(isReversed: true), ended: []))
        #expect(sitting.listed.first == 2_000)
    }
}
