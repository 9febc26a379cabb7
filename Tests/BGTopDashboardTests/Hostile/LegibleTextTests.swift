import TestSupport
import Testing

/// What a list of the tests shows of the texts that mean harm does none to whoever reads it.
@Suite struct `A text that is legible` {
    @Test func `is one short line, of nothing but text`() {
        for text in HostileText.openings + HostileText.pieces + [HostileText.megabyte] {
            let shown = LegibleText(text).testDescription
            #expect(OwnSequences.foreign(inPlain: shown) == [])
            #expect(!shown.contains { $0.isNewline || $0 == "\t" || $0 == "\u{8}" || $0 == "\u{F}" })
            #expect(shown.unicodeScalars.count < 100)
        }
    }

    @Test func `stands for itself where it can, and says how long it is where it is cut`() {
        #expect(LegibleText("日本 \"a\"\n").testDescription == #""日本 \"a\"\n""#)
        #expect(LegibleText("\u{1B}[31m\u{9B}\u{202E}e\u{301}").testDescription == #""\u{1B}[31m\u{009B}\u{202E}e\u{0301}""#)
        let long = String(repeating: "x", count: 1_000)
        #expect(LegibleText(long).testDescription == "\"\(long.prefix(60))\"… (1000 characters)")
    }
}
