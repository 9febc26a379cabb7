import CNCurses
import Synchronization

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The terminal while it belongs to the dashboard.
///
/// All of it is used on one thread, the one that made it. Only a ``TerminalWaker`` may go elsewhere. However the process ends,
/// by a crash on another thread or by a signal that nobody handles, the terminal is given back first.
package final class TerminalSession {
    /// The size that the next frame should have.
    package private(set) var size: Size
    /// Whether more than ASCII can be drawn.
    package let isUTF8: Bool
    package var colors: ColorSupport { self.screen.colors }
    package var waker: TerminalWaker { TerminalWaker(self.wakePipe) }

    private let wakePipe: WakePipe
    private let keyboard: OwnedDescriptor
    private let notices: Int32
    private var screen: TerminalScreen
    private var output: TerminalOutput
    private var captures: [OutputCapture]
    private var parser = InputParser()
    /// When what the parser has begun to read is over, if nothing follows.
    private var expiry: ContinuousClock.Instant?
    /// What the terminal should show, and whether it has been told to.
    private var frame: Frame
    private var isFrameSent = false
    /// What happened outside of a wait.
    private var inputs: [TerminalInput] = []
    private var isHungUp = false
    private var isRestored = false

    /// Takes the terminal at standard input and standard output: alternate screen, every key, nothing echoed. From here on
    /// what the process writes to its standard output and standard error arrives as ``TerminalInput/output(_:isError:)``.
    ///
    /// Takes the character set from the environment for the whole process, as curses needs it.
    ///
    /// - Throws: ``TerminalError``; nothing was written to the terminal then.
    package init(options: TerminalOptions = TerminalOptions()) throws(TerminalError) {
        guard isatty(STDIN_FILENO) == 1 else { throw .notATerminal(.input) }
        guard isatty(STDOUT_FILENO) == 1 else { throw .notATerminal(.output) }
        self.isUTF8 = cn_adopt_locale() && !options.ascii
        self.output = TerminalOutput(try OwnedDescriptor(terminalBehind: STDOUT_FILENO, forWriting: true))
        self.keyboard = try OwnedDescriptor(terminalBehind: STDIN_FILENO, forWriting: false)
        self.size = Self.size(of: self.output.number)
        self.wakePipe = try WakePipe()
        self.frame = Frame(size: self.size)
        self.screen = try TerminalScreen(
            term: ProcessEnvironment["TERM"],
            size: self.size,
            isUTF8: self.isUTF8,
            options: options
        )
        // Nothing of this is sent: entering and leaving once is how to learn what leaving takes.
        _ = self.screen.update(to: self.frame)
        let leave = self.screen.leave()
        self.captures = []
        self.notices = cn_notices_begin()
        // From here on, whatever fails is undone by `deinit`.
        guard self.notices >= 0 else { throw .system(call: "pipe", errno: errno) }
        try Self.check("tcgetattr", unsafe cn_terminal_adopt(self.keyboard.number, self.output.number, leave, leave.count))
        for stream in [STDOUT_FILENO, STDERR_FILENO] {
            if let capture = try OutputCapture(stream) { self.captures.append(capture) }
        }
        try Self.check("tcsetattr", Self.enter())
        self.remarkOnType(asked: ProcessEnvironment["TERM"] ?? "")
        self.draw()
    }

    /// Says so where something else is drawn for than what the terminal is said to be.
    private func remarkOnType(asked term: String) {
        guard self.screen.type != term else { return }
        let name = DisplayText(term, maximumWidth: 40).string
        self.inputs.append(.remark("TERM \"\(name)\" is not known here: drawn as for \(self.screen.type)."))
    }

    deinit {
        self.giveBack()
    }

    private static func check(_ call: String, _ errno: Int32) throws(TerminalError) {
        guard errno == 0 else { throw .system(call: call, errno: errno) }
    }
}

// MARK: - Showing

extension TerminalSession {
    /// Shows `frame`, sending only what differs from the last one; nothing of one that does not have this ``size``. Never blocks:
    /// while a slow terminal, or a line that says that it is slow, still has a frame to digest, the newest one waits and those
    /// between are left out.
    package func show(_ frame: Frame) {
        self.frame = frame
        self.draw()
    }

    /// Sends the whole screen again, for a terminal that something else has written to.
    package func repaint() {
        self.screen.repaint()
        self.draw()
    }

    /// Has clicks and the wheel reported from now on; or no longer, so that the terminal's own selection of text works.
    package func takeMouse(_ isTaken: Bool) {
        self.screen.takeMouse(isTaken)
        self.draw()
    }

    private func draw() {
        // A frame for another size is about to be replaced. Nobody is to aim a click by where things stand in it.
        guard self.frame.size == self.size else { return self.isFrameSent = true }
        self.isFrameSent = self.output.isReady
        guard self.isFrameSent, !self.isRestored, !self.isHungUp else { return }
        self.output.send(self.screen.update(to: self.frame))
    }

    private func sendMore() {
        self.output.flush()
        if !self.isFrameSent { self.draw() }
    }
}

// MARK: - Waiting

extension TerminalSession {
    /// Waits until something happens or `deadline` has passed; without a deadline, as long as it takes.
    ///
    /// - Returns: What happened, in order; empty if nothing did before the deadline.
    package func wait(until deadline: ContinuousClock.Instant?) -> [TerminalInput] {
        while self.inputs.isEmpty, !self.isRestored {
            self.takeInputs(until: [deadline, self.expiry, self.frameDue].compactMap { $0 }.min())
            if let deadline, ContinuousClock.now >= deadline { break }
        }
        defer { self.inputs = [] }
        return self.inputs
    }

    /// When the newest frame can be sent, if it waits for nothing but a slow line.
    private var frameDue: ContinuousClock.Instant? {
        self.isFrameSent || self.isHungUp || !self.output.isIdle ? nil : self.output.freeAt
    }

    /// Waits once and takes what there is.
    private func takeInputs(until deadline: ContinuousClock.Instant?) {
        var sources = [self.notices, self.wakePipe.descriptor] + self.captures.map(\.notice)
        if !self.isHungUp { sources.append(self.keyboard.number) }
        let sinks = self.isHungUp || self.output.isIdle ? [] : [self.output.number]
        let ready = Readiness(reading: sources, writing: sinks, until: deadline)

        if ready.contains(self.notices) { self.takeNotices() }
        if ready.contains(self.keyboard.number) { self.takeKeys() }
        if let expiry = self.expiry, ContinuousClock.now >= expiry {
            self.inputs += self.parser.expire()
            self.expiry = nil
        }
        if ready.contains(self.wakePipe.descriptor) {
            self.wakePipe.clear()
            self.inputs.append(.woken)
        }
        for index in self.captures.indices where ready.contains(self.captures[index].notice) {
            self.inputs += self.captures[index].read()
        }
        if ready.contains(self.output.number) { self.sendMore() }
        if let frameDue, ContinuousClock.now >= frameDue { self.draw() }
        if self.output.isClosed { self.hangUp() }
    }

    private func takeKeys() {
        let capacity = 4_096
        var error: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            let length = unsafe read(self.keyboard.number, buffer.baseAddress, capacity)
            error = length == 0 ? EIO : errno
            count = max(0, length)
        }
        if bytes.isEmpty {
            if error != EAGAIN, error != EINTR { self.hangUp() }
            return
        }
        self.inputs += self.parser.read(bytes)
        self.expiry = self.parser.patience.map { ContinuousClock.now + $0 }
    }

    /// The terminal is polled no more: it would be ready for ever.
    private func hangUp() {
        guard !self.isHungUp else { return }
        self.isHungUp = true
        self.output.discard()
        self.inputs.append(.hangUp)
    }
}

// MARK: - Resizing, stopping and going on

extension TerminalSession {
    /// Gives the terminal back and stops the process as Ctrl-Z does, its workers included, until somebody continues it.
    /// The next wait returns ``TerminalInput/resumed``.
    package func suspend() {
        self.stop(withGroup: true)
    }

    private func takeNotices() {
        for notice in self.nextNotices() {
            switch notice {
            case UInt8(CN_NOTICE_STOP.rawValue): return self.stop(withGroup: false)
            case UInt8(CN_NOTICE_CONTINUE.rawValue): self.resume()
            default: self.resize()
            }
        }
    }

    private func nextNotices() -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: 64) { buffer, count in
            count = max(0, unsafe read(self.notices, buffer.baseAddress, 64))
        }
    }

    private func stop(withGroup: Bool) {
        guard !self.isRestored, !self.isHungUp else { return }
        self.output.discard()
        cn_terminal_leave()
        cn_stop(withGroup)
        // What is noticed up to here is covered by what comes now.
        while !self.nextNotices().isEmpty {}
        self.resume()
    }

    /// Takes the terminal as if for the first time: who had it meanwhile may have changed all of it.
    private func resume() {
        _ = self.screen.leave()
        self.output.discard()
        guard Self.enter() == 0 else { return self.hangUp() }
        self.inputs.append(.resumed)
        self.resize()
        self.draw()
    }

    private func resize() {
        let size = Self.size(of: self.output.number)
        guard size != self.size else { return }
        self.size = size
        self.screen.resize(to: size)
        self.inputs.append(.resized(size))
    }

    /// No screen is larger, and what claims to be would take memory without end.
    private static let largestSide = 1_000

    /// The size of a terminal, or what most had for a long time where it does not know.
    private static func size(of descriptor: Int32) -> Size {
        var rows: Int32 = 24
        var columns: Int32 = 80
        _ = unsafe cn_terminal_size(descriptor, &rows, &columns)
        return Size(columns: min(Int(columns), Self.largestSide), rows: min(Int(rows), Self.largestSide))
    }
}

// MARK: - Giving back

extension TerminalSession {
    /// Whether the terminal has been seized. Held by whoever gives it back or takes it: its own thread may come to that after all.
    private static let isSeized = Mutex(false)

    /// Gives the terminal back although its own thread does not come to it, for a process that is about to end; what was captured
    /// is written to where it was meant to go. From then on no session takes it. Safe on any thread.
    static func seize() {
        self.isSeized.withLock { isSeized in
            isSeized = true
            cn_terminal_seize()
        }
    }

    /// - Returns: 0 or the error.
    private static func enter() -> Int32 {
        self.isSeized.withLock { isSeized in isSeized ? ECANCELED : cn_terminal_enter() }
    }

    /// Gives the terminal back as it was found. Further calls do nothing.
    ///
    /// - Returns: What was captured meanwhile, for the caller to replay.
    @discardableResult
    package func restore() -> CapturedOutput {
        guard !self.isRestored else { return CapturedOutput() }
        self.isRestored = true
        self.output.discard()
        return Self.isSeized.withLock { isSeized in
            cn_terminal_leave()
            var captured = CapturedOutput()
            for capture in self.captures {
                let (kept, omitted) = capture.release()
                if capture.isError { captured.errors = kept } else { captured.output = kept }
                captured.omitted += omitted
            }
            cn_terminal_abandon()
            cn_notices_end()
            // Whoever has seized the terminal has written it.
            return isSeized ? CapturedOutput() : captured
        }
    }
}
