import BGTopTeaching
import BackgroundWorkEvents
import Synchronization

/// Shows a stage on a terminal, runs what is to be run, and tells what happens.
struct StageLoop {
    /// One run, from when it is begun.
    private final class Run: Sendable {
        private struct State {
            var isOver = false
            var task: Task<Void, Never>?
        }

        let subscription: any TaskEventSubscription
        private let state = Mutex(State())

        var isOver: Bool { self.state.withLock(\.isOver) }

        /// - Parameter last: What may still be running: at the same time one would be late for the other.
        init(_ performance: any Performance, after last: Run?, wake: @escaping @Sendable () -> Void) {
            self.subscription = performance.source.subscribe(maximumBuffered: 100_000, onReady: wake)
            // What is true when it is read for the first time comes as a snapshot; a lesson is told from its beginning.
            var before: [TaskEvent] = []
            self.subscription.drain(into: &before)
            let task = Task {
                await last?.stop()
                await performance.run()
                self.state.withLock { $0.isOver = true }
                wake()
            }
            self.state.withLock { $0.task = task }
        }

        /// Ends it, and returns when it has ended.
        private func stop() async {
            let task = self.state.withLock(\.task)
            task?.cancel()
            await task?.value
        }
    }

    /// How often the picture changes while something runs, or is played again.
    private static let frame = Duration.milliseconds(50)

    let terminal: any DashboardTerminal
    let theme: Theme
    let clock: MonotonicClock
    /// What is started where the two worlds are asked for; nil where nobody can ask.
    private let worlds: WorldsLauncher?
    let wake: @Sendable () -> Void
    let note: (Variant, Lesson, _ isRight: Bool?) -> Void
    private(set) var stage: Stage
    private var run: Run?
    /// What was begun last, whether or not anybody is still interested in it.
    private var last: Run?

    init(
        _ stage: Stage,
        on terminal: any DashboardTerminal,
        theme: Theme,
        clock: MonotonicClock = .init(),
        worlds: WorldsLauncher? = nil,
        wake: @escaping @Sendable () -> Void,
        note: @escaping (Variant, Lesson, _ isRight: Bool?) -> Void
    ) {
        self.stage = stage
        self.terminal = terminal
        self.theme = theme
        self.clock = clock
        self.worlds = worlds
        self.wake = wake
        self.note = note
    }

    /// Returns when the person leaves. Blocks the calling thread.
    mutating func go() {
        guard self.carryOut(self.stage.begin()) else { return }
        var last = self.clock.now
        while true {
            self.stage.size = self.terminal.size
            self.terminal.show(StageView(stage: self.stage, size: self.stage.size, theme: self.theme).frame)
            let isMoving = self.stage.sitting?.isMoving == true
            let inputs = self.terminal.wait(until: isMoving ? ContinuousClock.now + Self.frame : nil)
            let now = self.clock.now
            // Nothing was played while the process stood still.
            if inputs.contains(.resumed) { last = now }
            self.stage.pass(now - last)
            last = now
            for input in inputs {
                switch input {
                case .key(let key):
                    guard self.carryOut(self.stage.press(key)) else { return }
                case .hangUp: return
                case .paste, .mouse, .resized, .woken, .output, .remark, .resumed: break
                }
            }
            self.read()
        }
    }

    private mutating func read() {
        guard let run else { return }
        let isOver = run.isOver
        var events: [TaskEvent] = []
        run.subscription.drain(into: &events)
        self.stage.take(events, at: run.subscription.instant(at: self.clock.now))
        guard isOver else { return }
        self.run = nil
        _ = self.carryOut(self.stage.end())
    }

    /// - Returns: Whether to go on.
    private mutating func carryOut(_ effects: [Stage.Effect]) -> Bool {
        for effect in effects {
            switch effect {
            case .run(let variant):
                self.run = Run(variant.perform(), after: self.last, wake: self.wake)
                self.last = self.run
            case .stop: self.run = nil
            case .note(let variant, let lesson, let isRight): self.note(variant, lesson, isRight)
            case .visitWorlds:
                guard let worlds else { break }
                var loop = WorldsLoop(worlds, on: self.terminal, theme: self.theme)
                if loop.go() == .quit { return false }
            case .suspend: self.terminal.suspend()
            case .repaint: self.terminal.repaint()
            case .quit: return false
            }
        }
        return true
    }
}
