import BGTopStore
import BackgroundWorkEvents
import Testing

@testable import BGTopDashboard

/// What clicks and the wheel do.
@Suite struct MouseTests {
    /// A process in which three tasks run and each view has rows to click on.
    private func sitting(size: Size = Size(columns: 120, rows: 36)) -> Sitting {
        var sitting = Sitting(size: size)
        for name in ["alpha", "beta", "gamma"] { sitting.run(name) }
        for id in [1, 2] as [BackgroundTaskID] {
            sitting.tell(.log(LogLine(level: .info, label: "shop", message: "line of \(id)", task: id)))
        }
        sitting.wait(.milliseconds(100))
        return sitting
    }

    // MARK: - Rows

    @Test func `a click selects a row, a second one at once opens it`() throws {
        var sitting = self.sitting()
        try sitting.click("2  running")
        #expect(sitting.selected == 2 && sitting.model.detail == nil)
        sitting.wait(.milliseconds(300))
        try sitting.click("2  running")
        #expect(sitting.model.detail?.id == 2)
        #expect(sitting.takeEffects().isEmpty)
    }

    @Test func `a second click much later, or on another row, opens nothing`() throws {
        var sitting = self.sitting()
        try sitting.click("1  running")
        sitting.wait(.milliseconds(700))
        try sitting.click("1  running")
        sitting.wait(.milliseconds(100))
        try sitting.click("2  running")
        #expect(sitting.selected == 2 && sitting.model.detail == nil)
    }

    @Test func `a click that comes after two counts anew`() throws {
        var sitting = self.sitting()
        for _ in 1...2 { try sitting.click("2  running") }
        sitting.press(.escape)
        try sitting.click("2  running")
        #expect(sitting.model.detail == nil)
    }

    @Test(arguments: ["2", "3", "5"] as [Key])
    func `rows of the other views are clicked as well`(view: Key) throws {
        var sitting = self.sitting()
        sitting.press(view)
        let words = view == "5" ? "line of 1" : "beta"
        try sitting.click(words)
        let line = sitting.screen.split(separator: "\n").first { $0.contains(words) }
        #expect(line?.contains(">") == true)
        try sitting.click(words)
        #expect(sitting.model.detail?.id == (view == "5" ? 1 : 2) || sitting.model.tasks.filter.text == "name=beta")
    }

    @Test func `a warning is clicked in any of its lines`() throws {
        var sitting = self.sitting()
        sitting.tell(.warning(TaskWarning(id: 2, kind: .uncooperative, message: "runs on")))
        sitting.tell(.warning(TaskWarning(id: 3, kind: .selfDeadlock, message: "waits for itself")))
        sitting.press("4")
        sitting.wait(.milliseconds(100))
        let other = try #require(sitting.model.warnings.rows.last)
        try sitting.click(String(other.advice.prefix(20)))
        #expect(sitting.model.warnings.selected == other)
        try sitting.click(other.rule)
        #expect(sitting.model.detail?.id == other.task)
    }

    @Test func `what holds the exit, and what has just ended, is looked into`() throws {
        var sitting = self.sitting()
        sitting.enter(.draining)
        sitting.end(3, .succeeded)
        sitting.wait(.milliseconds(100))
        try sitting.click("     2  beta")
        #expect(sitting.model.holders.cursor.selected == 2)
        try sitting.click("     3 ok")
        #expect(sitting.model.detail?.id == 3)
    }

    @Test func `a name above the tasks shows its tasks`() throws {
        var sitting = self.sitting()
        try sitting.click("beta")
        #expect(sitting.listed == [2] && sitting.model.tab == .tasks)
    }

    @Test func `no row moves for a second after a click`() throws {
        var sitting = self.sitting()
        try sitting.click("2  running")
        sitting.end(1, .succeeded)
        sitting.wait(.milliseconds(900))
        #expect(sitting.listed == [1, 2, 3])
        let row = try #require(sitting.rendering.regions.first { $0.target == .row(.task(1)) }?.area.row)
        sitting.click(row: row, column: 20)
        #expect(sitting.selected == 1)
    }

    @Test func `a row that is gone from the list when the click arrives selects nothing else, and says so`() {
        var sitting = self.sitting()
        let before = sitting.selected
        _ = sitting.model.update(.click(Click(target: .row(.task(77)), place: .tasks)))
        #expect(sitting.selected == before && sitting.message.contains("gone"))
    }

    // MARK: - Columns, tabs, the headline

    @Test func `a click on a column's title sorts by it, the next one inverts the order`() throws {
        var sitting = self.sitting()
        try sitting.click("STATE")
        #expect(sitting.model.tasks.sorting == Sorting(column: "STATE"))
        try sitting.click("STATE")
        #expect(sitting.model.tasks.sorting == Sorting(column: "STATE", isInverted: true))
        sitting.press("2")
        try sitting.click("NAME  ")
        #expect(sitting.model.names.sorting == Sorting(column: "NAME"))
        #expect(sitting.model.names.rows.map(\.name) == ["alpha", "beta", "gamma"])
        try sitting.click("NAME^")
        #expect(sitting.model.names.rows.map(\.name) == ["gamma", "beta", "alpha"])
    }

    @Test func `a click on a tab shows it`() throws {
        var sitting = self.sitting()
        for tab in Tab.allCases where tab != .drain {
            try sitting.click("\(tab.rawValue) \(tab.title)")
            #expect(sitting.model.tab == tab)
        }
    }

    @Test func `a click on the sentence that matters leads to its task, or to all warnings`() throws {
        var sitting = self.sitting()
        sitting.tell(.warning(TaskWarning(id: 2, kind: .uncooperative, message: "runs on")))
        sitting.wait(.milliseconds(100))
        let headline = try #require(sitting.model.warnings.headline)
        #expect(headline.task == 2)
        try sitting.click(String(headline.text.prefix(10)))
        #expect(sitting.model.detail?.id == 2)
        sitting.press(.escape)
        try sitting.click("all warnings")
        #expect(sitting.model.tab == .warnings && sitting.model.detail == nil)
    }

    // MARK: - Questions and menus

    @Test func `a click that asks changes nothing before Yes is clicked`() throws {
        var sitting = self.sitting()
        try sitting.click("x cancel")
        #expect(sitting.takeEffects().isEmpty && sitting.dialog != nil)
        try sitting.click("y  Yes")
        #expect(sitting.takeEffects() == [.perform(.cancel([1]), by: Requester("x at the server", user: "ann"))])
        #expect(sitting.dialog == nil)
    }

    @Test func `No, and a click that nobody can have aimed, change nothing`() throws {
        var sitting = self.sitting()
        sitting.press("D")
        try sitting.click("y  Yes", isBlind: true)
        #expect(sitting.dialog != nil && sitting.message.contains("no answer"))
        try sitting.click("[N] No")
        #expect(sitting.takeEffects().isEmpty && sitting.dialog == nil)
    }

    @Test func `a click beside a question, or in it beside the answers, is no answer`() throws {
        var sitting = self.sitting()
        sitting.press("D")
        let rendering = sitting.rendering
        let box = try #require(rendering.regions.first { $0.target == .box }?.area)
        for row in 0..<36 {
            for column in stride(from: 0, to: 120, by: 17)
            where rendering.region(row: row, column: column)?.target.isKey != true {
                sitting.click(row: row, column: column)
                #expect(sitting.dialog != nil && sitting.model.tab == .tasks, "\(row), \(column) of \(box)")
            }
        }
        #expect(sitting.takeEffects().isEmpty)
    }

    @Test func `a click on an entry of the menu asks what it asks, and one on what cannot be done says why`() throws {
        var sitting = self.sitting()
        try sitting.click("a act")
        try sitting.click("Resume intake")
        #expect(sitting.message.contains("Intake is not held"))
        try sitting.click("Hold intake")
        #expect(sitting.dialog?.title == "Hold intake?")
        #expect(sitting.takeEffects().isEmpty)
    }

    @Test func `a click outside a menu closes it and does nothing else`() throws {
        var sitting = self.sitting()
        sitting.press("a")
        let tabs = try #require(sitting.screen.split(separator: "\n").firstIndex { $0.contains("3 Tree") })
        sitting.click(row: tabs, column: 25)
        #expect(sitting.model.overlay == nil && sitting.model.tab == .tasks)
        sitting.press("a")
        let box = try #require(sitting.rendering.regions.first { $0.target == .box }?.area)
        sitting.click(row: box.row, column: box.column + 5)
        #expect(sitting.model.place == .menu, "The frame of the menu is not outside.")
    }

    @Test func `the keys of the menu's own line are clicked too`() throws {
        var sitting = self.sitting()
        sitting.press("a")
        try sitting.click("Esc back")
        #expect(sitting.model.overlay == nil)
    }

    @Test func `while text is typed only its own keys are clicked`() throws {
        var sitting = self.sitting()
        sitting.press("/")
        sitting.type("beta")
        try sitting.click("3  running")
        #expect(sitting.model.place == .prompt && sitting.selected == 2)
        try sitting.click("Enter take")
        #expect(sitting.model.overlay == nil && sitting.selected == 2)
    }

    @Test func `a click on what Ctrl-C does asks first, at each step`() throws {
        var sitting = self.sitting()
        let requester = Requester("click on Ctrl-C at the server", user: "ann")
        try sitting.click("Ctrl-C drain")
        #expect(sitting.takeEffects().isEmpty)
        try sitting.click("y  Yes")
        #expect(sitting.takeEffects() == [.perform(.drain, by: requester)])
        sitting.enter(.draining)
        sitting.wait(.milliseconds(100))
        try sitting.click("Ctrl-C cancel the rest")
        #expect(sitting.takeEffects().isEmpty)
        try sitting.click("y  Yes")
        #expect(sitting.takeEffects() == [.perform(.force, by: requester)])
        sitting.enter(.cancelling)
        sitting.wait(.milliseconds(100))
        try sitting.click("Ctrl-C leave at once")
        #expect(sitting.takeEffects().isEmpty)
        try sitting.click("y  Yes")
        #expect(sitting.takeEffects() == [.leave(.abandoned)])
        var outside = Sitting(viewer: Viewer(place: .attached, user: "ann", processID: 5))
        try outside.click("Ctrl-C quit")
        #expect(outside.takeEffects() == [.leave(.quit)])
    }

    // MARK: - The wheel

    @Test func `the wheel scrolls the list, and takes the cursor along only where it would leave the screen`() {
        var sitting = Sitting(size: Size(columns: 80, rows: 24))
        for _ in 0..<60 { sitting.run("a") }
        sitting.wait(.milliseconds(100))
        let height = sitting.model.listHeight(.tasks)
        sitting.press(.down, .down, .down, .down)
        sitting.turnWheel(by: 3)
        #expect(sitting.model.tasks.cursor.top == 3 && sitting.selected == 5)
        sitting.turnWheel(by: 3)
        #expect(sitting.model.tasks.cursor.top == 6 && sitting.selected == 7)
        for _ in 0..<60 { sitting.turnWheel(by: 3) }
        #expect(sitting.model.tasks.cursor.top == 60 - height)
        for _ in 0..<60 { sitting.turnWheel(by: -3) }
        #expect(sitting.model.tasks.cursor.top == 0 && sitting.selected == BackgroundTaskID(rawValue: UInt64(height)))
    }

    @Test func `the wheel scrolls the help and the detail, and goes through a menu entry by entry`() {
        var sitting = self.sitting(size: Size(columns: 80, rows: 14))
        sitting.press("?")
        sitting.turnWheel(by: 3)
        #expect(sitting.model.overlay == .help(top: 3))
        sitting.press(.escape, .enter)
        sitting.turnWheel(by: 3)
        #expect(sitting.model.detail?.top == 3)
        sitting.press("a")
        sitting.turnWheel(by: 3)
        #expect(sitting.model.overlay == .menu(selected: 1))
    }

    @Test func `the wheel answers no question`() {
        var sitting = self.sitting()
        sitting.press("D")
        let before = sitting.screen
        sitting.turnWheel(by: 3)
        #expect(sitting.screen == before && sitting.takeEffects().isEmpty)
    }

    @Test func `in the log the wheel leaves the newest line, and stays with it when it is back there`() {
        var sitting = Sitting(size: Size(columns: 100, rows: 16))
        for number in 1...50 { sitting.tell(.log(LogLine(level: .info, label: "shop", message: "line \(number)."))) }
        sitting.press("5")
        sitting.turnWheel(by: -3)
        #expect(!sitting.model.log.isFollowing)
        sitting.turnWheel(by: 3)
        #expect(sitting.model.log.isFollowing)
    }

    // MARK: - Who has the mouse

    @Test func `m frees the mouse and takes it back, and the screen says so meanwhile`() {
        var sitting = self.sitting()
        sitting.press("m")
        #expect(sitting.takeEffects() == [.takeMouse(false)])
        for key: Key in [.enter, .escape, "2", "a", .escape, "?"] {
            sitting.press(key)
            #expect(sitting.footer.contains("mouse free: m takes it back"), "after \(key.label)")
        }
        sitting.press(.escape, "m")
        #expect(sitting.takeEffects() == [.takeMouse(true)])
        #expect(!sitting.footer.contains("mouse free"))
    }

    @Test func `of a mouse that nobody wanted nothing is said, and m takes it`() {
        var sitting = self.sitting()
        sitting.model.mouse = .unused
        #expect(!sitting.footer.contains("mouse"))
        sitting.press("m")
        #expect(sitting.takeEffects() == [.takeMouse(true)])
    }

    @Test func `who drags to select text is told how to`() {
        var sitting = self.sitting()
        _ = sitting.model.update(.drag)
        #expect(sitting.message.contains("free the mouse with m"))
    }
}

extension ClickTarget? {
    fileprivate var isKey: Bool {
        if case .key = self { true } else { false }
    }
}
