/// How many colours a terminal can show, and may.
package enum ColorSupport: Hashable, Sendable {
    /// No colour: the terminal has none or nobody wants any.
    case none
    /// The eight of the palette.
    case eight
    /// All 256 of the palette.
    case full
}

extension ColorSupport {
    /// - Parameters:
    ///   - count: How many colours the terminal has.
    ///   - noColor: The environment's `NO_COLOR`, which counts only if there is something in it.
    init(count: Int, wanted: TerminalOptions.Color, noColor: String?) {
        let isWanted =
            switch wanted {
            case .automatic: (noColor ?? "").isEmpty
            case .always: true
            case .never: false
            }
        self = !isWanted || count < 8 ? .none : count < 256 ? .eight : .full
    }
}
