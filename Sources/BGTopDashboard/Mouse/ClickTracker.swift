/// Makes clicks of what a terminal tells of its mouse.
///
/// A click is a button that was pressed and let go of in one place. What it hit is what was seen there when it was pressed,
/// whatever is there when it is let go of. That nothing happens before it is let go of leaves a way out to whoever sees where
/// the pointer is, and leaves no report under way to a shell when a click was what ended the session.
struct ClickTracker {
    private struct Press {
        let event: MouseEvent
        let region: ClickRegion?
        let place: Place
    }

    /// A hand that clicks moves the mouse by so much.
    private static let jitter = (rows: 1, columns: 2)
    private static let wheelLines = 3

    private var press: Press?

    /// - Parameters:
    ///   - screen: What was seen when it happened.
    ///   - isBlind: As of a ``Click``.
    /// - Returns: nil if it means nothing, or nothing yet.
    mutating func action(for event: MouseEvent, on screen: Rendering, isBlind: Bool) -> Action? {
        switch event.kind {
        case .wheelUp: return .scroll(lines: -Self.wheelLines)
        case .wheelDown: return .scroll(lines: Self.wheelLines)
        case .press:
            let region = screen.region(row: event.row, column: event.column)
            self.press = Press(event: event, region: region, place: screen.place)
            return nil
        case .release:
            guard let press = self.press else { return nil }
            self.press = nil
            return Self.action(from: press, to: event, isBlind: isBlind)
        }
    }

    /// Forgets what was pressed and not let go of yet: something else has happened since.
    mutating func forget() {
        self.press = nil
    }

    private static func action(from press: Press, to release: MouseEvent, isBlind: Bool) -> Action? {
        let rows = abs(release.row - press.event.row)
        guard rows <= Self.jitter.rows, abs(release.column - press.event.column) <= Self.jitter.columns else { return .drag }
        let isInside = press.region?.area.contains(row: release.row, column: release.column) ?? false
        guard rows == 0 || isInside else { return nil }
        return .click(Click(target: press.region?.target, place: press.place, isBlind: isBlind))
    }
}
