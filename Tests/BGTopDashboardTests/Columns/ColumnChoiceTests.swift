import BGTopStore
import BackgroundWorkEvents
import TestSupport
import Testing

@testable import BGTopDashboard

/// What is seen of a table of which somebody has chosen columns.
@Suite struct ColumnChoiceTests {
    private func titles(_ choice: ColumnChoice, width: Int = 116) -> [String] {
        TableLayout(TaskColumns.all, width: width, store: TaskStore(), choice: choice).places.map(\.column.title)
    }

    @Test(arguments: 1...300)
    func `who says nothing sees what the table has room for`(width: Int) {
        #expect(
            self.titles(ColumnChoice(), width: width)
                == TableLayout(TaskColumns.all, width: width, store: TaskStore()).places.map(\.column.title)
        )
    }

    @Test func `what was asked for is seen where the table would leave it out`() {
        var choice = ColumnChoice()
        #expect(!self.titles(choice).contains("POLLS"))
        choice.show("POLLS")
        #expect(self.titles(choice).contains("POLLS"))
        choice.leave("POLLS")
        #expect(!self.titles(choice).contains("POLLS"))
    }

    @Test(arguments: 1...300)
    func `what was asked for comes before all that nobody asked for`(width: Int) {
        let wanted: Set = ["POLLS", "KIDS", "LONGEST POLL", "FROM"]
        let seen = Set(self.titles(ColumnChoice(shown: wanted), width: width))
        guard !wanted.isSubset(of: seen) else { return }
        #expect(seen.isSubset(of: wanted.union(["ID", "NAME"])))
    }

    @Test(arguments: 30...300)
    func `where all that was asked for is seen no room is left that another column could use`(width: Int) {
        let choice = ColumnChoice(shown: ["READY", "RAN"])
        let places = TableLayout(TaskColumns.all, width: width, store: TaskStore(), choice: choice).places
        let seen = Set(places.map(\.column.title))
        guard choice.shown.isSubset(of: seen) else { return }
        let gap = width < 60 ? 1 : 2
        let taken = places.map { $0.column.width.lowerBound + gap }.reduce(0, +)
        for column in TaskColumns.all where !seen.contains(column.title) && column.leastTable <= width {
            #expect(taken + column.width.lowerBound > width, "\(column.title)")
        }
    }

    @Test(arguments: 1...300)
    func `with what was asked for, too, no column leaves the table`(width: Int) {
        let choice = ColumnChoice(shown: Set(TaskColumns.all.map(\.title)))
        let places = TableLayout(TaskColumns.all, width: width, store: TaskStore(), choice: choice).places
        for (place, next) in zip(places, places.dropFirst()) { #expect(place.start + place.width < next.start) }
        if places.count > 1, let last = places.last { #expect(last.start + last.width <= width) }
    }

    @Test(arguments: 1...300)
    func `what was hidden is not seen, and gives its room to others`(width: Int) {
        let seen = self.titles(ColumnChoice(hidden: ["DOING NOW", "STATE"]), width: width)
        #expect(!seen.contains("DOING NOW") && !seen.contains("STATE"))
        #expect(
            Set(seen).isSuperset(of: self.titles(ColumnChoice(), width: width).filter { !["DOING NOW", "STATE"].contains($0) })
        )
    }

    @Test(arguments: 30...300)
    func `the ID and the name are never hidden, nor pushed out`(width: Int) {
        let all = Set(TaskColumns.all.map(\.title))
        for choice in [ColumnChoice(hidden: all), ColumnChoice(shown: all)] {
            #expect(Set(self.titles(choice, width: width)).isSuperset(of: ["ID", "NAME"]))
        }
    }

    @Test func `what is to be seen and not to be seen is not seen`() {
        #expect(ColumnChoice(shown: ["BUSY", "AGE"], hidden: ["BUSY"]).shown == ["AGE"])
    }

    // MARK: - Order

    @Test func `a column that is moved takes the place of its neighbour, and back`() {
        let titles = ["A", "B", "C", "D"]
        var choice = ColumnChoice()
        choice.move("C", by: -1, among: titles)
        #expect(choice.arranged(titles, title: \.self) == ["A", "C", "B", "D"])
        choice.move("C", by: 1, among: titles)
        #expect(choice == ColumnChoice())
    }

    @Test func `nothing is moved beyond the ends`() {
        let titles = ["A", "B"]
        var choice = ColumnChoice()
        choice.move("A", by: -1, among: titles)
        choice.move("B", by: 1, among: titles)
        #expect(choice == ColumnChoice())
    }

    @Test func `no more of an order is kept than makes the difference`() {
        var choice = ColumnChoice()
        choice.move("B", by: -1, among: ["A", "B", "C", "D"])
        #expect(choice.order == ["B"])
        // A column that is new in the middle stands where the table has it.
        #expect(choice.arranged(["A", "B", "C", "new", "D"], title: \.self) == ["B", "A", "C", "new", "D"])
    }

    @Test func `every order can be had, and is kept`() {
        let titles = TaskColumns.all.map(\.title)
        var random = SeededGenerator(seed: 5)
        for _ in 0..<200 {
            var choice = ColumnChoice()
            var expected = titles
            for _ in 0..<20 {
                let title = titles.randomElement(using: &random) ?? ""
                let distance = Bool.random(using: &random) ? 1 : -1
                choice.move(title, by: distance, among: titles)
                guard let position = expected.firstIndex(of: title), expected.indices.contains(position + distance) else {
                    continue
                }
                expected.swapAt(position, position + distance)
            }
            #expect(choice.arranged(titles, title: \.self) == expected)
        }
    }

    @Test func `an order that names what there is not is taken as far as it goes`() {
        let choice = ColumnChoice(order: ["NAME", "COLOUR", "ID"])
        #expect(self.titles(choice).prefix(3) == ["NAME", "ID", "STATE"])
    }
}
