import BackgroundWorkEvents
import Testing

@testable import BGTopDashboard

/// The menu of columns, as somebody uses it.
@Suite struct ColumnMenuTests {
    private func sitting(_ size: Size = Shot.small) -> Sitting {
        var sitting = Sitting(size: size)
        for name in ["slow", "quick", "medium"] { sitting.run(name) }
        sitting.wait(.milliseconds(100))
        return sitting
    }

    private func seen(_ sitting: Sitting, _ table: Table = .tasks) -> [String] {
        sitting.model.seenTitles(of: table, width: sitting.model.size.columns)
    }

    private func line(_ title: String, in sitting: Sitting) -> String {
        sitting.screen.split(separator: "\n").map(String.init).first { line in
            ["[x] ", "[ ] ", " x  "].contains { line.contains($0 + title) }
        } ?? ""
    }

    /// Opens the menu and goes to a column.
    private func select(_ title: String, in sitting: inout Sitting) {
        sitting.press("C", .home)
        for _ in sitting.model.tab.table?.columns ?? [] {
            guard case .columns(let menu) = sitting.model.overlay, menu.selected != title else { return }
            sitting.press(.down)
        }
    }

    @Test(arguments: [("1", .tasks), ("2", .names), ("3", .tree)] as [(Key, Table)])
    func `it has every column of the table that is seen, and what it says`(key: Key, table: Table) {
        var sitting = self.sitting(Size(columns: 240, rows: 60))
        sitting.press(key, "C")
        for column in table.columns {
            #expect(self.line(column.title, in: sitting).contains(column.explanation))
        }
    }

    @Test func `the explanation of the selected column is whole, however narrow the screen`() {
        var sitting = self.sitting(Size(columns: 60, rows: 24))
        sitting.press("C", .home)
        let words = { (text: String) in text.split { " \n│".contains($0) }.joined(separator: " ") }
        for column in Table.tasks.columns {
            #expect(words(sitting.screen).contains(words(column.explanation)), "\(sitting.screen)")
            sitting.press(.down)
        }
    }

    @Test(arguments: ["C", .function(6)] as [Key])
    func `it opens on the column that the rows are sorted by, and closes again`(key: Key) {
        var sitting = self.sitting()
        sitting.press(key)
        #expect(sitting.model.overlay == .columns(ColumnMenu(table: .tasks, selected: "AGE")))
        sitting.press(key)
        #expect(sitting.model.overlay == nil)
        sitting.press(key, .escape)
        #expect(sitting.model.overlay == nil && sitting.model.tab == .tasks)
    }

    @Test(arguments: ["4", "5", .enter] as [Key])
    func `where there is no table it says where there are some`(key: Key) {
        var sitting = self.sitting()
        sitting.press(key, "C")
        #expect(sitting.model.overlay == nil)
        #expect(sitting.message.contains("1, 2 and 3"))
    }

    // MARK: - Sorting

    @Test func `Enter sorts by the column, and again the other way round`() {
        var sitting = self.sitting()
        self.select("NAME", in: &sitting)
        sitting.press(.enter)
        #expect(sitting.listed == [3, 2, 1])
        #expect(self.line("NAME^", in: sitting) != "")
        sitting.press(.enter)
        #expect(sitting.listed == [1, 2, 3])
        #expect(self.line("NAMEv", in: sitting) != "")
    }

    @Test func `every column can be sorted by, and is told`() {
        for table in [Table.tasks, .names] {
            for column in table.columns {
                var sitting = self.sitting()
                sitting.press(table == .names ? "2" : "1")
                self.select(column.title, in: &sitting)
                sitting.press(.enter)
                #expect(sitting.model.sorting(of: table)?.column == column.title)
            }
        }
    }

    @Test func `the tree says why it cannot be sorted`() {
        var sitting = self.sitting()
        sitting.press("3", "C", .enter)
        #expect(sitting.message.contains("what hangs together stands together"))
    }

    @Test(arguments: [Shot.small, Shot.large])
    func `where the rows are sorted by a column that is not seen the list's line says so`(size: Size) {
        var sitting = self.sitting(size)
        for title in ["BUSY", "KIDS", "LONGEST POLL"] {
            self.select(title, in: &sitting)
            if self.seen(sitting).contains(title) { sitting.press(" ") }
            sitting.press(.enter, .escape)
            #expect(!self.seen(sitting).contains(title))
            let caption = sitting.screen.split(separator: "\n").first { $0.contains(" live") } ?? ""
            #expect(caption.contains("(hidden)"), "\(title): \(caption)")
        }
        sitting.press("2")
        self.select("ENDED", in: &sitting)
        if self.seen(sitting, .names).contains("ENDED") { sitting.press(" ") }
        sitting.press(.enter, .escape)
        #expect(sitting.screen.contains("by ENDED (hidden)"))
    }

    // MARK: - What is shown

    @Test func `Space hides a column at once, and shows it again`() {
        var sitting = self.sitting()
        let before = self.seen(sitting)
        self.select("STATE", in: &sitting)
        #expect(self.line("STATE", in: sitting).contains("[x]"))
        sitting.press(" ")
        #expect(!self.seen(sitting).contains("STATE"))
        #expect(self.line("STATE", in: sitting).contains("[ ]"))
        sitting.press(" ")
        #expect(self.seen(sitting) == before)
        #expect(sitting.model.columns.isEmpty)
    }

    @Test func `Space shows what the table has left out, instead of what nobody asked for`() {
        var sitting = self.sitting()
        #expect(!self.seen(sitting).contains("LONGEST POLL") && self.seen(sitting).contains("PROGRESS"))
        self.select("LONGEST POLL", in: &sitting)
        sitting.press(" ")
        #expect(self.seen(sitting).contains("LONGEST POLL") && !self.seen(sitting).contains("PROGRESS"))
    }

    @Test func `beside what has no room it says so`() {
        var sitting = self.sitting(Size(columns: 60, rows: 24))
        for title in ["DOING NOW", "LONGEST POLL", "FROM", "WAITING"] {
            self.select(title, in: &sitting)
            if !self.seen(sitting).contains(title) { sitting.press(" ") }
            sitting.press(.escape)
        }
        self.select("WAITING", in: &sitting)
        let line = self.line("WAITING", in: sitting)
        #expect(!self.seen(sitting).contains("WAITING") && line.contains("[x]") && line.contains("no room now"))
        // Where there is room it comes by itself.
        _ = sitting.model.update(.resize(Size(columns: 160, rows: 24)))
        #expect(self.seen(sitting).contains("WAITING"))
        #expect(!self.line("WAITING", in: sitting).contains("no room"))
    }

    @Test func `what was asked for can be given up although there is no room for it`() {
        var sitting = self.sitting(Size(columns: 40, rows: 24))
        self.select("FROM", in: &sitting)
        sitting.press(" ", " ")
        #expect(self.line("FROM", in: sitting).contains("[ ]"))
    }

    @Test(arguments: [("ID", "1"), ("NAME", "1"), ("NAME", "2")] as [(String, Key)])
    func `what tells rows apart cannot be hidden`(title: String, key: Key) {
        var sitting = self.sitting()
        sitting.press(key)
        self.select(title, in: &sitting)
        sitting.press(" ")
        #expect(sitting.message.contains("\(title) is always shown"))
        #expect(sitting.model.columns.isEmpty)
    }

    @Test func `each table has columns of its own`() {
        var sitting = self.sitting()
        self.select("BUSY", in: &sitting)
        sitting.press(" ", .escape, "3")
        #expect(self.seen(sitting, .tree).contains("BUSY"))
        #expect(!self.seen(sitting, .tasks).contains("BUSY"))
    }

    // MARK: - The order

    @Test(arguments: [([Key.left], [Key.right]), (["["], ["]"])])
    func `a column is moved, and stays the selected one`(left: [Key], right: [Key]) {
        var sitting = self.sitting()
        self.select("NAME", in: &sitting)
        for key in left { sitting.press(key) }
        #expect(self.seen(sitting).prefix(3) == ["ID", "NAME", "STATE"])
        #expect(sitting.model.overlay == .columns(ColumnMenu(table: .tasks, selected: "NAME")))
        for key in right { sitting.press(key) }
        #expect(sitting.model.columns.isEmpty)
    }

    @Test func `at the ends it says that there is no further`() {
        var sitting = self.sitting()
        sitting.press("C", .home, .left)
        #expect(sitting.message.contains("is the first already"))
        sitting.press(.end, .right)
        #expect(sitting.message.contains("is the last already"))
    }

    @Test func `the next column to sort by is the one that stands there`() {
        var sitting = self.sitting()
        self.select("BUSY", in: &sitting)
        for _ in 0..<2 { sitting.press(.left) }
        sitting.press(.escape, "<")
        #expect(sitting.model.tasks.sorting.column == "BUSY")
    }

    @Test func `r brings everything back`() {
        var sitting = self.sitting()
        let before = self.seen(sitting)
        self.select("STATE", in: &sitting)
        sitting.press(" ", .right, .enter)
        sitting.press("r")
        #expect(self.seen(sitting) == before && sitting.model.columns.isEmpty)
        #expect(sitting.model.tasks.sorting == Sorting(column: "AGE"))
        sitting.press("r")
        #expect(sitting.message.contains("Nothing has been changed"))
    }

    @Test func `the table stands above it, as it has become`() {
        for size in [Shot.small, Shot.large] {
            var sitting = self.sitting(size)
            self.select("STATE", in: &sitting)
            let titles = { (screen: String) in screen.split(separator: "\n").first { $0.contains("  ID  ") } ?? "" }
            #expect(titles(sitting.screen).contains("STATE"))
            sitting.press(" ")
            #expect(titles(sitting.screen).contains("NAME") && !titles(sitting.screen).contains("STATE"))
            #expect(sitting.screen.contains(" slow "))
        }
    }
}
