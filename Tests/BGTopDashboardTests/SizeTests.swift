import BackgroundWorkEvents
import TestSupport
import Testing

@testable import BGTopDashboard

/// No size of a terminal, however odd, breaks a view.
@Suite struct SizeTests {
    /// On both sides of every width and height at which a view changes, and some between.
    private static let columns = [
        1, 2, 3, 5, 8, 13, 21, 34, 39, 40, 41, 49, 50, 60, 71, 72, 76, 79, 80, 81, 99, 100, 109, 110, 120, 150, 169, 170, 200,
        300,
    ]
    private static let rows = [1, 2, 3, 5, 9, 10, 11, 13, 14, 15, 16, 19, 20, 23, 24, 29, 30, 36, 50, 100]

    /// The sizes at which the views are drawn one after the other: the first one at those of the first set, and so on. Together
    /// they have all of them, and each view has every fourth width and height; those that matter most it has in any case.
    private static let sets: [[Size]] = {
        let all = Self.columns.flatMap { columns in Self.rows.map { Size(columns: columns, rows: $0) } }
        var random = SeededGenerator(seed: 11)
        let shuffled = all.shuffled(using: &random)
        return Shot.all.indices.map { index in
            let own = shuffled.indices.filter { $0 % Shot.all.count == index }.map { shuffled[$0] }
            let widths = Self.quarter(of: Self.columns, index).map {
                Size(columns: $0, rows: Self.rows.randomElement(using: &random) ?? 0)
            }
            let heights = Self.quarter(of: Self.rows, index).map {
                Size(columns: Self.columns.randomElement(using: &random) ?? 0, rows: $0)
            }
            return own + widths + heights + [ScreenLayout.minimum, Shot.small]
        }
    }()

    private static func quarter(of lengths: [Int], _ index: Int) -> [Int] {
        lengths.indices.filter { ($0 + index).isMultiple(of: 4) }.map { lengths[$0] }
    }

    /// Where names mean harm, a third of them.
    private static let fewer = Self.sets.map { sizes in sizes.indices.filter { $0 % 3 == 0 }.map { sizes[$0] } }

    private static func named(_ sets: [[Size]]) -> [Named<[Size]>] { sets.map { Named("\($0.count) sizes", $0) } }

    @Test(arguments: zip(Shot.all + Shot.all.map(\.spoiled), Self.named(Self.sets + Self.fewer)))
    func `every view can be drawn at every size, whatever the names in it`(shot: Shot, set: Named<[Size]>) {
        var model = shot.model(size: Shot.small)
        for (index, size) in set.value.enumerated() {
            let theme = Shot.themes[index % Shot.themes.count]
            // At every third size as it is drawn by somebody who has not heard of the resize yet, too.
            let before = index % 3 == 0 ? render(model, size: size, theme: theme) : nil
            _ = model.update(.resize(size))
            let after = render(model, size: size, theme: theme)
            for frame in [before, after].compactMap(\.self) {
                #expect(frame.cells.count == size.columns * size.rows, "\(size)")
                #expect(frame.splitGlyphs == 0, "\(size)")
            }
        }
    }

    @Test func `where there is no room to see what a key does, it does nothing`() {
        var sitting = Sitting(size: Size(columns: 20, rows: 5))
        sitting.press(.character("D"), .character("y"), .character("q"), .character("y"))
        #expect(sitting.takeEffects().isEmpty)
        #expect(sitting.model.overlay == nil)
    }

    @Test func `that there was no room is not said any more once there is`() {
        var sitting = Sitting(size: Size(columns: 20, rows: 5))
        sitting.press("D")
        #expect(sitting.model.message?.text.contains("too small") == true)
        _ = sitting.model.update(.resize(Size(columns: 80, rows: 24)))
        #expect(sitting.model.message == nil)
    }

    @Test(arguments: Shot.all)
    func `a hundred resizes leave no trace`(shot: Shot) {
        var random = SeededGenerator(seed: 7)
        var model = shot.model(size: Shot.large)
        for _ in 0..<100 {
            let size = Size(columns: 1 + Int(random.next() % 300), rows: 1 + Int(random.next() % 100))
            _ = model.update(.resize(size))
        }
        _ = model.update(.resize(Shot.large))
        // How far a list is scrolled may depend on the way here; that what is selected is seen may not.
        let frame = render(model, size: Shot.large, theme: Theme())
        #expect(frame.text.count(where: { $0 == "\n" }) == Shot.large.rows - 1)
        #expect(model.tasks.cursor.selected == shot.model(size: Shot.large).tasks.cursor.selected)
        if case .tasks = model.viewPlace, model.overlay == nil, let id = model.focusedTask {
            #expect(frame.text.contains(id.description))
        }
    }

    @Test(arguments: [StartView.Page.choice, .instrument])
    func `the start screen can be drawn at every size`(page: StartView.Page) {
        for columns in Self.columns {
            for rows in Self.rows {
                let frame = StartView(page: page).frame(size: Size(columns: columns, rows: rows), theme: Theme())
                #expect(frame.cells.count == columns * rows)
            }
        }
    }

    @Test func `what is needed can be read wherever there is room for it`() {
        let model = Shot.all[0].model(size: Shot.small)
        for columns in 5...39 {
            for rows in 1...9 {
                let text = render(model, size: Size(columns: columns, rows: rows), theme: Theme()).text
                #expect(text.contains("40x10"), "\(columns)x\(rows): \(text)")
                #expect(!text.contains("…"), "\(columns)x\(rows): \(text)")
            }
        }
        let narrow = render(model, size: Size(columns: 3, rows: 2), theme: Theme()).text
        #expect(narrow == "40x\n10")
    }

    @Test func `a terminal that has grown shows the dashboard again`() {
        let model = Shot.all[0].model(size: Shot.small)
        #expect(render(model, size: Size(columns: 20, rows: 5), theme: Theme()).text.contains("20x5"))
        #expect(render(model, size: Shot.small, theme: Theme()).text.contains("sync-ledger"))
    }
}
