import CPseudoterminal
import Foundation
import TestSupport
import Testing

@testable import BGTopDashboard

/// Curses is one for the whole process, so that these run one after another.
@Suite(.serialized, .onThreadOfItsOwn) struct `The screen` {
    static let size = Size(columns: 40, rows: 8)

    init() {
        _ = unsafe setlocale(LC_CTYPE, "C.UTF-8")
    }

    func screen(_ term: String = "xterm-256color", isUTF8: Bool = true) throws -> TerminalScreen {
        try TerminalScreen(term: term, size: Self.size, isUTF8: isUTF8, options: TerminalOptions(color: .always))
    }

    func frame(_ text: String, row: Int = 0, style: Style = .plain) -> Frame {
        var frame = Frame(size: Self.size)
        frame.put(DisplayText(text), row: row, column: 0, style: style)
        return frame
    }

    @Test func `sends nothing for a frame that is shown already`() throws {
        var screen = try self.screen()
        let frame = self.frame("hello 日本", style: Style(foreground: .palette(3)))
        #expect(!screen.update(to: frame).isEmpty)
        #expect(screen.update(to: frame) == [])
        #expect(screen.update(to: self.frame("hello 日本", style: Style(foreground: .palette(3)))) == [])
    }

    @Test func `sends little for a little change, and everything after leaving, resizing or on demand`() throws {
        var screen = try self.screen()
        let text = String(repeating: "steady ", count: 5)
        #expect(screen.update(to: self.frame(text + "1")).count > 60)
        let change = screen.update(to: self.frame(text + "2"))
        #expect(change.count < 20)
        screen.repaint()
        #expect(String(decoding: screen.update(to: self.frame(text + "2")), as: UTF8.self).contains("steady"))
        _ = screen.leave()
        #expect(String(decoding: screen.update(to: self.frame(text + "2")), as: UTF8.self).contains("steady"))
        screen.resize(to: Size(columns: 30, rows: 4))
        #expect(String(decoding: screen.update(to: self.frame(text + "2")), as: UTF8.self).contains("steady"))
    }

    @Test func `shows every row again after it was smaller for a moment`() throws {
        var screen = try self.screen()
        let frame = self.frame("the last row", row: Self.size.rows - 1)
        _ = screen.update(to: frame)
        screen.resize(to: Size(columns: 40, rows: 3))
        screen.resize(to: Self.size)
        #expect(String(decoding: screen.update(to: frame), as: UTF8.self).contains("the last row"))
        screen.resize(to: Size(columns: 40, rows: 3))
        screen.resize(to: Self.size)
        screen.repaint()
        #expect(String(decoding: screen.update(to: frame), as: UTF8.self).contains("the last row"))
    }

    @Test func `clears the terminal when it enters it, and never for a frame`() throws {
        var screen = try self.screen()
        screen.resize(to: Shot.small)
        let clear = "\u{1B}[2J"
        let first = String(decoding: screen.update(to: Shot.all[0].frame(size: Shot.small)), as: UTF8.self)
        #expect(first.contains(clear))
        for shot in Shot.all + Shot.all.reversed() {
            let bytes = screen.update(to: shot.frame(size: Shot.small))
            #expect(!String(decoding: bytes, as: UTF8.self).contains(clear), "\(shot)")
        }
    }

    @Test func `never resets the palette that a person has set`() throws {
        var screen = try self.screen()
        var bytes = screen.update(to: self.frame("a"))
        bytes += screen.leave() + screen.update(to: self.frame("b")) + screen.leave()
        #expect(!String(decoding: bytes, as: UTF8.self).contains("\u{1B}]"))
    }

    @Test func `draws frames of any other size as far as they fit`() throws {
        var screen = try self.screen()
        var random = SeededGenerator(seed: 6)
        for _ in 0..<200 {
            let size = Size(columns: Int.random(in: 0...90, using: &random), rows: Int.random(in: 0...40, using: &random))
            var frame = Frame(size: size)
            for row in 0..<size.rows { frame.put(DisplayText(HostileText.random(using: &random)), row: row, column: 0) }
            if Bool.random(using: &random) {
                screen.resize(
                    to: Size(columns: Int.random(in: 1...90, using: &random), rows: Int.random(in: 1...40, using: &random))
                )
            }
            _ = screen.update(to: frame)
            #expect(screen.update(to: frame) == [], "\(random)")
        }
    }

    @Test(arguments: ["xterm-256color", "xterm", "tmux-256color", "screen", "vt100", "linux"])
    func `whatever the text, only sequences of our own are sent`(term: String) throws {
        var screen = try self.screen(term)
        var random = SeededGenerator(seed: 7)
        for _ in 0..<60 {
            var frame = Frame(size: Self.size)
            for row in 0..<Self.size.rows {
                let style = Style(
                    foreground: .palette(.random(in: 0...255, using: &random)),
                    background: .palette(.random(in: 0...255, using: &random)),
                    attributes: .init(rawValue: .random(in: 0...15, using: &random))
                )
                frame.put(DisplayText(HostileText.random(using: &random)), row: row, column: 0, style: style)
            }
            let bytes = screen.update(to: frame)
            #expect(OwnSequences.foreign(in: bytes) == [], "\(term) \(random)")
        }
    }

    @Test func `sends nothing but ASCII to a terminal that has no more`() throws {
        var screen = try self.screen(isUTF8: false)
        var random = SeededGenerator(seed: 8)
        for _ in 0..<200 {
            var frame = Frame(size: Self.size)
            for row in 0..<Self.size.rows { frame.put(DisplayText(HostileText.random(using: &random)), row: row, column: 0) }
            #expect(screen.update(to: frame).allSatisfy { $0 < 0x80 }, "\(random)")
        }
    }

    @Test(arguments: ["xterm", "xterm-256color"])
    func `shows more pairs of colours than the terminal has`(term: String) throws {
        var screen = try self.screen(term)
        var bytes: [UInt8] = []
        for foreground in stride(from: UInt8(0), to: 255, by: 5) {
            for background in stride(from: UInt8(0), to: 255, by: 5) {
                let style = Style(foreground: .palette(foreground), background: .palette(background))
                bytes += screen.update(to: self.frame("\(foreground % 10)\(background % 10)", style: style))
            }
        }
        #expect(bytes.count > 2_601)
        #expect(OwnSequences.foreign(in: bytes) == [])
    }

    @Test(arguments: [nil, "no-such-terminal"])
    func `takes a terminal of unknown type for the commonest`(term: String?) throws {
        let screen = try TerminalScreen(term: term, size: Self.size, isUTF8: true, options: TerminalOptions(color: .always))
        #expect(screen.colors == .full)
        #expect(screen.type == "xterm-256color")
    }

    @Test(arguments: ["xterm-256color", "vt100", "linux"])
    func `draws for the terminal that there is, whether its description has a size or not`(term: String) throws {
        var screen = try self.screen(term)
        #expect(screen.type == term)
        let bytes = screen.update(to: self.frame("a"))
        #expect(String(decoding: bytes, as: UTF8.self).contains("\u{1B}[?1049h") == (term == "xterm-256color"))
    }

    @Test func `refuses a terminal that cannot place its cursor`() {
        #expect(throws: TerminalError.unsuitable(term: "dumb")) {
            _ = try TerminalScreen(term: "dumb", size: Self.size, isUTF8: true, options: TerminalOptions())
        }
    }

    @Test(.enabled(if: Tmux.isInstalled, "tmux is not installed"), arguments: 1...4 as ClosedRange<UInt64>)
    func `what a terminal shows after any number of frames is the last one`(seed: UInt64) throws {
        var screen = try self.screen("tmux-256color")
        var random = SeededGenerator(seed: seed)
        var frame = Frame(size: Self.size)
        var bytes: [UInt8] = []
        for _ in 0..<40 {
            if Int.random(in: 0..<5, using: &random) == 0 { frame = Frame(size: Self.size) }
            for _ in 0..<6 {
                let style = Style(foreground: .palette(.random(in: 0...255, using: &random)))
                frame.put(
                    DisplayText(HostileText.random(using: &random)),
                    row: .random(in: 0..<Self.size.rows, using: &random),
                    column: .random(in: -3..<Self.size.columns, using: &random),
                    style: style
                )
            }
            bytes += screen.update(to: frame)
        }
        let tmux = try Tmux(showing: bytes, size: Self.size)
        let expected = (0..<Self.size.rows).map { Self.drawn(frame.text(row: $0)) }
        #expect(try tmux.wait(toShow: expected) == expected, "\(random)")
    }

    /// What is shown for `text`: the C library knows other characters than we do, and curses draws none that it does not know.
    static func drawn(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            let width = DisplayClass(scalar).width
            return Int(c_library_width(scalar.value)) == width
                ? String(Character(scalar)) : String(repeating: "?", count: width)
        }.joined()
    }
}
