/// What the dashboard needs of a terminal.
package protocol DashboardTerminal: AnyObject {
    var size: Size { get }
    var hasColor: Bool { get }
    var isUTF8: Bool { get }
    func show(_ frame: Frame)
    func repaint()
    func takeMouse(_ isTaken: Bool)
    func wait(until deadline: ContinuousClock.Instant?) -> [TerminalInput]
    func suspend()
}

extension TerminalSession: DashboardTerminal {
    package var hasColor: Bool { self.colors != .none }
}
