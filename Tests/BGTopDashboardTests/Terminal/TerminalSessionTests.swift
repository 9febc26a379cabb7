import Foundation
import TestSupport
import Testing

/// The real driver in a real terminal, looked at from the other end of it.
@Suite(.serialized, .onThreadOfItsOwn) struct `A terminal session` {
    /// What enters the alternate screen, hides the cursor, has pastes bracketed and clicks reported, and what undoes that.
    static let entered = ["\u{1B}[?1049h", "\u{1B}[?25l", "\u{1B}[?2004h", "\u{1B}[?1000h", "\u{1B}[?1006h"]
    static let left = ["\u{1B}[?1049l", "\u{1B}[?25h", "\u{1B}[?2004l", "\u{1B}[?1000l", "\u{1B}[?1006l"]

    /// Runs the probe up to its end, which `end` brings about, and checks that the terminal is as it was.
    ///
    /// - Returns: What the terminal showed after it was given back.
    @discardableResult
    func probe(
        _ arguments: String...,
        environment: [String: String?] = [:],
        endsWith ending: Probe.Ending,
        sourceLocation: SourceLocation = #_sourceLocation,
        _ end: (Probe) throws -> Void
    ) throws -> String {
        let terminal = try Pseudoterminal()
        let before = terminal.settings
        let probe = try Probe(arguments, environment: environment, terminal: terminal)
        try probe.wait(for: "ready 80x24")
        #expect(terminal.settings != before, sourceLocation: sourceLocation)
        try end(probe)
        #expect(try probe.end() == ending, sourceLocation: sourceLocation)
        #expect(terminal.settings == before, sourceLocation: sourceLocation)
        var rest = ""
        for (enter, leave) in zip(Self.entered, Self.left) {
            let parts = probe.shown.components(separatedBy: leave)
            #expect(parts.count > 1 && probe.shown.contains(enter), sourceLocation: sourceLocation)
            #expect(!(parts.last ?? enter).contains(enter), sourceLocation: sourceLocation)
            if leave == Self.left[0] { rest = parts.last ?? "" }
        }
        return rest
    }

    // MARK: The terminal is given back

    @Test func `gives the terminal back as it was`() throws {
        try self.probe(endsWith: .exit(0)) { $0.terminal.type("q") }
    }

    @Test func `gives the terminal back when an error is thrown`() throws {
        try self.probe(endsWith: .exit(1)) { $0.terminal.type("e") }
    }

    @Test func `gives the terminal back when something calls exit`() throws {
        try self.probe(endsWith: .exit(3)) { $0.terminal.type("x") }
    }

    @Test(arguments: ["", "and-back"])
    func `a process that has to end gives it back where the dashboard's thread does not come to it, or too late`(
        option: String
    ) throws {
        let rest = try self.probe("held-up", option, endsWith: .exit(4)) { $0.terminal.type("x") }
        #expect(rest.contains("a word before\r\na last word\r\n"))
        #expect(rest.ranges(of: "a word before").count == 1, "What was captured is written once.")
    }

    @Test func `says so when it draws for another type of terminal than there is said to be`() throws {
        try self.probe(environment: ["TERM": "no-such-terminal"], endsWith: .exit(0)) { probe in
            try probe.wait(for: #"remark("TERM \"no-such-terminal\" is not known here: drawn as for xterm-256color.")"#)
            probe.terminal.type("q")
        }
    }

    @Test(arguments: [("s", SIGSEGV), ("v", SIGSEGV), ("a", SIGABRT), ("f", SIGFPE), ("b", SIGBUS)])
    func `gives the terminal back after a crash, which ends the process as if it had not been seen`(
        key: String,
        signal: Int32
    ) throws {
        try self.probe(endsWith: .signal(signal)) { $0.terminal.type(key) }
    }

    @Test(arguments: ["t", "T"])
    func `gives the terminal back after a trap on any thread, and what Swift says about it can be read`(key: String) throws {
        let signal = try #require(Self.trap)
        let rest = try self.probe(endsWith: .signal(signal)) { $0.terminal.type(key) }
        #expect(rest.contains("Fatal error: told to trap"))
    }

    @Test func `a backtrace comes as plain text without a prompt once the program has restarted itself for it`() throws {
        let rest = try self.probe("restart", environment: ["SWIFT_BACKTRACE": nil], endsWith: .signal(#require(Self.trap))) {
            $0.terminal.type("t")
        }
        #expect(rest.contains("Fatal error: told to trap"))
        #expect(!rest.contains("Press space"))
        #expect(!rest.contains("\u{1B}[3"))
    }

    @Test(arguments: Self.ends)
    func `gives the terminal back when a signal ends the process that nobody handles`(signal: Int32) throws {
        try self.probe(endsWith: .signal(signal)) { kill($0.process, signal) }
    }

    /// Every signal that ends a process which has no opinion on it, crashes aside.
    static let ends: [Int32] = {
        let everywhere = [
            SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGPIPE, SIGXCPU, SIGXFSZ, SIGSYS,
        ]
        #if canImport(Darwin)
        return everywhere
        #else
        let firstAndLastOfRealTime: [Int32] = [34, 64]
        return everywhere + [SIGIO, SIGPWR, SIGSTKFLT] + firstAndLastOfRealTime
        #endif
    }()

    @Test(arguments: [SIGCHLD, SIGURG, SIGCONT])
    func `keeps the terminal when a signal comes that ends no process`(signal: Int32) throws {
        try self.probe(endsWith: .exit(0)) { probe in
            kill(probe.process, signal)
            try probe.type("n", until: "shown")
            probe.terminal.type("q")
        }
    }

    @Test func `keeps the terminal when a signal comes that the process ignores`() throws {
        try self.probe("ignore-hangup", endsWith: .exit(0)) { probe in
            kill(probe.process, SIGHUP)
            try probe.type("n", until: "shown")
            probe.terminal.type("q")
        }
    }

    #if arch(x86_64) || arch(i386)
    private static let trap: Int32? = SIGILL
    #else
    private static let trap: Int32? = SIGTRAP
    #endif

    @Test func `the terminal can be taken again by the same process`() throws {
        try self.probe("twice", endsWith: .exit(0)) { probe in
            try probe.type("q", until: "restored", "ready 80x24")
            try probe.type("o", until: "output(\"a line on standard error\"")
            probe.terminal.type("q")
        }
    }

    // MARK: Stopping and going on

    @Test func `a shell can be used while the program is stopped, and everything is drawn anew when it goes on`() throws {
        let terminal = try Pseudoterminal()
        let shell = try Probe(program: "/bin/sh", ["-i"], environment: ["PS1": "ready> "], terminal: terminal)
        try shell.wait(toSee: "ready> ")
        let before = terminal.settings
        _ = shell.takeShown()
        try shell.type("'\(Probe.program)'\r", until: "ready 80x24")
        _ = shell.takeShown()

        terminal.type("\u{1A}")
        try shell.wait(toSee: "ready> ")
        #expect(terminal.settings == before)
        let shown = shell.takeShown()
        for sequence in Self.left { #expect(shown.contains(sequence)) }
        terminal.type("echo be''tween\r")
        try shell.wait(toSee: "between")
        terminal.resize(rows: 30, columns: 90)
        _ = shell.takeShown()

        try shell.type("fg\r", until: "resumed", "shown", "resized 90x30", "shown")
        #expect(terminal.settings != before)
        let drawn = shell.takeShown()
        for sequence in Self.entered + ["probe started", "90x30"] { #expect(drawn.contains(sequence)) }
        #expect(!drawn.contains("80x24"), "what was drawn for the size before would be cut")

        try shell.type("q", until: "restored")
        try shell.wait(toSee: "ready> ")
        #expect(terminal.settings == before)
        terminal.type("exit\r")
        #expect(try shell.end() == .exit(0))
    }

    @Test func `a program that was stopped from outside takes the terminal again when it goes on`() throws {
        try self.probe(endsWith: .exit(0)) { probe in
            kill(probe.process, SIGSTOP)
            var status: Int32 = 0
            #expect(unsafe waitpid(probe.process, &status, WUNTRACED) == probe.process)
            _ = probe.takeShown()
            kill(probe.process, SIGCONT)
            try probe.wait(for: "resumed")
            try probe.wait(for: "shown")
            let drawn = probe.takeShown()
            for sequence in Self.entered + ["probe started"] { #expect(drawn.contains(sequence)) }
            probe.terminal.type("q")
        }
    }

    @Test func `a request to stop that the system does not grant changes nothing`() throws {
        // A process without a shell above it could never be continued, so that the system does not stop it.
        try self.probe(endsWith: .exit(0)) { probe in
            kill(probe.process, SIGTSTP)
            try probe.wait(for: "resumed")
            try probe.type("\u{1A}", until: "resumed")
            probe.terminal.type("q")
        }
    }

    // MARK: What the process writes

    @Test func `what the process writes arrives line by line, and is replayed after the terminal was given back`() throws {
        let rest = try self.probe(endsWith: .exit(0)) { probe in
            _ = probe.takeShown()
            probe.terminal.type("o")
            // Which of the two is read first is nobody's promise.
            try probe.wait(forAll: [
                "output(\"a line on standard output\", isError: false)",
                "output(\"a line on standard error\", isError: true)",
            ])
            try probe.wait(for: "shown")
            #expect(!probe.takeShown().contains("a line on"))
            probe.terminal.type("q")
        }
        #expect(rest.contains("a line on standard output\r\n"))
        #expect(rest.contains("a line on standard error\r\n"))
    }

    @Test func `what was captured is replayed when the process crashes`() throws {
        let rest = try self.probe(endsWith: .signal(SIGSEGV)) { probe in
            try probe.type("o", until: "output(\"a line on standard error\"", "shown")
            probe.terminal.type("s")
        }
        #expect(rest.contains("a line on standard error\r\n"))
    }

    @Test func `a flood of output does not stop the one who writes it, and its end is kept`() throws {
        let rest = try self.probe("silent", endsWith: .exit(0)) { probe in
            try probe.type("O", until: "flooded")
            probe.terminal.type("q")
        }
        #expect(rest.contains("line 99999 of a flood\r\n"))
        #expect(rest.contains("bytes of earlier output were not kept"))
    }

    @Test func `who writes on the session's own thread does not wait for itself, and what nobody saw is counted`() throws {
        // So many bytes, more than any pipe holds, and nothing is read before all have been written.
        let written = 2_188_890
        let rest = try self.probe(endsWith: .exit(0)) { probe in
            try probe.type("P", until: "printed")
            var accounted = 0
            var gaps = 0
            while true {
                let line = try probe.wait(for: "output(").dropFirst(8).prefix { $0 != "\"" }
                if line.hasPrefix("("), let missed = Int(line.dropFirst().prefix(while: \.isNumber)) {
                    accounted += missed
                    gaps += 1
                } else {
                    accounted += line.utf8.count + 1
                }
                if line == "line 99999 of its own" { break }
            }
            #expect(gaps > 0)
            // Where something is missing inside a line, that is shown as two.
            #expect((written...written + gaps).contains(accounted))
            probe.terminal.type("q")
        }
        #expect(rest.contains("line 99999 of its own\r\n"))
        #expect(rest.contains("(\(written - (1 << 16)) bytes of earlier output were not kept)"))
    }

    // MARK: Keys

    @Test func `a lone Esc is a key although nothing follows, and an arrow that comes in pieces is one key`() throws {
        try self.probe(endsWith: .exit(0)) { probe in
            try probe.type("\u{1B}", until: "key escape")
            // If either is held up between the two pieces, they are three keys.
            var key = ""
            for _ in 0..<5 where key != "key up" {
                probe.terminal.type("\u{1B}[")
                probe.terminal.type("A")
                key = try probe.wait(for: "key ")
                if key != "key up" { try probe.wait(for: "key A") }
            }
            #expect(key == "key up")
            try probe.type("\u{1B}OB", until: "key down")
            probe.terminal.type("q")
        }
    }

    @Test func `a paste is one input, whatever it holds`() throws {
        try self.probe(endsWith: .exit(0)) { probe in
            let pasted = "paste(\"qqD\\rxé\\u{03}\")"
            var paste = ""
            for _ in 0..<5 where paste != pasted {
                probe.terminal.type("\u{1B}[200~qqD\rxé\u{3}\u{1B}[20")
                probe.terminal.type("1~")
                paste = try probe.wait(for: "paste(")
                // If either is held up, it is two things.
                if paste != pasted { try probe.wait(for: "key ~") }
            }
            #expect(paste == pasted)
            probe.terminal.type("q")
        }
    }

    @Test func `keys that are signals or flow control elsewhere are keys here`() throws {
        try self.probe(endsWith: .exit(0)) { probe in
            for (typed, key) in [("\u{3}", "c"), ("\u{4}", "d"), ("\u{11}", "q"), ("\u{13}", "s"), ("\u{1C}", "\\")] {
                try probe.type(typed, until: "key control-\(key)")
            }
            probe.terminal.type("q")
        }
    }

    @Test func `a waker ends the wait`() throws {
        try self.probe(endsWith: .exit(0)) { probe in
            try probe.type("w", until: "woken")
            probe.terminal.type("q")
        }
    }

    // MARK: Drawing

    @Test func `an unchanged frame sends nothing, a changed one only what differs, and a repaint everything`() throws {
        try self.probe(endsWith: .exit(0)) { probe in
            _ = probe.takeShown()
            try probe.type("=", until: "shown")
            #expect(probe.takeShown() == "")
            try probe.type("n", until: "shown")
            let change = probe.takeShown()
            #expect(change.contains("+") && !change.contains("probe"))
            try probe.type("\u{C}", until: "shown")
            #expect(probe.takeShown().contains("probe"))
            probe.terminal.type("q")
        }
    }

    @Test func `a resize arrives as the new size`() throws {
        try self.probe(endsWith: .exit(0)) { probe in
            probe.terminal.resize(rows: 40, columns: 132)
            try probe.wait(for: "resized 132x40")
            try probe.wait(for: "shown")
            #expect(probe.takeShown().contains("132x40"))
            probe.terminal.type("q")
        }
    }

    @Test(arguments: [[], ["ascii"]] as [[String]], ["C.UTF-8", "C"])
    func `nothing but ASCII is sent if asked so or if the locale has no more`(arguments: [String], locale: String) throws {
        let probe = try Probe(arguments, environment: ["LC_ALL": locale])
        try probe.wait(for: "ready")
        try probe.type("q", until: "restored")
        #expect(probe.shown.utf8.allSatisfy { $0 < 0x80 } == (locale == "C" || arguments == ["ascii"]))
    }

    @Test(arguments: [("xterm-256color", "full"), ("xterm", "eight"), ("vt100", "none")])
    func `uses the colours that the terminal has`(term: String, colors: String) throws {
        let probe = try Probe(environment: ["TERM": term])
        #expect(try probe.wait(for: "ready").contains("colors \(colors)"))
    }

    @Test func `clicks and the wheel are reported`() throws {
        try self.probe(endsWith: .exit(0)) { probe in
            try probe.type("\u{1B}[<0;5;3M", until: "mouse press row 2 column 4")
            try probe.type("\u{1B}[<65;5;3M", until: "mouse wheelDown row 2 column 4")
            probe.terminal.type("q")
        }
    }

    @Test func `the mouse can be freed and taken back, and is given back whoever has it`() throws {
        try self.probe(endsWith: .exit(0)) { probe in
            _ = probe.takeShown()
            try probe.type("m", until: "shown")
            #expect(probe.takeShown() == Self.left[4] + Self.left[3])
            try probe.type("\u{C}", until: "shown")
            #expect(!probe.takeShown().contains(Self.entered[3]), "A free mouse is not taken by a repaint.")
            try probe.type("m", until: "shown")
            #expect(probe.takeShown() == Self.entered[3] + Self.entered[4])
            try probe.type("m", until: "shown")
            probe.terminal.type("q")
        }
    }

    @Test func `who wants no mouse gets none`() throws {
        let probe = try Probe(["no-mouse"])
        try probe.wait(for: "ready")
        try probe.type("q", until: "restored")
        for sequence in Self.entered[3...] { #expect(!probe.shown.contains(sequence)) }
    }

    // MARK: Terminals that are not as expected

    @Test(arguments: [nil, "", "no-such-terminal"])
    func `an unknown terminal type is taken for the commonest`(term: String?) throws {
        try self.probe(environment: ["TERM": term], endsWith: .exit(0)) { $0.terminal.type("q") }
    }

    @Test func `a terminal that cannot place its cursor is refused in one sentence, and nothing was written to it`() throws {
        let terminal = try Pseudoterminal()
        let before = terminal.settings
        let probe = try Probe(environment: ["TERM": "dumb"], terminal: terminal)
        #expect(try probe.wait(for: "refused").contains("A terminal of type \"dumb\" cannot show a full screen"))
        #expect(try probe.end() == .exit(1))
        #expect(probe.shown == "")
        #expect(terminal.settings == before)
    }

    @Test(arguments: [("no-input", "Standard input"), ("no-output", "Standard output")])
    func `without a terminal there is one sentence that says which end is none`(argument: String, stream: String) throws {
        let probe = try Probe([argument])
        #expect(try probe.wait(for: "refused") == "refused \(stream) is not a terminal.")
        #expect(try probe.end() == .exit(1))
    }

    @Test func `a terminal that hangs up is an input, once, and the process ends by itself`() throws {
        let probe = try Probe(["ignore-hangup"])
        try probe.wait(for: "ready")
        probe.terminal.hangUp()
        try probe.wait(for: "hangUp")
        #expect(try probe.end() == .exit(0))
    }

    @Test func `a terminal that takes nothing does not keep keys from being read, and gets the newest frame in the end`() throws
    {
        let probe = try Probe()
        try probe.wait(for: "ready")
        // Nobody reads the screen meanwhile, and so many frames would fill any buffer.
        for number in 0..<400 {
            probe.terminal.type("r")
            try probe.wait(for: "shown \(number)", readingScreen: false)
        }
        try probe.wait(toSee: "frame 399")
        #expect(!probe.shown.contains("frame 398"))
    }

    @Test func `on a line of 9,600 baud no key waits, and frames for which there is no time are left out`() throws {
        let begun = ContinuousClock.now
        let terminal = try Pseudoterminal()
        terminal.setSpeed(speed_t(B9600))
        let probe = try Probe(terminal: terminal)
        try probe.wait(for: "ready")
        // Such a line needs two seconds for a whole screen; this terminal takes all that it gets at once.
        let frames = 0..<30
        for number in frames { try probe.type("r", until: "shown \(number)") }
        try probe.wait(toSee: "frame \(frames.upperBound - 1)")
        let shown = probe.shown.matches(of: /frame \d+/).count
        #expect(shown <= Int((ContinuousClock.now - begun) / .seconds(2)) + 2)
    }

    @Test func `a terminal that takes nothing does not keep the process from ending`() throws {
        let terminal = try Pseudoterminal()
        let before = terminal.settings
        let probe = try Probe(terminal: terminal)
        try probe.wait(for: "ready")
        for number in 0..<100 {
            terminal.type("r")
            try probe.wait(for: "shown \(number)", readingScreen: false)
        }
        kill(probe.process, SIGTERM)
        #expect(try probe.end(readingScreen: false) == .signal(SIGTERM))
        #expect(terminal.settings == before)
    }
}
