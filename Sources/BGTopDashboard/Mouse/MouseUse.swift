/// Who has the mouse.
enum MouseUse: Hashable, Sendable {
    /// The dashboard: clicks and the wheel are reported to it.
    case taken
    /// The terminal, so that text can be selected, for as long as it takes.
    case free
    /// The terminal, as it was asked for from the start.
    case unused
}
