/// What a person asked of the terminal on the command line.
package struct TerminalOptions: Sendable {
    package enum Color: Hashable, Sendable {
        /// As the terminal can, and none if `NO_COLOR` is set to something.
        case automatic
        /// As the terminal can, whatever `NO_COLOR` says.
        case always
        case never
    }

    package var color: Color
    /// Draw with ASCII alone, even if the locale has more.
    package var ascii: Bool
    /// Report clicks and the wheel from the start. The terminal's own selection of text does not work meanwhile.
    package var mouse: Bool

    package init(color: Color = .automatic, ascii: Bool = false, mouse: Bool = false) {
        self.color = color
        self.ascii = ascii
        self.mouse = mouse
    }
}
