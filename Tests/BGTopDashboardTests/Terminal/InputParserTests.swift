import TestSupport
import Testing

@testable import BGTopDashboard

@Suite struct `The parser of what the terminal sends` {
    /// What `bytes` mean if they come at once and nothing follows.
    func inputs(_ bytes: String) -> [TerminalInput] {
        var parser = InputParser()
        return parser.read(bytes.utf8) + parser.expire()
    }

    static let keys: [(String, Key)] = [
        ("a", .character("a")), ("D", .character("D")), (" ", .character(" ")), ("é", .character("é")), ("世", .character("世")),
        ("😀", .character("😀")), ("\t", .tab), ("\r", .enter), ("\n", .enter), ("\u{7F}", .backspace), ("\u{8}", .backspace),
        ("\u{3}", .control("c")), ("\u{C}", .control("l")), ("\u{1A}", .control("z")), ("\0", .control("@")),
        ("\u{1C}", .control("\\")), ("\u{1F}", .control("_")), ("\u{1B}", .escape),
        ("\u{1B}[A", .up), ("\u{1B}[B", .down), ("\u{1B}[C", .right), ("\u{1B}[D", .left), ("\u{1B}OA", .up),
        ("\u{1B}OD", .left),
        ("\u{1B}[H", .home), ("\u{1B}[F", .end), ("\u{1B}OH", .home), ("\u{1B}[1~", .home), ("\u{1B}[7~", .home),
        ("\u{1B}[4~", .end),
        ("\u{1B}[2~", .insert), ("\u{1B}[3~", .delete), ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown),
        ("\u{1B}[Z", .backTab),
        ("\u{1B}OM", .enter), ("\u{1B}OP", .function(1)), ("\u{1B}OS", .function(4)), ("\u{1B}[11~", .function(1)),
        ("\u{1B}[15~", .function(5)), ("\u{1B}[17~", .function(6)), ("\u{1B}[21~", .function(10)),
        ("\u{1B}[24~", .function(12)),
        ("\u{1B}[34~", .function(20)), ("\u{1B}[[A", .function(1)), ("\u{1B}[[E", .function(5)), ("\u{1B}[1;5C", .right),
        ("\u{1B}[5;2~", .pageUp),
    ]

    @Test func `every key is known by every sequence that a terminal has for it`() {
        for (sequence, key) in Self.keys {
            #expect(self.inputs(sequence) == [.key(key)], "\(sequence.debugDescription)")
        }
    }

    @Test func `a sequence means the same wherever it is torn apart`() {
        let others = [
            "\u{1B}[200~aD\u{1B}[\u{1B}[201b\u{1B}[201~", "\u{1B}[<0;12;3M", "\u{1B}[1;5D", "\u{1B}]0;title\u{7}",
            "\u{1B}[99;99~", "\u{1B}[M Dy",
        ]
        for sequence in Self.keys.map(\.0) + others {
            let bytes = Array(sequence.utf8)
            let whole = self.inputs(sequence)
            for place in 1..<max(2, bytes.count) {
                var parser = InputParser()
                var inputs = parser.read(bytes[..<min(place, bytes.count)])
                inputs += parser.read(bytes.dropFirst(place))
                #expect(inputs + parser.expire() == whole, "\(sequence.debugDescription) at \(place)")
            }
        }
    }

    @Test func `a key ends what came before it, whatever that was`() {
        for (first, firstKey) in Self.keys where firstKey != .escape {
            for (second, secondKey) in Self.keys {
                #expect(
                    self.inputs(first + second) == [.key(firstKey), .key(secondKey)],
                    "\((first + second).debugDescription)"
                )
            }
        }
    }

    @Test(
        arguments: [
            "\u{1B}[1;2P", "\u{1B}[21;5~", "\u{1B}[99~", "\u{1B}[I", "\u{1B}[O", "\u{1B}[?1;2c", "\u{1B}[24;80R",
            "\u{1B}[>0;276;0c",
            "\u{1B}]11;rgb:0000/0000/0000\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\", "\u{1B}_G\u{1B}\\", "\u{1B}[[Z", "\u{1B}Ox",
            "\u{1B}[27;5;68~",
            "\u{1B}[<0;0;0M", "\u{1B}[<99;1;1M", "\u{1B}[<1", "\u{1B}[1;5", "\u{80}", "\u{9B}", "\u{1B}[68;5u",
        ] as [LegibleText]
    )
    func `what is not known means nothing, and none of its letters is a key`(unknown: LegibleText) {
        #expect(self.inputs(unknown.text) == [])
        #expect(self.inputs(unknown.text + unknown.text) == [])
    }

    @Test func `no sequence of controls, however long or broken, ever gives its letters as keys`() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<5_000 {
            let parameters = (0..<Int.random(in: 0...100, using: &random)).map { _ in
                UInt8.random(in: 0x30...0x3F, using: &random)
            }
            let final = UInt8.random(in: 0x40...0x7E, using: &random)
            guard final != UInt8(ascii: "[") else { continue }
            var parser = InputParser()
            let inputs = parser.read([0x1B, UInt8(ascii: "[")] + parameters + [final]) + parser.expire()
            let isKey = inputs.contains { if case .key(.character) = $0 { true } else { false } }
            #expect(!isKey, "\(random)")
        }
    }

    @Test func `arbitrary bytes never leave the parser in a state that swallows keys for ever`() {
        var random = SeededGenerator(seed: 2)
        for _ in 0..<5_000 {
            var parser = InputParser()
            _ = parser.read((0..<50).map { _ in UInt8.random(in: 0...255, using: &random) })
            _ = parser.expire()
            #expect(parser.read("D".utf8) == [.key(.character("D"))], "\(random)")
        }
    }

    @Test func `a lone Esc waits 25 ms for more, and a sequence that nobody types waits longer`() {
        var parser = InputParser()
        #expect(parser.patience == nil)
        #expect(parser.read("\u{1B}".utf8) == [])
        #expect(parser.patience == .milliseconds(25))
        #expect(parser.expire() == [.key(.escape)])
        #expect(parser.patience == nil)
        #expect(parser.read("\u{1B}[".utf8) == [])
        #expect(parser.patience == .milliseconds(250))
    }

    @Test func `the rest of an arrow that comes too late is an arrow, and never the command that its last letter stands for`() {
        for (rest, key) in [("[D", Key.left), ("OD", .left), ("[3~", .delete), ("[1;5D", .left)] {
            var parser = InputParser()
            #expect(parser.read("\u{1B}".utf8) + parser.expire() == [.key(.escape)])
            #expect(parser.read(rest.utf8) == [.key(key)])
            #expect(parser.read("[D".utf8) == [.key(.character("[")), .key(.character("D"))])
        }
    }

    @Test func `characters that are typed one by one after Esc are characters`() {
        var parser = InputParser()
        #expect(parser.read("\u{1B}".utf8) + parser.expire() == [.key(.escape)])
        #expect(parser.read("[".utf8) + parser.read("D".utf8) == [.key(.character("[")), .key(.character("D"))])
    }

    @Test func `Esc and a character are two keys, also if they come at once`() {
        #expect(self.inputs("\u{1B}q") == [.key(.escape), .key(.character("q"))])
        #expect(self.inputs("\u{1B}\u{1B}[A") == [.key(.escape), .key(.up)])
        #expect(self.inputs("\u{1B}[") == [.key(.escape), .key(.character("["))])
        #expect(self.inputs("\u{1B}O") == [.key(.escape), .key(.character("O"))])
        #expect(self.inputs("\u{1B}]") == [.key(.escape), .key(.character("]"))])
    }

    @Test func `a paste is one text with everything in it, and nothing in it is a key`() {
        #expect(
            self.inputs("\u{1B}[200~q\rD\u{3}\u{1B}[A é\u{1B}[201~x") == [.paste("q\rD\u{3}\u{1B}[A é"), .key(.character("x"))]
        )
        #expect(self.inputs("\u{1B}[200~\u{1B}[201~") == [.paste("")])
    }

    @Test func `a paste takes no more memory than its limit, and still ends where it ends`() {
        var parser = InputParser()
        #expect(parser.read("\u{1B}[200~".utf8) == [])
        let megabyte = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
        #expect(parser.read(megabyte) == [])
        let inputs = parser.read("\u{1B}[201~y".utf8)
        #expect(inputs == [.paste(String(repeating: "x", count: 1 << 16)), .key(.character("y"))])
    }

    @Test func `a paste whose end was lost is over after a second of silence, and then keys are keys again`() {
        var parser = InputParser()
        #expect(parser.read("\u{1B}[200~a\u{3}".utf8) == [])
        #expect(parser.patience == .seconds(1))
        #expect(parser.expire() == [.paste("a\u{3}")])
        #expect(parser.patience == nil)
        #expect(parser.read("\u{3}".utf8) == [.key(.control("c"))])
        #expect(parser.read("\u{1B}[201~".utf8) == [], "an end that comes too late means nothing")
    }

    @Test func `broken UTF-8 is left out, and the next key is read`() {
        var parser = InputParser()
        let bytes: [UInt8] = [
            0xFF, 0x80, 0xC3, UInt8(ascii: "a"), 0xE4, 0xB8, 0x1B, UInt8(ascii: "["), UInt8(ascii: "A"), 0xED, 0xA0, 0x80,
        ]
        #expect(parser.read(bytes) == [.key(.character("a")), .key(.up)])
    }

    @Test func `clicks and the wheel say where`() {
        #expect(self.inputs("\u{1B}[<0;1;1M") == [.mouse(MouseEvent(.press, row: 0, column: 0))])
        #expect(self.inputs("\u{1B}[<0;300;40m") == [.mouse(MouseEvent(.release, row: 39, column: 299))])
        #expect(self.inputs("\u{1B}[<64;2;3M") == [.mouse(MouseEvent(.wheelUp, row: 2, column: 1))])
        #expect(self.inputs("\u{1B}[<65;2;3M") == [.mouse(MouseEvent(.wheelDown, row: 2, column: 1))])
    }

    @Test func `a click that is reported as of old is a click, and none of its bytes is the command that it looks like`() {
        #expect(self.inputs("\u{1B}[M Dy") == [.mouse(MouseEvent(.press, row: 88, column: 35))])
        #expect(self.inputs("\u{1B}[M#!!") == [.mouse(MouseEvent(.release, row: 0, column: 0))])
        #expect(self.inputs("\u{1B}[M`\"#") == [.mouse(MouseEvent(.wheelUp, row: 2, column: 1))])
        #expect(self.inputs("\u{1B}[M2Dyx") == [.key("x")], "another button")
        #expect(self.inputs("\u{1B}[M D") == [], "the rest of which never came")
    }
}
