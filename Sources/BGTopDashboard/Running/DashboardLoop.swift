import BackgroundWorkEvents

/// What the dashboard's thread does: wait, take in, draw.
///
/// Events are taken in, and time moves on, at most ten times a second; a key is drawn at once. Where a recording is behind with what
/// it tells, its portions are taken in one after the other between the frames, and keys between them. Nothing is sent to the
/// terminal when nothing has changed.
struct DashboardLoop<Terminal: DashboardTerminal> {
    static var frameInterval: Duration { .milliseconds(100) }

    let terminal: Terminal
    let subscription: any TaskEventSubscription
    let control: any TaskControl
    let player: (any PlaybackControl)?
    var model: Model
    let theme: Theme
    let clock: MonotonicClock
    private var settings: SettingsKeeper
    let recording: () -> RecordingState
    let isStopped: () -> Bool
    let isRestOver: () -> Bool

    private var shown: Rendering?
    private var clicks = ClickTracker()
    private var events: [TaskEvent] = []
    private var usage = OwnUsage()
    private var reading = ReadingTime()

    init(
        terminal: Terminal,
        subscription: any TaskEventSubscription,
        control: any TaskControl,
        player: (any PlaybackControl)?,
        model: Model,
        theme: Theme,
        clock: MonotonicClock,
        settings: SettingsKeeper,
        recording: @escaping () -> RecordingState,
        isStopped: @escaping () -> Bool,
        isRestOver: @escaping () -> Bool
    ) {
        self.terminal = terminal
        self.subscription = subscription
        self.control = control
        self.player = player
        self.model = model
        self.theme = theme
        self.clock = clock
        self.settings = settings
        self.recording = recording
        self.isStopped = isStopped
        self.isRestOver = isRestOver
    }

    mutating func run() -> Dashboard.Ending {
        let ending = self.runToEnd()
        // Who does not want to wait for what still runs does not want to wait for a disk either.
        if case .left = ending { return ending }
        // A disk may let itself be waited for; the person has the terminal meanwhile.
        self.terminal.giveBack()
        _ = self.settings.save(at: nil)
        return ending
    }

    private mutating func runToEnd() -> Dashboard.Ending {
        var nextFrame = self.clock.now
        while !self.isStopped() {
            let now = self.clock.now
            if now >= nextFrame {
                nextFrame = now.advanced(by: Self.frameInterval)
                if let ending = self.takeIn(at: now) { return ending }
                self.draw()
            } else if self.isBehind {
                if let ending = self.takeIn(at: now) { return ending }
            }
            let pause = self.isBehind ? .zero : nextFrame - self.clock.now
            let inputs = self.terminal.wait(until: ContinuousClock.now + pause)
            if let ending = self.takeIn(inputs) { return ending }
        }
        return .stopped
    }

    // MARK: - Taking in

    /// Whether more of a recording can be had at once.
    private var isBehind: Bool { self.model.playback?.isBehind == true }

    /// What has happened in the watched process.
    private mutating func takeIn(at now: TaskInstant) -> Dashboard.Ending? {
        self.subscription.drain(into: &self.events)
        // First whether they are all, by which it is known what is news.
        var effects: [Effect] = []
        if let player { effects += self.model.update(.playback(player.status)) }
        // Read after them: a process says it before it tells anything.
        effects += self.model.update(.control(isAllowed: self.control.isAllowed))
        // Then what has happened: what is then listed is what is true at this moment.
        if !self.events.isEmpty { effects += self.model.update(.events(self.events)) }
        // A snapshot of very many tasks takes as much as their rows: it goes before anything is made of those.
        self.events.removeAll(keepingCapacity: true)
        effects += self.model.update(.rest(isOver: self.isRestOver()))
        effects += self.model.update(.tick(self.subscription.instant(at: now), local: now))
        let recording = self.recording()
        if recording != self.model.recording { effects += self.model.update(.recording(recording)) }
        if let usage = self.usage.measure(at: now) { effects += self.model.update(.ownUsage(usage)) }
        let complaints = self.settings.save(at: now)
        if !complaints.isEmpty { effects += self.model.update(.complaints(complaints)) }
        return self.perform(effects)
    }

    /// What has happened at the terminal. Drawn at once, but only once for all that came together.
    private mutating func takeIn(_ inputs: [TerminalInput]) -> Dashboard.Ending? {
        var needsDrawing = false
        let now = self.clock.now
        // What would happen on Yes to the question that is on the screen.
        let asked = self.model.question?.effect
        for input in inputs {
            switch input {
            case .key(let key):
                self.clicks.forget()
                let isBlind = self.reading.isBlind(self.model.question?.effect, at: now)
                if let ending = self.perform(self.model.update(.key(key, isBlind: isBlind))) { return ending }
                needsDrawing = true
            case .paste(let text):
                if let ending = self.perform(self.model.update(.paste(text))) { return ending }
                needsDrawing = true
            case .mouse(let event):
                self.reading.isBlind(self.model.question?.effect, at: now)
                // No text that is pasted is a click; only what was not seen yet cannot be meant.
                let isBlind = self.model.question.map { $0.effect != asked } ?? false
                guard let shown, let action = self.clicks.action(for: event, on: shown, isBlind: isBlind) else { break }
                if let ending = self.perform(self.model.update(action)) { return ending }
                needsDrawing = true
            case .resized(let size):
                self.clicks.forget()
                _ = self.model.update(.resize(size))
                needsDrawing = true
            case .output(let line, let isError):
                _ = self.model.update(.output(line: line, isError: isError))
            case .remark(let sentence):
                _ = self.model.update(.report(sentence, .refused))
                needsDrawing = true
            case .hangUp:
                return .hangUp
            case .woken, .resumed:
                break
            }
        }
        if needsDrawing { self.draw() }
        return nil
    }

    private mutating func draw() {
        let rendering = Rendering(self.model, size: self.terminal.size, theme: self.theme)
        let isNew = rendering.frame != self.shown?.frame
        self.shown = rendering
        if isNew { self.terminal.show(rendering.frame) }
    }

    // MARK: - Effects

    private mutating func perform(_ effects: [Effect]) -> Dashboard.Ending? {
        for effect in effects {
            switch effect {
            case .perform(let command, let requester):
                self.control.perform(command, by: requester)
            case .play(let command):
                self.player?.perform(command)
                // What a key does is seen at once; and the next one goes on from there.
                if let ending = self.takeIn(at: self.clock.now) { return ending }
            case .leave(.quit):
                return .quit
            case .leave(.abandoned):
                return .left
            case .leave(.refused(let reason)):
                return .refused(reason)
            case .leave(.drained(let report)):
                let lastFrame = LastFrame.text(of: self.model, size: self.terminal.size, glyphs: self.theme.glyphs)
                return .drained(report: report, lastFrame: lastFrame)
            case .save(let name):
                self.save(as: name)
            case .remember(let changes):
                self.settings.remember(changes)
            case .repaint:
                self.terminal.repaint()
            case .takeMouse(let isTaken):
                self.terminal.takeMouse(isTaken)
            case .suspend:
                self.terminal.suspend()
            }
        }
        return nil
    }

    private mutating func save(as name: String) {
        let frame = render(self.model, size: self.terminal.size, theme: self.theme)
        let picture = FrameSVG(frame, palette: self.theme.name.isForLight ? .light : .dark, title: name)
        do {
            let paths = try TextFile.create([("txt", frame.text + "\n"), ("svg", picture.document)], name: name)
            _ = self.model.update(.report("Saved as \(paths.joined(separator: " and ")).", .done))
        } catch {
            _ = self.model.update(.report("Not saved: \(error).", .refused))
        }
    }
}
