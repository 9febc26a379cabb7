import Testing

@testable import BGTopDashboard

@Suite struct `The splitter of output into lines` {
    @Test func `gives whole lines, however they come`() {
        var splitter = LineSplitter()
        #expect(splitter.split("one\ntw".utf8) == ["one"])
        #expect(splitter.split("o\r\n\nthree".utf8) == ["two", ""])
        #expect(splitter.split("\n".utf8) == ["three"])
    }

    @Test func `does not wait for the end of a line that has none`() {
        var splitter = LineSplitter()
        let lines = splitter.split([UInt8](repeating: UInt8(ascii: "x"), count: 10_000))
        #expect(lines.map(\.count) == [4_096, 4_096])
        #expect(splitter.split("\n".utf8).map(\.count) == [1_808])
    }

    @Test func `shows bytes that are no text`() {
        var splitter = LineSplitter()
        #expect(splitter.split([0x61, 0xFF, 0x0A]) == ["a\u{FFFD}"])
    }
}
