import BGTopStore
import BackgroundWorkEvents
import Testing

@testable import BGTopDashboard

/// Which columns are seen, and how wide.
@Suite struct TableLayoutTests {
    @Test(arguments: 1...300)
    func `columns never overlap and never leave the table`(width: Int) {
        let places = TableLayout(TaskColumns.all, width: width, store: TaskStore()).places
        for (place, next) in zip(places, places.dropFirst()) { #expect(place.start + place.width < next.start) }
        if places.count > 1, let last = places.last { #expect(last.start + last.width <= width) }
    }

    @Test(arguments: 1...300)
    func `what matters least goes first`(width: Int) {
        let shown = Set(TableLayout(TaskColumns.all, width: width, store: TaskStore()).places.map(\.column.title))
        let hidden = TaskColumns.all.filter { !shown.contains($0.title) }
        let least = TaskColumns.all.filter { shown.contains($0.title) }.map(\.importance).min() ?? 0
        #expect(hidden.allSatisfy { $0.importance < least })
    }

    @Test func `at 80 columns all that is needed to find a culprit is there`() {
        let titles = TableLayout(TaskColumns.all, width: 76, store: TaskStore()).places.map(\.column.title)
        #expect(titles == ["ID", "STATE", "NAME", "AGE", "BUSY", "DOING NOW", "PROGRESS"])
    }

    @Test func `a name that fits is not cut while another column has room to spare`() throws {
        var sitting = Sitting(size: Shot.small)
        sitting.run("export-statement")
        sitting.wait(.milliseconds(100))
        #expect(sitting.screen.contains(" export-statement "))
        let longest = TableLayout(TaskColumns.all, width: 76, store: sitting.model.store).places
        let width = { (title: String) in longest.first { $0.column.title == title }?.width }
        #expect(width("NAME") == "export-statement".count)
        sitting.run(String(repeating: "x", count: 1_000))
        let places = TableLayout(TaskColumns.all, width: 76, store: sitting.model.store).places
        #expect(places.map(\.column.title) == longest.map(\.column.title))
        let last = try #require(places.last)
        #expect(last.start + last.width == 76)
        #expect(places.first { $0.column.title == "DOING NOW" }?.width ?? 0 >= 16)
    }

    @Test func `no column changes its place as tasks come and go`() {
        var sitting = Sitting(size: Shot.small)
        sitting.run("warm-cache")
        let long = sitting.run("export-statement")
        sitting.wait(.milliseconds(100))
        let before = TableLayout(TaskColumns.all, width: 76, store: sitting.model.store).places.map(\.start)
        sitting.end(long, .succeeded)
        sitting.wait(.seconds(100))
        #expect(TableLayout(TaskColumns.all, width: 76, store: sitting.model.store).places.map(\.start) == before)
    }

    @Test(arguments: [0, 109, 900, 5_000, 59_000]) func `how long ago something ended is never cut`(milliseconds: Int) {
        var sitting = Sitting(size: Shot.small)
        sitting.end(sitting.run("a"), .failed)
        sitting.wait(.milliseconds(milliseconds))
        let row = sitting.screen.split(separator: "\n").first { $0.contains("failed  ") }
        #expect(row?.hasSuffix("s") == true && row?.contains("…") == false, "\(row ?? "")")
    }

    @Test func `where there is room, what is seldom asked for is there, too`() {
        #expect(
            TableLayout(TaskColumns.all, width: 196, store: TaskStore()).places.map(\.column.title)
                == TaskColumns.all.map(\.title)
        )
        #expect(
            !TableLayout(TaskColumns.all, width: 116, store: TaskStore()).places.contains { $0.column.title == "LONGEST POLL" }
        )
    }

    @Test func `a column that is too narrow for its title has a shorter one that fits`() {
        for width in 40...300 {
            for place in TableLayout(TaskColumns.all, width: width, store: TaskStore()).places
            where place.column.shortTitle != nil {
                #expect(place.title.count <= place.width)
            }
        }
    }

    @Test func `titles name their columns`() {
        #expect(Set(TaskColumns.all.map(\.title)).count == TaskColumns.all.count)
        #expect(Set(NameColumns.all.map(\.title)).count == NameColumns.all.count)
        #expect(Set(HolderColumns.all.map(\.title)).count == HolderColumns.all.count)
    }
}
