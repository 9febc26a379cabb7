// A program to test the terminal with: it opens a session, reports on descriptor 3 what comes in, and does what its keys say,
// crashing included.

import BGTopDashboard
import BackgroundWorkEvents
import Foundation
import Synchronization

let options = Set(CommandLine.arguments.dropFirst())
let reports = FileHandle(fileDescriptor: 3)

func report(_ line: String) {
    reports.write(Data((line + "\n").utf8))
}

func describe(_ input: TerminalInput) -> String {
    switch input {
    case .key(.character(let character)): "key \(character)"
    case .key(.control(let character)): "key control-\(character)"
    case .key(let key): "key \(key)"
    case .mouse(let event): "mouse \(event.kind) row \(event.row) column \(event.column)"
    case .resized(let size): "resized \(size.columns)x\(size.rows)"
    case .paste, .woken, .output, .remark, .resumed, .hangUp: "\(input)"
    }
}

func frame(_ size: Size, _ text: String) -> Frame {
    var frame = Frame(size: size)
    frame.put(DisplayText("probe \(text)"), row: 0, column: 0, style: Style(foreground: .palette(2), attributes: .bold))
    frame.put(DisplayText("\(size.columns)x\(size.rows) é│█世界"), row: 1, column: 0, style: Style(background: .palette(208)))
    for row in 2..<max(2, size.rows) {
        frame.put(DisplayText(String(repeating: "#-", count: size.columns / 2)), row: row, column: 0)
    }
    return frame
}

/// Runs out of stack.
func overflow(_ depth: Int) -> Int {
    depth == 0 ? 0 : overflow(depth + 1) + overflow(depth + 2)
}

/// Does what `key` stands for, if it stands for an end.
func end(_ key: Character) throws {
    switch key {
    case "e": throw CancellationError()
    case "x": exit(3)
    case "s": unsafe UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1
    case "a": abort()
    case "b": raise(SIGBUS)
    case "f": raise(SIGFPE)
    case "t": fatalError("told to trap")
    case "v": print(overflow(1))
    case "T": Thread { fatalError("told to trap") }.start()
    default: break
    }
}

func run() throws {
    let session = try TerminalSession(
        options: TerminalOptions(ascii: options.contains("ascii"), mouse: !options.contains("no-mouse"))
    )
    var text = "started"
    var hasMouse = true
    var frames = 0
    session.show(frame(session.size, text))
    report("ready \(session.size.columns)x\(session.size.rows) colors \(session.colors)")
    while true {
        let inputs = session.wait(until: nil)
        for (index, input) in inputs.enumerated() {
            if case .output = input, options.contains("silent") { continue }
            report(describe(input))
            // Lines come by the thousand: one picture is enough for those that came together.
            if case .output = input, case .output? = inputs[(index + 1)...].first { continue }
            switch input {
            case .key(.character("q")):
                let captured = session.restore()
                captured.replay(patience: .seconds(120))
                report("restored")
                return
            case .key(.character("n")): text += "+"
            case .key(.character("o")):
                print("a line on standard output")
                FileHandle.standardError.write(Data("a line on standard error\n".utf8))
            case .key(.character("O")):
                Thread {
                    for number in 0..<100_000 { print("line \(number) of a flood") }
                    report("flooded")
                }.start()
            case .key(.character("P")):
                for number in 0..<100_000 { print("line \(number) of its own") }
                report("printed")
            case .key(.character("m")):
                hasMouse.toggle()
                session.takeMouse(hasMouse)
            case .key(.character("w")): session.waker.wake()
            case .key(.character("r")):
                text = "frame \(frames)"
                session.repaint()
            case .key(.character(let key)): try end(key)
            case .key(.control("l")): session.repaint()
            case .key(.control("z")): session.suspend()
            case .hangUp: return
            default: break
            }
            session.show(frame(session.size, text))
            report("shown \(frames)")
            frames += 1
        }
    }
}

/// A source that does not answer the dashboard, as a disk may not. At a key another thread ends the process; before it does, this one
/// may answer after all.
final class SlowSource: TaskEventSource, TaskControl, TaskEventSubscription {
    let dashboard = Mutex<Dashboard?>(nil)
    let answers = DispatchSemaphore(value: 0)
    let isOver = DispatchSemaphore(value: 0)

    func subscribe(maximumBuffered: Int, onReady: @escaping @Sendable () -> Void) -> any TaskEventSubscription {
        print("a word before")
        report("ready 80x24")
        _ = getchar()
        let dashboard = self.dashboard.withLock { $0 }
        Thread {
            dashboard?.restoreBeforeExit(within: .milliseconds(50))
            print("a last word")
            if options.contains("and-back") {
                self.answers.signal()
                self.isOver.wait()
            }
            _exit(4)
        }.start()
        self.answers.wait()
        return self
    }

    func drain(into events: inout [TaskEvent]) {}
    func cancel() {}
    func perform(_ command: TaskCommand, by requester: Requester) {}
}

func runHeldUp() throws {
    let source = SlowSource()
    let dashboard = Dashboard(source: source, control: source)
    source.dashboard.withLock { $0 = dashboard }
    _ = try dashboard.run()
    source.isOver.signal()
    while true { pause() }
}

if options.contains("restart") { Backtraces.restartOnceWithoutPrompt() }
if options.contains("ignore-hangup") { signal(SIGHUP, SIG_IGN) }
if options.contains("no-input") { dup2(unsafe open("/dev/null", O_RDONLY), 0) }
if options.contains("no-output") { dup2(unsafe open("/dev/null", O_WRONLY), 1) }

do {
    if options.contains("held-up") { try runHeldUp() }
    try run()
    if options.contains("twice") { try run() }
} catch let error as TerminalError {
    report("refused \(error)")
    exit(1)
} catch {
    exit(1)
}
