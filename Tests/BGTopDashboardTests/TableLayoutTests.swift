import BGTopStore
import Testing

@testable import BGTopDashboard

/// Which columns are seen, and how wide.
@Suite struct TableLayoutTests {
    @Test(arguments: 1...300)
    func `columns never overlap and never leave the table`(width: Int) {
        let places = TableLayout(TaskColumns.all, width: width).places
        for (place, next) in zip(places, places.dropFirst()) { #expect(place.start + place.width < next.start) }
        if places.count > 1, let last = places.last { #expect(last.start + last.width <= width) }
    }

    @Test(arguments: 1...300)
    func `what matters least goes first`(width: Int) {
        let shown = Set(TableLayout(TaskColumns.all, width: width).places.map(\.column.title))
        let hidden = TaskColumns.all.filter { !shown.contains($0.title) }
        let least = TaskColumns.all.filter { shown.contains($0.title) }.map(\.importance).min() ?? 0
        #expect(hidden.allSatisfy { $0.importance < least })
    }

    @Test func `at 80 columns all that is needed to find a culprit is there`() {
        let titles = TableLayout(TaskColumns.all, width: 76).places.map(\.column.title)
        #expect(titles == ["ID", "STATE", "NAME", "AGE", "BUSY", "DOING NOW", "PROGRESS"])
    }

    @Test func `where there is room, what is seldom asked for is there, too`() {
        #expect(TableLayout(TaskColumns.all, width: 196).places.map(\.column.title) == TaskColumns.all.map(\.title))
        #expect(!TableLayout(TaskColumns.all, width: 116).places.contains { $0.column.title == "LONGEST POLL" })
    }

    @Test func `a column that is too narrow for its title has a shorter one that fits`() {
        for width in 40...300 {
            for place in TableLayout(TaskColumns.all, width: width).places where place.column.shortTitle != nil {
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
