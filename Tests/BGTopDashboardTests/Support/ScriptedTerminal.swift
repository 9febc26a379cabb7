import BackgroundWorkEvents

@testable import BGTopDashboard

/// A terminal at which everything happens as the test wrote it down, at times that the test has set.
final class ScriptedTerminal: DashboardTerminal {
    enum Step: Sendable {
        /// So much time passes, and then this happens.
        case after(Duration, [TerminalInput])
        /// The test does something.
        case then(@Sendable () -> Void)
    }

    var size = Size(columns: 100, rows: 24)
    var colors = ColorSupport.none
    var isUTF8 = true
    private(set) var frames: [(at: TaskInstant, frame: Frame)] = []
    private(set) var repaints = 0
    private(set) var suspensions = 0
    /// Every time that the mouse was taken, or freed.
    private(set) var mouseUses: [Bool] = []
    /// Called when it is given back.
    var onGivenBack: () -> Void = {}
    private(set) var now: TaskInstant
    private var steps: [Step]

    init(at now: TaskInstant = TaskInstant(nanoseconds: 1_000_000_000), _ steps: [Step]) {
        self.now = now
        self.steps = steps
    }

    func show(_ frame: Frame) { self.frames.append((self.now, frame)) }
    func repaint() { self.repaints += 1 }
    func takeMouse(_ isTaken: Bool) { self.mouseUses.append(isTaken) }
    func suspend() { self.suspensions += 1 }

    func giveBack() { self.onGivenBack() }

    func wait(until deadline: ContinuousClock.Instant?) -> [TerminalInput] {
        guard !self.steps.isEmpty else { return [.hangUp] }
        switch self.steps.removeFirst() {
        case .after(let duration, let inputs):
            self.now = self.now.advanced(by: duration)
            for case .resized(let size) in inputs { self.size = size }
            return inputs
        case .then(let action):
            action()
            return [.woken]
        }
    }

    /// What was on the screen last.
    var text: String { self.frames.last?.frame.text ?? "" }
}
