/// How many colours a terminal can show, and may.
package enum ColorSupport: Hashable, Sendable {
    /// No colour: the terminal has none or nobody wants any.
    case none
    /// The eight of the palette.
    case eight
    /// All 256 of the palette.
    case full
}
