/// A key that a person pressed, as the terminal reported it.
package enum Key: Hashable, Sendable {
    /// A character that was typed, Space included.
    case character(Character)
    /// Ctrl with a lower-case letter or one of `@ \ ] ^ _`. Ctrl-H, I, J and M are the keys that they mean to a terminal.
    case control(Character)
    case enter, escape, tab, backTab, backspace, delete, insert
    case up, down, left, right, pageUp, pageDown, home, end
    /// F1 is `function(1)`.
    case function(Int)
}
