/// What a piece of text means. A ``Theme`` says what that looks like; views never name a colour.
enum Role: Hashable, Sendable, CaseIterable {
    case plain
    /// There if wanted: units, hints, what has not changed.
    case muted
    /// What the eye should find first.
    case strong
    /// The line at the top of the screen.
    case banner
    /// The titles of columns.
    case heading
    /// A key that can be pressed.
    case key
    case good
    case caution
    case bad
    /// The most that can be wrong: has to be seen from across the room.
    case alarm
    /// Waits its turn; nothing is wrong with that.
    case waiting
    /// Was asked to stop.
    case stopping
    /// A quantity, as a bar or a curve.
    case meter
}
