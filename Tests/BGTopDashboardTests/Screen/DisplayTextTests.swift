import CPseudoterminal
import Foundation
import TestSupport
import Testing

@testable import BGTopDashboard

@Suite struct `Display text` {
    @Test(
        arguments: [
            ("plain", "plain", 5), ("", "", 0), ("a\tb\nc\r", "a b c ", 6), ("a\u{A0}b\u{2003}c\u{2028}d", "a b c d", 7),
            ("\u{1B}[31mred", "?[31mred", 8), ("\u{9B}31m", "?31m", 4), ("\0\u{7F}\u{85}", "?? ", 3),
            ("\u{1B}]52;c;ZXZpbA==\u{7}", "?]52;c;ZXZpbA==?", 16), ("a\u{202E}b\u{2066}c\u{200F}", "a?b?c?", 6),
            ("a\u{200B}b\u{FEFF}c\u{AD}d\u{2060}", "a?b?c?d?", 8), ("\u{E000}\u{FFFF}\u{378}\u{E01EF}", "???", 3),
            ("e\u{301}", "e\u{301}", 1), ("日本", "日本", 4), ("ｱＡ", "ｱＡ", 3), ("█▌│…é", "█▌│…é", 5),
            ("👩‍👩‍👧", "👩👩👧", 6), ("👍🏽", "👍", 2), ("❤️", "❤", 1), ("🇩🇪", "🇩🇪", 2), ("\u{301}a", "?a", 2),
            ("a\u{301}\u{302}\u{303}\u{304}b", "a\u{301}\u{302}b", 2),
            ("\u{1112}\u{1161}\u{11AB}", "\u{1112}\u{1161}\u{11AB}", 2),
            ("\u{FFFD}", "\u{FFFD}", 1),
        ] as [(LegibleText, LegibleText, Int)]
    )
    func `draws what can be drawn and tells what cannot`(text: LegibleText, shown: LegibleText, width: Int) {
        let display = DisplayText(text.text)
        #expect(Array(display.string.unicodeScalars) == Array(shown.text.unicodeScalars))
        #expect(display.width == width)
    }

    @Test func `bytes that are no UTF-8 can be seen`() {
        let name = String(decoding: [0x61, 0xFF, 0xC3, 0x28, 0x62] as [UInt8], as: UTF8.self)
        #expect(DisplayText(name).string == "a\u{FFFD}\u{FFFD}(b")
    }

    @Test(arguments: [
        ("héllo", "h?llo"), ("a…b", "a~b"), ("█▌ 50 %", "#= 50 %"), ("│─┌", "|-+"), ("“it’s”", "\"it's\""), ("日本", "??"),
        ("12 µs", "12 us"), ("e\u{301}", "e?"), ("→", ">"),
    ])
    func `in ASCII shows what comes closest`(text: String, shown: String) {
        let display = DisplayText(text, ascii: true)
        #expect(display.string == shown)
        #expect(display.width == shown.count)
    }

    @Test(
        arguments: [
            ("hello", 5, "hello", 5), ("hello", 4, "hel…", 4), ("hello", 1, "…", 1), ("hello", 0, "", 0), ("hello", -3, "", 0),
            ("", 0, "", 0),
            ("日本語", 6, "日本語", 6), ("日本語", 5, "日本…", 5), ("日本語", 4, "日…", 3), ("日本語", 3, "日…", 3), ("日本語", 2, "…", 1),
            ("ab日", 3, "ab…", 3), ("ab日", 4, "ab日", 4), ("abe\u{301}", 3, "abe\u{301}", 3), ("abe\u{301}f", 3, "ab…", 3),
            ("\u{1}\u{2}\u{3}", 2, "?…", 2),
        ] as [(LegibleText, Int, String, Int)]
    )
    func `is cut to the columns there are, with an ellipsis where something is missing`(
        text: LegibleText,
        maximum: Int,
        shown: String,
        width: Int
    ) {
        let bounded = DisplayText(text.text, maximumWidth: maximum)
        #expect(bounded.string == shown)
        #expect(bounded.width == width)
        #expect(DisplayText(text.text).truncated(to: maximum) == bounded)
        #expect(DisplayText("é" + text.text, maximumWidth: maximum, ascii: true).string.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test func `of a text without end only as much is looked at as can be shown`() {
        /// Text that is endless for any purpose here, and says how far somebody went.
        struct Counted {
            var line: LineBuilder
            var scalars = 0
            mutating func feed(_ scalar: Unicode.Scalar) {
                repeat { self.scalars += 1 } while self.line.append(scalar) && self.scalars < 1_000_000
            }
        }
        for scalar in ["x", "é", "日", "\u{301}", "\u{200D}", "\u{202E}", "\n"] as [Unicode.Scalar] {
            var counted = Counted(line: LineBuilder(maximumWidth: 20, ascii: false))
            counted.feed(scalar)
            #expect(counted.scalars <= 321, "\(scalar.escaped(asASCII: true))")
            #expect(counted.line.width <= 20)
        }
    }

    @Test func `whatever the text, no more columns are taken than said and nothing undrawable is left`() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<3_000 {
            let text = HostileText.random(using: &random)
            let maximum = Int.random(in: 0...30, using: &random)
            let display = DisplayText(text, maximumWidth: maximum, ascii: Bool.random(using: &random))
            #expect(display.width <= maximum, "\(random)")
            let columns = display.string.unicodeScalars.reduce(0) { $0 + DisplayClass($1).width }
            #expect(columns == display.width, "\(random)")
            let isClean = display.string.unicodeScalars.allSatisfy { scalar in
                switch DisplayClass(scalar) {
                case .narrow, .wide, .mark: true
                case .space: scalar == " "
                case .modifier, .undrawable: false
                }
            }
            #expect(isClean, "\(random)")
            #expect(DisplayText(display.string) == display, "sanitising twice changes nothing: \(random)")
        }
    }

    @Test func `the width of a character is what the C library says, where it knows the character`() {
        let known = (0x20...0x10_FFFF as ClosedRange<UInt32>).compactMap { Unicode.Scalar($0) }.filter {
            c_library_width($0.value) >= 0
        }
        let disagreements = known.filter { scalar in
            switch DisplayClass(scalar) {
            case .narrow, .wide, .mark: DisplayClass(scalar).width != Int(c_library_width(scalar.value))
            case .space, .modifier, .undrawable: false
            }
        }
        // Its tables are of another year than ours: a handful differs, and is drawn as `?`.
        #expect(known.count > 200_000)
        #expect(disagreements.count < 200, "\(disagreements.prefix(20).map { $0.escaped(asASCII: true) })")
    }

    init() {
        _ = unsafe setlocale(LC_CTYPE, "C.UTF-8")
    }
}
