import BackgroundWorkEvents
import Testing

@testable import BGTopDashboard

/// What a terminal tells of its mouse, and what becomes of it.
@Suite struct ClickTrackerTests {
    /// A screen with two tasks, of which the first is selected.
    private static let screen: Rendering = {
        var sitting = Sitting()
        sitting.run("a")
        sitting.run("b")
        sitting.wait(.milliseconds(100))
        return sitting.rendering
    }()
    private static let empty = Rendering(Sitting().model, size: Size(columns: 100, rows: 24), theme: Theme())

    /// The line of the first task.
    private static let row = screen.regions.first { $0.target == .row(.task(1)) }?.area.row ?? 0

    private func action(from press: (row: Int, column: Int), to release: (row: Int, column: Int)) -> Action? {
        var tracker = ClickTracker()
        let pressed = MouseEvent(.press, row: press.row, column: press.column)
        #expect(tracker.action(for: pressed, on: Self.screen, isBlind: false) == nil, "Nothing happens before it is let go of.")
        let released = MouseEvent(.release, row: release.row, column: release.column)
        return tracker.action(for: released, on: Self.screen, isBlind: false)
    }

    private func target(_ action: Action?) -> ClickTarget? {
        if case .click(let click) = action { click.target } else { nil }
    }

    @Test func `what is pressed and let go of in one place is a click, though the hand moves a little`() {
        for column in 8...12 {
            #expect(self.target(self.action(from: (Self.row, 10), to: (Self.row, column))) == .row(.task(1)), "\(column)")
        }
    }

    @Test func `what is let go of elsewhere is no click`() {
        for release in [(Self.row, 20), (Self.row + 1, 40), (Self.row + 4, 10), (0, 10)] {
            guard case .drag = self.action(from: (Self.row, 10), to: release) else {
                Issue.record("\(release)")
                continue
            }
        }
        #expect(self.action(from: (Self.row, 10), to: (Self.row + 1, 10)) == nil, "Between two rows nothing is chosen.")
    }

    @Test func `a click hits what was seen when it was pressed`() {
        var tracker = ClickTracker()
        let press = MouseEvent(.press, row: Self.row, column: 10)
        _ = tracker.action(for: press, on: Self.screen, isBlind: false)
        let release = MouseEvent(.release, row: Self.row, column: 10)
        #expect(self.target(tracker.action(for: release, on: Self.empty, isBlind: false)) == .row(.task(1)))
    }

    @Test func `what was pressed before something else happened is forgotten`() {
        var tracker = ClickTracker()
        let release = MouseEvent(.release, row: Self.row, column: 10)
        #expect(tracker.action(for: release, on: Self.screen, isBlind: false) == nil)
        _ = tracker.action(for: MouseEvent(.press, row: Self.row, column: 10), on: Self.screen, isBlind: false)
        tracker.forget()
        #expect(tracker.action(for: release, on: Self.screen, isBlind: false) == nil)
    }

    @Test func `the wheel goes by three lines`() {
        var tracker = ClickTracker()
        let up = tracker.action(for: MouseEvent(.wheelUp, row: 3, column: 3), on: Self.screen, isBlind: false)
        let down = tracker.action(for: MouseEvent(.wheelDown, row: 3, column: 3), on: Self.screen, isBlind: false)
        guard case .scroll(-3) = up, case .scroll(3) = down else {
            Issue.record("\(String(describing: up)), \(String(describing: down))")
            return
        }
    }
}
