// A program to test the terminal with: it opens a session, reports on file descriptor 3 what comes in, and does what the keys
// say, crashing included.

import BGTopDashboard
import Foundation

let options = Set(CommandLine.arguments.dropFirst())
if options.contains("restart") { Backtraces.restartOnceWithoutPrompt() }
if options.contains("ignore-hangup") { signal(SIGHUP, SIG_IGN) }

let report = FileHandle(fileDescriptor: 3)

func say(_ line: String) {
    report.write(Data((line + "\n").utf8))
}

func frame(_ size: Size, _ text: String) -> Frame {
    var frame = Frame(size: size)
    frame.put(DisplayText("probe \(text)"), row: 0, column: 0, style: Style(foreground: .palette(2), attributes: .bold))
    frame.put(DisplayText("size \(size.columns)x\(size.rows) é│█世界"), row: 1, column: 0, style: Style(background: .palette(208)))
    frame.put(DisplayText(String(repeating: "#", count: size.columns)), row: size.rows - 1, column: 0)
    return frame
}

struct Thrown: Error {}

func run() throws {
    let session = try TerminalSession(
        options: TerminalOptions(
            color: options.contains("no-color") ? .never : .automatic,
            ascii: options.contains("ascii"),
            mouse: options.contains("mouse")
        )
    )
    var text = "started"
    session.show(frame(session.size, text))
    say("ready \(session.size.columns)x\(session.size.rows) colors \(session.colors) utf8 \(session.isUTF8)")
    while true {
        for input in session.wait(until: nil) {
            say("\(input)")
            switch input {
            case .key(.character("q")):
                let captured = session.restore()
                say("restored")
                captured.replay()
                return
            case .key(.character("n")): text += "+"
            case .key(.character("e")): throw Thrown()
            case .key(.character("x")): exit(3)
            case .key(.character("s")): unsafe UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1
            case .key(.character("a")): abort()
            case .key(.character("t")): fatalError("told to trap")
            case .key(.character("T")):
                let thread = Thread { fatalError("told to trap on another thread") }
                thread.start()
            case .key(.character("o")):
                print("a line on standard output")
                FileHandle.standardError.write(Data("a line on standard error\n".utf8))
            case .key(.character("O")):
                for number in 0..<200_000 { print("flooded line number \(number)") }
            case .key(.character("w")): session.waker.wake()
            case .key(.control("l")): session.repaint()
            case .key(.control("z")): session.suspend()
            case .resized: break
            case .hangUp: return
            default: break
            }
            session.show(frame(session.size, text))
            say("shown")
        }
    }
}

do {
    try run()
} catch let error as TerminalError {
    say("refused \(error)")
    exit(1)
}
