import BackgroundWorkEvents
import Testing

@testable import BGTopDashboard

/// Who is to be cancelled is named whole, and is there.
@Suite struct CancelOneTests {
    @Test func `a name that is too long for a title is told below it, with the number at its end`() {
        var sitting = Sitting(size: Size(columns: 40, rows: 12))
        sitting.run("generate-invoice-archive")
        sitting.wait(.milliseconds(100))
        sitting.press("x")
        let words = sitting.screen.split(whereSeparator: { $0.isWhitespace || $0 == "│" || $0 == "|" }).joined(separator: " ")
        #expect(words.contains("generate-invoice-archive 1."))
    }

    @Test func `what has ended while events were lost cannot be cancelled`() {
        var sitting = Sitting()
        sitting.run("a")
        sitting.wait(.milliseconds(100))
        // It is not in it.
        sitting.tellAll()
        sitting.wait(.milliseconds(100))
        sitting.press("x")
        #expect(sitting.dialog == nil)
        #expect(sitting.message == "a 1 has ended; how is not known.")
    }
}
