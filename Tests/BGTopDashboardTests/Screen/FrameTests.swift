import TestSupport
import Testing

@testable import BGTopDashboard

@Suite struct `A frame` {
    @Test func `shows text where it was put, cut at every edge`() {
        var frame = Frame(size: Size(columns: 5, rows: 3))
        #expect(frame.put(DisplayText("abc"), row: 0, column: 1) == 4)
        #expect(frame.put(DisplayText("abcdefgh"), row: 1, column: -2) == 5)
        #expect(frame.put(DisplayText("abcdefgh"), row: 2, column: 1, maximumWidth: 2) == 3)
        frame.put(DisplayText("no"), row: -1, column: 0)
        frame.put(DisplayText("no"), row: 3, column: 0)
        #expect(frame.put(DisplayText("no"), row: 0, column: 7) == 7)
        #expect(frame.put(DisplayText("no"), row: 0, column: -7) == -5)
        #expect(frame.text == " abc\ncdefg\n ab")
    }

    @Test func `shows a wide character whole or not at all`() {
        var frame = Frame(size: Size(columns: 5, rows: 2))
        #expect(frame.put(DisplayText("日本語"), row: 0, column: 0) == 4)
        #expect(frame.text(row: 0) == "日本")
        frame.put(DisplayText("ab語"), row: 1, column: 0, maximumWidth: 3)
        #expect(frame.text(row: 1) == "ab")
        frame.put(DisplayText("語x"), row: 1, column: -1)
        #expect(frame.text(row: 1) == " x")
    }

    @Test func `leaves no half of a wide character that something was written over`() {
        for (column, text) in [(1, " x語"), (2, "日x"), (0, "x 語"), (3, "日 x")] {
            var frame = Frame(size: Size(columns: 4, rows: 1))
            frame.put(DisplayText("日語"), row: 0, column: 0)
            frame.put(DisplayText("x"), row: 0, column: column)
            #expect(frame.text == text)
            frame.clear(rows: 0..<1, columns: column..<column + 1)
            #expect(frame.text(row: 0).allSatisfy { $0 != "x" })
        }
        var frame = Frame(size: Size(columns: 4, rows: 1))
        frame.put(DisplayText("日語"), row: 0, column: 0)
        frame.put(DisplayText("é世"), row: 0, column: 0)
        #expect(frame.text == "é世")
    }

    @Test func `puts marks on the character that they belong to`() {
        var frame = Frame(size: Size(columns: 6, rows: 1))
        frame.put(DisplayText("ae\u{301}\u{302}日\u{308}b"), row: 0, column: 0)
        #expect(frame.text == "ae\u{301}\u{302}日\u{308}b")
        #expect(frame.cells[1].glyph.character == "e\u{301}\u{302}")
        #expect(frame.cells[3].glyph.isRightHalf && frame.cells[3].glyph.character == nil)
    }

    @Test func `whatever is drawn, every row takes exactly its columns and has no half of a wide character`() {
        var random = SeededGenerator(seed: 4)
        for _ in 0..<300 {
            let size = Size(columns: Int.random(in: 0...12, using: &random), rows: Int.random(in: 0...4, using: &random))
            var frame = Frame(size: size)
            for _ in 0..<20 {
                let row = Int.random(in: -1...5, using: &random)
                let column = Int.random(in: -5...15, using: &random)
                if Int.random(in: 0..<5, using: &random) == 0 {
                    frame.clear(rows: row..<row + 2, columns: column..<column + 3)
                } else {
                    let text = DisplayText(HostileText.random(using: &random))
                    frame.put(text, row: row, column: column, maximumWidth: Int.random(in: 0...20, using: &random))
                }
            }
            #expect(frame.cells.count == max(0, size.columns * size.rows))
            #expect(frame.splitGlyphs == 0, "\(random)")
        }
    }

    @Test func `gives another style to what is there, within its edges`() {
        var frame = Frame(size: Size(columns: 3, rows: 1))
        frame.put(DisplayText("abc"), row: 0, column: 0, style: Style(foreground: .palette(1)))
        frame.restyle(row: 0, columns: 1..<9) { $0.attributes.insert(.reverse) }
        frame.restyle(row: 4, columns: 0..<9) { $0.attributes.insert(.bold) }
        let style = Style(foreground: .palette(1))
        let reversed = Style(foreground: .palette(1), attributes: .reverse)
        #expect(frame.cells.map(\.style) == [style, reversed, reversed])
        #expect(frame.text == "abc")
    }

    @Test func `has an equal in ASCII, column by column`() {
        var frame = Frame(size: Size(columns: 12, rows: 1))
        frame.put(DisplayText("é│█日e\u{301}…x"), row: 0, column: 0)
        #expect(frame.ascii.text == "?|#? e~x")
        #expect(frame.ascii.size == frame.size)
    }
}

extension Frame {
    /// How many wide characters have lost a half, or halves their character.
    var splitGlyphs: Int {
        var (count, cells) = (0, self.cells)
        // So that each row ends in a cell that no wide character can reach into.
        for row in (0..<self.size.rows).reversed() { cells.insert(.blank, at: (row + 1) * self.size.columns) }
        for (cell, next) in zip(cells, cells.dropFirst()) {
            let isWide = Unicode.Scalar(cell.glyph.scalarValue(0)).map { $0.value >= 0x1100 && DisplayClass($0).width == 2 }
            if isWide ?? false != next.glyph.isRightHalf { count += 1 }
        }
        return count
    }
}
