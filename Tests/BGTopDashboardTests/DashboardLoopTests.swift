import BackgroundWorkEvents
import TestSupport
import Testing

@testable import BGTopDashboard

/// What the dashboard's thread does with a terminal and a process.
@Suite struct DashboardLoopTests {
    private static let start = TaskInstant(nanoseconds: 1_000_000_000)
    private static let tick = ScriptedTerminal.Step.after(.milliseconds(100), [])

    private static func snapshot(_ live: [LiveTask] = [], of processID: Int32 = 77) -> TaskEvent {
        TaskEvent(
            at: Self.start,
            .snapshot(
                TaskSnapshot(
                    process: ProcessDescription(
                        name: "shop",
                        processID: processID,
                        host: "build7",
                        user: "svc",
                        startedAt: Self.start
                    ),
                    anchor: TimeAnchor(instant: Self.start, nanosecondsSince1970: 0),
                    totals: TaskTotals(),
                    capacity: Capacity(maximumRunning: 8, maximumQueued: 16),
                    drain: DrainStatus(phase: .accepting, since: Self.start),
                    live: live
                )
            )
        )
    }

    private static func submission(_ name: String, id: UInt64) -> TaskEvent {
        let location = TaskDescription.SourceLocation(fileID: "Shop/Routes.swift", line: 12)
        let task = TaskDescription(id: .init(rawValue: id), name: name, location: location, submittedAt: Self.start)
        return TaskEvent(at: Self.start, .submitted(task))
    }

    @discardableResult
    private func run(
        _ source: ScriptedSource,
        _ terminal: ScriptedTerminal,
        options: Dashboard.Options = .init(),
        stop: Bool = false
    ) -> Dashboard.Ending {
        let dashboard = Dashboard(source: source, control: source, options: options)
        if stop { dashboard.stop() }
        return dashboard.run(on: terminal, clock: MonotonicClock { terminal.now }, wake: {})
    }

    @Test func `the first frame shows what the snapshot told`() {
        let source = ScriptedSource([Self.snapshot(), Self.submission("send-email", id: 1)])
        let terminal = ScriptedTerminal([Self.tick])
        self.run(source, terminal)
        #expect(terminal.frames.first?.frame.text.contains("send-email") == true)
    }

    @Test func `a key is drawn at once, and not only with the next frame`() {
        let terminal = ScriptedTerminal([.after(.milliseconds(3), [.key("?")])])
        self.run(ScriptedSource([Self.snapshot()]), terminal)
        #expect(terminal.frames.last?.at == Self.start.advanced(by: .milliseconds(3)))
        #expect(terminal.text.contains("HELP"))
    }

    @Test func `keys that come together are drawn together`() {
        let keys = [TerminalInput.key("2"), .key("3"), .key("4")]
        let terminal = ScriptedTerminal([.after(.milliseconds(3), keys)])
        self.run(ScriptedSource([Self.snapshot()]), terminal)
        #expect(terminal.frames.count == 2)
    }

    @Test func `events alone are drawn ten times a second at most`() {
        let source = ScriptedSource([Self.snapshot()])
        var steps: [ScriptedTerminal.Step] = []
        for id in 1...100 {
            steps.append(.then { source.tell(Self.submission("task", id: UInt64(id))) })
            steps.append(.after(.milliseconds(10), [.woken]))
        }
        let terminal = ScriptedTerminal(steps)
        self.run(source, terminal)
        #expect(terminal.frames.count <= 11)
        #expect(terminal.text.contains("100 live") || terminal.text.contains("91 live"))
    }

    @Test(arguments: [true, false]) func `what may be asked is what each process that answers says of itself`(first: Bool) {
        let source = ScriptedSource([Self.snapshot()])
        source.isAllowed = first
        let terminal = ScriptedTerminal([
            Self.tick,
            .then {
                source.tell(TaskEvent(at: Self.start, .interrupted(Interruption(reason: "It is gone.", isRetrying: false))))
                source.isAllowed = !first
                source.tell(Self.snapshot(of: 78))
            },
            Self.tick,
            .after(.milliseconds(5), [.key("D")]),
            // None takes an answer sooner than somebody could have read it.
            .after(.seconds(1), [.key("y")]),
        ])
        self.run(source, terminal, options: .init(place: .attached))
        let texts = terminal.frames.map(\.frame.text)
        #expect(texts.first?.contains("read-only") == !first)
        #expect(texts.first?.contains("D drain") == first)
        let successor = texts.drop { !$0.contains("pid 78") }
        #expect(successor.first?.contains("read-only") == first)
        #expect(successor.first?.contains("D drain") == !first)
        #expect(texts.contains { $0.contains("The server does not allow control.") } == first)
        #expect(source.commands == (first ? [] : [.drain]))
    }

    @Test func `who is never let in leaves with what was said, and who was stays with what was seen`() {
        let refusal = TaskEvent(at: Self.start, .interrupted(Interruption(reason: "It is full.", isRetrying: false)))
        let ending = self.run(ScriptedSource([refusal]), ScriptedTerminal([Self.tick]), options: .init(place: .attached))
        guard case .refused("It is full.") = ending else {
            Issue.record("It ended otherwise: \(ending)")
            return
        }
        let terminal = ScriptedTerminal([Self.tick])
        let source = ScriptedSource([Self.snapshot(), refusal])
        guard case .hangUp = self.run(source, terminal, options: .init(place: .attached)) else {
            Issue.record("It did not stay.")
            return
        }
        #expect(terminal.text.contains("ENDED"))
    }

    @Test func `nothing is sent when nothing has changed`() {
        let terminal = ScriptedTerminal(Array(repeating: Self.tick, count: 9))
        self.run(ScriptedSource([Self.snapshot()]), terminal)
        #expect(terminal.frames.count == 1)
    }

    @Test func `a message goes away in its time, though the clock of the process stands still`() {
        let steps: [ScriptedTerminal.Step] = [Self.tick, .after(.milliseconds(5), [.key("e")])]
        let before = ScriptedTerminal(steps + Array(repeating: Self.tick, count: 50))
        self.run(ScriptedSource([Self.snapshot()], clock: Self.start), before)
        #expect(before.text.contains("e does nothing here."))
        let after = ScriptedTerminal(steps + Array(repeating: Self.tick, count: 70))
        self.run(ScriptedSource([Self.snapshot()], clock: Self.start), after)
        #expect(!after.text.contains("e does nothing here."))
    }

    @Test func `what was confirmed reaches the process`() {
        let source = ScriptedSource([Self.snapshot()])
        let terminal = ScriptedTerminal([.after(.zero, [.key("D")]), .after(ReadingTime.least, [.key("y")])])
        self.run(source, terminal)
        #expect(source.commands == [.drain])
    }

    @Test(arguments: [["D", "y"], ["D", .left, .enter], ["q", "y"], ["a", "D", "y"], ["n", "D", "y"]] as [[Key]])
    func `no text that comes at once drains anything`(keys: [Key]) {
        let source = ScriptedSource([Self.snapshot()])
        let terminal = ScriptedTerminal([.after(.zero, keys.map(TerminalInput.key))])
        self.run(source, terminal)
        #expect(source.commands.isEmpty)
        #expect(terminal.text.contains("[N] No") && terminal.text.contains("too soon"))
    }

    @Test func `a question that stands on the screen is answered by the first key that comes, and by no other question's`() {
        let source = ScriptedSource([Self.snapshot()])
        let terminal = ScriptedTerminal([
            .after(.zero, [.key("D"), .key("y")]),
            .after(ReadingTime.least, [.key(.left), .key(.enter), .key("a"), .key("h"), .key("y")]),
        ])
        self.run(source, terminal)
        #expect(source.commands == [.drain])
    }

    @Test func `text that comes in pieces drains nothing, however long it is and wherever it is torn apart`() {
        let text = "Dyay\nDDyy\rq\u{1B}yyDnDylyal5\ryxyxyTaXy".map { character -> Key in
            switch character {
            case "\n", "\r": .enter
            case "\u{1B}": .escape
            default: .character(character)
            }
        }
        for length in 1...5 {
            for pause: Duration in [.zero, .milliseconds(1), .milliseconds(50), ReadingTime.least - .nanoseconds(1)] {
                let source = ScriptedSource([Self.snapshot(), Self.submission("a", id: 1)])
                let pieces = stride(from: 0, to: text.count, by: length).map { start in
                    ScriptedTerminal.Step.after(pause, text[start...].prefix(length).map(TerminalInput.key))
                }
                self.run(source, ScriptedTerminal(pieces))
                #expect(source.commands.isEmpty, "\(length) at a time, every \(pause)")
            }
        }
    }

    @Test func `an answer counts once nothing was typed for a moment, and then the next key may come at once`() {
        let source = ScriptedSource([Self.snapshot()])
        let almost = ReadingTime.least - .milliseconds(1)
        let terminal = ScriptedTerminal([
            .after(.zero, [.key("D")]), .after(almost, [.key("y")]), .after(almost, [.key("y")]),
            .after(ReadingTime.least, [.key(.left)]), .after(.milliseconds(1), [.key(.enter)]),
        ])
        self.run(source, terminal)
        #expect(source.commands == [.drain])
    }

    @Test func `Ctrl-C is no answer, and drains whatever it comes with`() {
        let source = ScriptedSource([Self.snapshot()])
        self.run(source, ScriptedTerminal([.after(.zero, [.key("D"), .key(.control("c"))])]))
        #expect(source.commands == [.drain])
    }

    @Test func `a resize is drawn at once and at the new size`() {
        let size = Size(columns: 60, rows: 12)
        let terminal = ScriptedTerminal([.after(.milliseconds(1), [.resized(size)])])
        self.run(ScriptedSource([Self.snapshot()]), terminal)
        #expect(terminal.frames.last?.frame.size == size)
    }

    @Test func `repainting and suspending are the terminal's business`() {
        let keys = [TerminalInput.key(.control("l")), .key(.control("z"))]
        let terminal = ScriptedTerminal([.after(.zero, keys)])
        self.run(ScriptedSource([Self.snapshot()]), terminal, options: .init(place: .attached))
        #expect(terminal.repaints == 1 && terminal.suspensions == 1)
    }

    @Test func `a terminal without colour gets none, and one without UTF-8 only ASCII`() {
        let terminal = ScriptedTerminal([Self.tick])
        terminal.isUTF8 = false
        self.run(ScriptedSource([Self.snapshot()]), terminal)
        #expect(terminal.text.allSatisfy { $0.isASCII })
        let colors = terminal.frames.flatMap(\.frame.cells).map(\.style.foreground)
        #expect(colors.allSatisfy { $0 == .standard })
    }

    // MARK: - The mouse

    /// The first cell of `text` on a screen on which keys were pressed.
    private func cell(of text: String, after keys: Key...) throws -> (row: Int, column: Int) {
        let terminal = ScriptedTerminal([Self.tick, .after(.zero, keys.map(TerminalInput.key))])
        self.run(ScriptedSource([Self.snapshot()]), terminal)
        let lines = terminal.text.split(separator: "\n", omittingEmptySubsequences: false)
        let row = try #require(lines.firstIndex { $0.contains(text) })
        let range = try #require(lines[row].firstRange(of: text))
        return (row, lines[row].distance(from: lines[row].startIndex, to: range.lowerBound))
    }

    private func click(_ cell: (row: Int, column: Int)) -> [TerminalInput] {
        [.mouse(MouseEvent(.press, row: cell.row, column: cell.column))]
            + [.mouse(MouseEvent(.release, row: cell.row, column: cell.column))]
    }

    @Test func `what was asked and answered with the mouse reaches the process`() throws {
        let asking = self.click(try self.cell(of: "D drain"))
        let answering = self.click(try self.cell(of: "y  Yes", after: "D"))
        let source = ScriptedSource([Self.snapshot()])
        self.run(source, ScriptedTerminal([Self.tick, .after(.zero, asking), .after(.zero, answering)]))
        #expect(source.commands == [.drain])
    }

    @Test func `a click on Yes that comes together with what asks is no answer`() throws {
        let asking = self.click(try self.cell(of: "D drain"))
        let answering = self.click(try self.cell(of: "y  Yes", after: "D"))
        for inputs in [asking + answering, [.key("D")] + answering, asking + [.key("y")]] {
            let source = ScriptedSource([Self.snapshot()])
            let terminal = ScriptedTerminal([Self.tick, .after(.zero, inputs)])
            self.run(source, terminal)
            #expect(source.commands.isEmpty)
            #expect(terminal.text.contains("[N] No") && terminal.text.contains("no answer"))
        }
    }

    @Test func `a click whose halves lie on both sides of a key is none`() throws {
        let halves = self.click(try self.cell(of: "3 Tree"))
        let terminal = ScriptedTerminal([.after(.zero, [halves[0]]), .after(.zero, [.key("2"), halves[1]])])
        self.run(ScriptedSource([Self.snapshot()]), terminal)
        #expect(terminal.text.contains("RUN p50"))
    }

    @Test(arguments: [true, false]) func `m frees a mouse that is taken, and takes one that is free`(isTaken: Bool) {
        let terminal = ScriptedTerminal([Self.tick, .after(.zero, [.key("m")]), .after(.zero, [.key("m")])])
        self.run(ScriptedSource([Self.snapshot()]), terminal, options: .init(usesMouse: isTaken))
        #expect(terminal.mouseUses == [!isTaken, isTaken])
    }

    // MARK: - Ends

    @Test func `the end of the shutdown ends it, with the last picture as text`() throws {
        let source = ScriptedSource([Self.snapshot(), Self.submission("slow-one", id: 1)])
        let status = DrainStatus(
            phase: .draining,
            since: Self.start,
            requestedBy: Requester("SIGTERM"),
            requestedAt: Self.start
        )
        let terminal = ScriptedTerminal([
            .then { source.tell(TaskEvent(at: terminalTime(50), .phaseChanged(status))) },
            Self.tick,
            .then { source.tell(TaskEvent(at: terminalTime(150), .stopped(.short()))) },
            Self.tick, Self.tick,
        ])
        guard case .drained(let report, let lastFrame) = self.run(source, terminal) else {
            Issue.record("It ended for another reason.")
            return
        }
        #expect(report == .short())
        #expect(lastFrame.contains("DRAINING") && lastFrame.contains("slow-one"))
        #expect(!lastFrame.contains("Ctrl-C") && !lastFrame.contains("\n\n\n"))
        #expect(!source.isSubscribed)
    }

    @Test func `a stop from any thread ends it, even one that came before`() {
        let terminal = ScriptedTerminal([Self.tick])
        guard case .stopped = self.run(ScriptedSource([Self.snapshot()]), terminal, stop: true) else {
            Issue.record("It did not stop.")
            return
        }
    }

    @Test func `what there is to know of the terminal stands above the keys for some seconds`() {
        let remark = "TERM is not what it seems."
        let terminal = ScriptedTerminal([Self.tick, .after(.zero, [.remark(remark)])])
        _ = self.run(ScriptedSource([Self.snapshot()]), terminal)
        #expect(terminal.text.contains(remark))
    }

    @Test func `a lost terminal ends it`() {
        guard case .hangUp = self.run(ScriptedSource([Self.snapshot()]), ScriptedTerminal([])) else {
            Issue.record("It did not end.")
            return
        }
    }

    @Test func `three times Ctrl-C leaves`() {
        let source = ScriptedSource([Self.snapshot()])
        let key = TerminalInput.key(.control("c"))
        guard case .left = self.run(source, ScriptedTerminal([.after(.zero, [key, key, key])])) else {
            Issue.record("It did not leave.")
            return
        }
        #expect(source.commands == [.drain, .force])
    }

    @Test func `what was never shown is restored already`() {
        let source = ScriptedSource()
        let dashboard = Dashboard(source: source, control: source)
        #expect(dashboard.waitUntilRestored(atMost: .zero))
    }

    @Test func `who waits for the terminal waits from before it is taken, and no longer if it could not be`() {
        let source = ScriptedSource()
        let dashboard = Dashboard(source: source, control: source)
        #expect(throws: TerminalError.notATerminal(.input)) {
            try dashboard.run {
                #expect(!dashboard.waitUntilRestored(atMost: .zero))
                throw TerminalError.notATerminal(.input)
            }
        }
        #expect(dashboard.waitUntilRestored(atMost: .zero))
    }

    // MARK: - A recording

    @Test func `what a key asks of a player is seen at once, so that the next one goes on from there`() {
        let player = ScriptedPlayer([Self.snapshot()], at: Self.start)
        let terminal = ScriptedTerminal([.after(.milliseconds(3), [.key(")"), .key(")"), .key("p")])])
        let dashboard = Dashboard(recording: player, options: .init())
        _ = dashboard.run(on: terminal, clock: MonotonicClock { terminal.now }, wake: {})
        #expect(player.commands == [.move(by: .seconds(10)), .move(by: .seconds(10)), .pause])
        #expect(terminal.frames.last?.at == Self.start.advanced(by: .milliseconds(3)))
        #expect(terminal.text.contains("0:20.000 of 0:30  1x  paused"))
    }

    @Test func `while it is behind its portions are taken in one after the other, and drawn with the frames`() {
        let player = ScriptedPlayer([Self.snapshot()], (1...3).map { Self.submission("a", id: $0) }, [], at: Self.start)
        let terminal = ScriptedTerminal([.after(.zero, []), .after(.zero, []), Self.tick, Self.tick])
        let dashboard = Dashboard(recording: player, options: .init())
        _ = dashboard.run(on: terminal, clock: MonotonicClock { terminal.now }, wake: {})
        #expect(player.left == 0)
        #expect(terminal.frames.map(\.at) == [Self.start, Self.start.advanced(by: .milliseconds(100))])
        #expect(terminal.frames.first?.frame.text.contains("seeking") == true)
        #expect(terminal.text.contains("3 live") && !terminal.text.contains("seeking"))
    }

    @Test(arguments: [Key.control("c"), "q"])
    func `a key between two portions is taken, and who leaves does not wait for the rest`(key: Key) {
        let player = ScriptedPlayer([Self.snapshot()], [], [], [], [], at: Self.start)
        let terminal = ScriptedTerminal([.after(.zero, []), .after(.zero, [.key(")")]), .after(.zero, [.key(key)])])
        let dashboard = Dashboard(recording: player, options: .init())
        guard case .quit = dashboard.run(on: terminal, clock: MonotonicClock { terminal.now }, wake: {}) else {
            Issue.record("It did not leave.")
            return
        }
        #expect(player.commands == [.move(by: .seconds(10))])
        #expect(player.left > 0)
    }
}

private func terminalTime(_ milliseconds: Int) -> TaskInstant {
    TaskInstant(nanoseconds: 1_000_000_000).advanced(by: .milliseconds(milliseconds))
}
