public import BackgroundWorkEvents
import CNCurses
import Dispatch
import Synchronization

/// The dashboard: shows in a terminal what a process's background tasks do, and lets a person act on them.
///
/// It needs one operating system thread of its own, the one that calls ``run()``, and nothing else: with every thread of Swift's
/// concurrency pool blocked it still draws, and still closes the intake when somebody asks it to.
///
/// Safe to use from any thread.
public final class Dashboard: Sendable {
    private let source: any TaskEventSource
    private let control: any TaskControl
    /// Where a recording is shown, what plays it.
    private let player: (any PlaybackControl)?
    private let options: Options
    private let state: Mutex<State>
    /// Entered from before the dashboard takes the terminal until it has given it back, and ``run()`` is over.
    private let session = DispatchGroup()

    private struct State {
        var isStopped = false
        var recording: RecordingState
        var waker: TerminalWaker?
    }

    /// A dashboard that has not been shown yet.
    ///
    /// - Parameters:
    ///   - source: What it shows.
    ///   - control: What it acts on; the same process as `source`.
    public init(source: any TaskEventSource, control: any TaskControl, options: Options = Options()) {
        self.source = source
        self.control = control
        self.player = nil
        self.options = options
        self.state = Mutex(State(recording: options.isRecording ? .running : .none))
    }

    /// A dashboard of a recording, which has not been shown yet.
    ///
    /// - Parameter player: Tells what happened, and plays as a person wants it.
    package init(recording player: some TaskEventSource & PlaybackControl, options: Options) {
        var options = options
        options.place = .recorded
        self.source = player
        self.control = Past()
        self.player = player
        self.options = options
        self.state = Mutex(State(recording: .none))
    }

    /// Takes the terminal at standard input and standard output, shows the dashboard and gives the terminal back.
    ///
    /// Blocks the calling thread, which must not be one of Swift's concurrency pool. Meanwhile nothing else reaches the
    /// terminal: what the process writes to its standard output and standard error is shown in the log view, and written to
    /// where it was meant to go when the terminal has been given back.
    ///
    /// In the form of ``Options/Form/lines(to:)`` nothing is taken and nothing kept from anybody: lines are written.
    ///
    /// - Returns: What ended it.
    /// - Throws: An error whose description is a sentence for a person, if there is no terminal that could show it. Nothing has
    ///   been written then.
    public func run() throws -> Ending {
        if case .lines(let descriptor) = self.options.form { return try self.tell(on: descriptor) }
        return try self.run {
            try TerminalSession(
                options: TerminalOptions(
                    color: self.options.color.terminalOption,
                    ascii: self.options.isASCII,
                    mouse: self.options.usesMouse
                )
            )
        }
    }

    /// As ``run()``, on the terminal that `take` takes.
    func run(taking take: () throws -> TerminalSession) throws -> Ending {
        // Before anything else: whoever stops the dashboard and then waits must not be told that the terminal has been given back
        // while it is just being taken.
        self.session.enter()
        defer { self.session.leave() }
        guard !self.state.withLock(\.isStopped) else { return .stopped }
        let terminal = try take()
        defer { terminal.giveBack() }
        let waker = terminal.waker
        self.state.withLock { $0.waker = waker }
        return self.run(on: terminal, wake: { waker.wake() })
    }

    /// As ``run()``, in lines.
    private func tell(on descriptor: Int32) throws -> Ending {
        self.session.enter()
        defer { self.session.leave() }
        let isUTF8 = cn_adopt_locale()
        let console = try LineConsole(output: descriptor, isASCII: self.options.isASCII || !isUTF8)
        let waker = console.waker
        self.state.withLock { $0.waker = waker }
        let subscription = self.source.subscribe(maximumBuffered: self.options.maximumBuffered) { waker.wake() }
        defer { subscription.cancel() }
        var (settings, keeper) = SettingsKeeper.load(self.options.settings)
        // Nothing is changed here that could be kept, but what is wrong with the file is to be said.
        _ = console.say(keeper.save(at: nil))
        var loop = NarrationLoop(
            console: console,
            subscription: subscription,
            control: self.control,
            player: self.player,
            clock: MonotonicClock(),
            recording: { self.state.withLock(\.recording) },
            isStopped: { self.state.withLock(\.isStopped) },
            isRestOver: self.options.isRestOver,
            narrator: Narrator(viewer: Viewer(self.options), settings: settings)
        )
        return loop.run()
    }

    /// As ``run()``, on a terminal that has been taken already.
    package func run(
        on terminal: some DashboardTerminal,
        clock: MonotonicClock = MonotonicClock(),
        wake: @escaping @Sendable () -> Void
    ) -> Ending {
        let subscription = self.source.subscribe(maximumBuffered: self.options.maximumBuffered, onReady: wake)
        defer { subscription.cancel() }
        let (settings, keeper) = SettingsKeeper.load(self.options.settings)
        var model = Model(viewer: Viewer(self.options), size: terminal.size, settings: settings)
        model.mouse = self.options.usesMouse ? .taken : .unused
        model.assignment = self.options.assignment
        var loop = DashboardLoop(
            terminal: terminal,
            subscription: subscription,
            control: self.control,
            player: self.player,
            model: model,
            theme: terminal.theme(self.options.theme ?? settings.preferences.theme ?? .standard),
            clock: clock,
            settings: keeper,
            recording: { self.state.withLock(\.recording) },
            isStopped: { self.state.withLock(\.isStopped) },
            isRestOver: self.options.isRestOver
        )
        return loop.run()
    }

    /// Makes ``run()`` give the terminal back and return ``Ending/stopped``, at once or when it is called. Never blocks.
    public func stop() {
        let waker = self.state.withLock { state in
            state.isStopped = true
            return state.waker
        }
        waker?.wake()
    }

    /// Shows that no more is recorded of what is shown. Never blocks.
    ///
    /// - Parameter reason: A sentence for a person, or two.
    package func recordingFailed(_ reason: String) {
        let waker = self.state.withLock { state in
            state.recording = .failed(reason)
            return state.waker
        }
        waker?.wake()
    }

    /// Blocks until ``run()`` is over, and so the terminal given back, or for as long as that.
    ///
    /// - Returns: Whether it is, or never began.
    func waitUntilRestored(atMost limit: Duration) -> Bool {
        self.session.wait(timeout: .now() + .nanoseconds(Int(clamping: limit.clampedNanoseconds))) == .success
    }

    /// Gives the terminal back for a process that is about to end, whatever holds up the thread that called ``run()``.
    ///
    /// Stops the dashboard, and blocks the calling thread until ``run()`` is over: the terminal given back, and the settings saved.
    /// Where it does not come to that, as while a disk does not answer, the terminal is given back here, the way it is when a process
    /// ends by a signal: what the process has written reaches where it was meant to go, what the dashboard still draws goes nowhere,
    /// and no dashboard can be shown any more.
    ///
    /// - Parameter limit: How long ``run()`` is waited for.
    public func restoreBeforeExit(within limit: Duration) {
        self.stop()
        if !self.waitUntilRestored(atMost: limit) { TerminalSession.seize() }
    }
}
