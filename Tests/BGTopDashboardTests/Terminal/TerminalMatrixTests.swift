import Foundation
import TestSupport
import Testing

/// The real driver on every kind of terminal that somebody may come with.
@Suite(.serialized, .onThreadOfItsOwn) struct `On a terminal of any type, in any locale, of any size` {
    struct Kind: CustomTestStringConvertible {
        let term: String?
        let locale: String
        let rows: UInt16
        let columns: UInt16

        var testDescription: String { "\(self.term ?? "none") \(self.locale) \(self.columns)x\(self.rows)" }
        /// Whether there is a picture to go back to.
        var hasAlternateScreen: Bool { self.term != "vt100" && self.term != "linux" }
    }

    static let kinds: [Kind] = ["xterm-256color", "xterm", "screen", "tmux-256color", "linux", "vt100", "no-such", nil].flatMap
    { term in
        ["C", "C.UTF-8"].flatMap { locale in
            [(1, 1), (10, 40), (24, 80), (50, 200)].map { rows, columns in
                Kind(term: term, locale: locale, rows: rows, columns: columns)
            }
        }
    }

    @Test(arguments: Self.kinds)
    func `it starts, draws with what there is, and leaves everything as it was`(kind: Kind) throws {
        let terminal = try Pseudoterminal(rows: kind.rows, columns: kind.columns)
        let before = terminal.settings
        let probe = try Probe(environment: ["TERM": kind.term, "LC_ALL": kind.locale], terminal: terminal)
        try probe.wait(for: "ready \(kind.columns)x\(kind.rows)")
        #expect(terminal.settings != before)
        if kind.columns > 1 { try probe.wait(toSee: "probe") }
        try probe.type("q", until: "restored")
        #expect(try probe.end() == .exit(0))
        #expect(terminal.settings == before)
        #expect(OwnSequences.foreign(in: probe.shown) == [])
        #expect(probe.shown.utf8.allSatisfy { $0 < 0x80 } == (kind.locale == "C" || kind.columns == 1))
        let last = { (sequence: String) in probe.shown.range(of: sequence, options: .backwards)?.lowerBound }
        let (shownAgain, hidden) = (last("\u{1B}[?25h") ?? last("\u{1B}[?12l\u{1B}[?25h"), last("\u{1B}[?25l"))
        if let hidden { #expect(try #require(shownAgain) > hidden) }
        if kind.hasAlternateScreen {
            #expect(try #require(last("\u{1B}[?1049l")) > #require(last("\u{1B}[?1049h")))
        }
    }

    @Test(arguments: ["C", "C.UTF-8"], [(1, 1), (24, 80)] as [(UInt16, UInt16)])
    func `one that can place no cursor is told so, and nothing is written to it`(locale: String, size: (UInt16, UInt16)) throws
    {
        let terminal = try Pseudoterminal(rows: size.0, columns: size.1)
        let before = terminal.settings
        let probe = try Probe(environment: ["TERM": "dumb", "LC_ALL": locale], terminal: terminal)
        #expect(try probe.wait(for: "refused").contains("cannot show a full screen"))
        #expect(try probe.end() == .exit(1))
        #expect(probe.shown == "" && terminal.settings == before)
    }
}
