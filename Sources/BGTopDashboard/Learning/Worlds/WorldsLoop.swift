import BGTopTeaching
import BackgroundWorkEvents

/// Shows two worlds on a terminal, starts them and ends them.
struct WorldsLoop {
    /// How often the picture changes while they are there.
    private static let frame = Duration.milliseconds(100)

    private let launcher: WorldsLauncher
    private let terminal: any DashboardTerminal
    private let theme: Theme
    private let clock: MonotonicClock
    private(set) var sitting: WorldsSitting
    private var running: (any RunningWorlds)?
    private var seed: UInt64 = 0
    private var reading = ReadingTime()

    init(
        _ launcher: WorldsLauncher,
        on terminal: any DashboardTerminal,
        theme: Theme,
        clock: MonotonicClock = MonotonicClock()
    ) {
        self.launcher = launcher
        self.terminal = terminal
        self.theme = theme
        self.clock = clock
        self.sitting = WorldsSitting(structured: launcher.structured, unstructured: launcher.unstructured, at: clock.now)
    }

    /// Returns when the person leaves; both processes are gone then. Blocks the calling thread.
    mutating func go() -> WorldsSitting.Leaving {
        defer { self.running?.end() }
        self.start()
        while true {
            self.terminal.show(WorldsView(sitting: self.sitting, size: self.terminal.size, theme: self.theme).frame)
            let inputs = self.terminal.wait(until: self.sitting.phase == .over ? nil : ContinuousClock.now + Self.frame)
            self.read()
            for input in inputs {
                switch input {
                case .key(let key):
                    if let leaving = self.press(key) { return leaving }
                case .hangUp: return .quit
                case .paste, .mouse, .resized, .woken, .output, .remark, .resumed: break
                }
            }
        }
    }

    private mutating func read() {
        self.sitting.take(self.running?.news() ?? [])
        self.sitting.pass(to: self.clock.now)
    }

    /// - Returns: Where the person wants to go, if that is it.
    private mutating func press(_ key: Key) -> WorldsSitting.Leaving? {
        // There is one question, and it is the same one until it is answered.
        let isBlind = self.reading.isBlind(self.sitting.question.map { _ in self.seed }, at: self.clock.now)
        for effect in self.sitting.press(key, isBlind: isBlind) {
            switch effect {
            case .start: self.start()
            case .askToEnd: self.running?.askToEnd()
            case .leave(let leaving): return leaving
            case .suspend: self.terminal.suspend()
            case .repaint: self.terminal.repaint()
            }
        }
        return nil
    }

    /// Ends those that there are, and starts others.
    private mutating func start() {
        self.running?.end()
        self.running = nil
        self.seed += 1
        self.sitting = WorldsSitting(
            structured: self.launcher.structured,
            unstructured: self.launcher.unstructured,
            at: self.clock.now
        )
        do {
            self.running = try self.launcher.start(self.seed)
        } catch {
            self.sitting.say("\(error) r tries it again.")
        }
        self.read()
    }
}
