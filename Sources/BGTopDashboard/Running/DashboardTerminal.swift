/// What the dashboard needs of a terminal.
package protocol DashboardTerminal: AnyObject {
    var size: Size { get }
    var colors: ColorSupport { get }
    var isUTF8: Bool { get }
    func show(_ frame: Frame)
    func repaint()
    func takeMouse(_ isTaken: Bool)
    func wait(until deadline: ContinuousClock.Instant?) -> [TerminalInput]
    func suspend()
    /// Gives it back for good. Further calls do nothing.
    func giveBack()
}

extension TerminalSession: DashboardTerminal {
    /// As ``restore()``, with what was captured meanwhile written to where it was meant to go.
    package func giveBack() {
        self.restore().replay()
    }
}

extension DashboardTerminal {
    /// The theme of this name, as far as the terminal can show it.
    func theme(_ name: ThemeName) -> Theme {
        Theme(name, colors: self.colors, glyphs: self.isUTF8 ? .unicode : .ascii)
    }
}
