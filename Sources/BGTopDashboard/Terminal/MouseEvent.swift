/// A click or a turn of the wheel; reported only if ``TerminalOptions/mouse`` asked for it.
package struct MouseEvent: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case press, release, wheelUp, wheelDown
    }

    package var kind: Kind
    /// From 0, as in a ``Frame``.
    package var row: Int
    package var column: Int

    package init(_ kind: Kind, row: Int, column: Int) {
        self.kind = kind
        self.row = row
        self.column = column
    }
}
