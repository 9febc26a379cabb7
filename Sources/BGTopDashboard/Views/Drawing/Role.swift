/// What a piece of text means. A ``Theme`` says what that looks like; views never name a colour.
enum Role: Hashable, Sendable, CaseIterable {
    case plain
    /// There if wanted: units, hints, what has not changed.
    case muted
    /// What the eye should find first.
    case strong
    /// The titles of columns.
    case heading
    /// A key that can be pressed.
    case key
    case good
    case caution
    case bad
    /// The same three as a patch that can be seen from across the room.
    case goodBadge
    case cautionBadge
    case badBadge
    /// Waits its turn; nothing is wrong with that.
    case waiting
    /// Was asked to stop.
    case stopping
    /// Where the next typed character goes.
    case cursor
    /// A quantity, as a bar or a curve.
    case meter
}

extension Role {
    /// How a share of failures looks: a few happen, and more than a few are trouble.
    init(failedShare: Double) {
        self =
            switch failedShare {
            case ..<0.001: .plain
            case ..<0.05: .caution
            default: .bad
            }
    }
}
