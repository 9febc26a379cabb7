import BackgroundWorkEvents
import Testing

@testable import BGTopDashboard

/// Numbers as a person reads them.
@Suite struct FormattingTests {
    @Test(arguments: [
        (Duration.zero, "0ms"), (.microseconds(900), "0ms"), (.milliseconds(812), "812ms"), (.milliseconds(999), "999ms"),
        (.milliseconds(1_000), "1.00s"), (.milliseconds(1_219), "1.21s"), (.milliseconds(9_999), "9.99s"),
        (.milliseconds(41_290), "41.2s"), (.milliseconds(59_999), "59.9s"), (.seconds(60), "1:00"), (.seconds(72), "1:12"),
        (.seconds(3_599), "59:59"), (.seconds(3_600), "1h00m"), (.seconds(7_500), "2h05m"), (.seconds(86_399), "23h59m"),
        (.seconds(86_400), "1d00h"), (.seconds(273_600), "3d04h"), (.seconds(-3), "0ms"),
    ])
    func `a duration fits into six columns and is cut, not rounded`(duration: Duration, text: String) {
        #expect(duration.compact == text)
        #expect(duration.compact.count <= 6)
    }

    @Test(arguments: [
        (40, "Shop/Sources/Routes.swift:71"), (28, "Shop/Sources/Routes.swift:71"), (27, "…op/Sources/Routes.swift:71"),
        (17, "…/Routes.swift:71"), (4, "…:71"), (1, "…"),
    ])
    func `a path is cut from the left, so that its file can be read`(width: Int, text: String) {
        let location = TaskDescription.SourceLocation(fileID: "Shop/Sources/Routes.swift", line: 71)
        #expect(location.shortened(to: width, isASCII: false) == text)
        #expect(location.shortened(to: width, isASCII: true).allSatisfy { $0.isASCII })
    }

    @Test(arguments: [
        (Duration.milliseconds(999), "<1s"), (.milliseconds(1_999), "1s"), (.seconds(59), "59s"), (.seconds(599), "9:59"),
        (.seconds(600), "10m"),
        (.seconds(3_599), "59m"), (.seconds(86_399), "23h"), (.seconds(86_400), "1d"), (.seconds(86_400 * 5_000), "999d"),
        (.seconds(-3), "<1s"),
    ])
    func `a brief duration fits into four columns`(duration: Duration, text: String) {
        #expect(duration.brief == text)
        #expect(duration.brief.count <= 4)
    }

    @Test(arguments: [
        (Duration.milliseconds(9), "9ms"), (.milliseconds(2_090), "2.0s"), (.milliseconds(29_900), "29s"),
        (.seconds(72), "1:12"),
    ])
    func `a short duration has two figures`(duration: Duration, text: String) {
        #expect(duration.short == text)
    }

    @Test(arguments: [
        (Duration.milliseconds(140), "140 ms"), (.milliseconds(2_100), "2.1 s"), (.milliseconds(11_890), "11.8 s"),
        (.seconds(72), "1:12"),
    ])
    func `a duration in a sentence has a blank before its unit`(duration: Duration, text: String) {
        #expect(duration.prose == text)
    }

    @Test(arguments: [(0, "0"), (999, "999"), (1_000, "1,000"), (1_024, "1,024"), (4_118_230, "4,118,230"), (-1_234, "-1,234")])
    func `thousands are separated`(number: Int, text: String) {
        #expect(number.grouped == text)
    }

    @Test(arguments: [
        (0.0, "0"), (0.04, "0"), (0.05, "0.1"), (4.49, "4.5"), (9.94, "9.9"), (9.96, "10"), (209.4, "209"),
        (12_310.2, "12,310"),
        (.infinity, "0"), (.nan, "0"),
    ])
    func `a rate has a decimal while it is small`(rate: Double, text: String) {
        #expect(rate.rate == text)
    }

    @Test func `what is not complete is not called complete`() {
        #expect(0.999.wholePercentage == "99%")
        #expect(1.0.wholePercentage == "100%")
        #expect(0.022.percentage == "2.2%")
        #expect(1.0.percentage == "100%")
    }

    @Test(arguments: [(0.0, ""), (0.001, "▏"), (0.5, "█████"), (0.55, "█████▌"), (1.0, "██████████"), (7.0, "██████████")])
    func `a bar shows eighths of a column, and whatever is more than nothing`(fraction: Double, bar: String) {
        #expect(Glyphs.unicode.bar(fraction, width: 10) == bar)
    }

    @Test(arguments: [(0.0, ""), (0.001, "▖"), (0.5, "▄▄▄▄▄"), (0.54, "▄▄▄▄▄▖"), (0.57, "▄▄▄▄▄▄"), (7.0, "▄▄▄▄▄▄▄▄▄▄")])
    func `a low bar shows halves of a column, and whatever is more than nothing`(fraction: Double, level: String) {
        #expect(Glyphs.unicode.level(fraction, width: 10) == level)
    }

    @Test func `a curve tells zero from nothing`() {
        #expect(Glyphs.unicode.sparkline([0, 1, 5, 10], width: 6) == "  ▁▁▄█")
        #expect(Glyphs.ascii.sparkline([0, 1, 5, 10], width: 6) == "  _.=@")
    }

    @Test(arguments: [(0.0, 1.0), (1.0, 1.0), (1.1, 2.0), (3.0, 5.0), (209.0, 500.0), (1_000.0, 1_000.0)])
    func `a curve's height stands for the next round number`(value: Double, top: Double) {
        #expect(Glyphs.scale(above: value) == top)
    }

    @Test func `a moment is a time of day where the person is`() {
        let anchor = TimeAnchor(instant: TaskInstant(nanoseconds: 0), nanosecondsSince1970: 38_525_118_000_000)
        let instant = TaskInstant(nanoseconds: 0)
        #expect(anchor.timeOfDay(at: instant, offset: .zero) == "10:42:05.118")
        #expect(anchor.timeOfDay(at: instant, offset: .seconds(-11 * 3_600), milliseconds: false) == "23:42:05")
    }

    @Test func `text is broken between words, and within one that is too long`() {
        #expect(Paragraph.wrapped("one two three", width: 7) == ["one two", "three"])
        #expect(Paragraph.wrapped("abcdefgh ij", width: 3) == ["abc", "def", "gh", "ij"])
        #expect(Paragraph.wrapped("anything", width: 0) == [])
        #expect(Paragraph.wrapped("one two three four", width: 9, indent: 2) == ["one two", "  three", "  four"])
        #expect(Paragraph.wrapped("a bcdefgh", width: 5, indent: 2) == ["a", "  bcd", "  efg", "  h"])
        #expect(Paragraph.wrapped("世界世 界", width: 5) == ["世界", "世 界"], "Each takes two columns.")
        #expect(Paragraph.wrapped("世界", width: 1) == ["世", "界"])
    }

    @Test func `an entry of a list or a term of a sum stays in one line, unless half of the line before would be empty`() {
        #expect(Paragraph.wrapped("a 1, b 2, c 3", width: 6) == ["a 1, b", "2, c 3"])
        #expect(Paragraph.wrapped("a 1, b 2, c 3", width: 6, keepsPhrases: true) == ["a 1,", "b 2,", "c 3"])
        let sum = Paragraph.wrapped("abcd 1 + b 2 = c 3", width: 10, indent: 1, keepsPhrases: true)
        #expect(sum == ["abcd 1", " + b 2", " = c 3"])
        #expect(Paragraph.wrapped("x, abcdefg hij", width: 12, keepsPhrases: true) == ["x, abcdefg", "hij"])
        #expect(Paragraph.wrapped("a, bcdefghi j", width: 4, keepsPhrases: true) == ["a,", "bcde", "fghi", "j"])
    }

    @Test func `of a sentence that does not fit the first clauses stand, as a sentence`() {
        let sentence = "Slice it: it is long; or wait. Or 1:30 later."
        #expect(Paragraph.abridged(sentence, width: 45) == sentence)
        #expect(Paragraph.abridged(sentence, width: 44) == "Slice it: it is long; or wait.")
        #expect(Paragraph.abridged(sentence, width: 29) == "Slice it: it is long.")
        #expect(Paragraph.abridged(sentence, width: 9) == "Slice it.")
        #expect(Paragraph.abridged(sentence, width: 8) == sentence)
        #expect(Paragraph.abridged("世界: 世界", width: 8) == "世界.", "Each takes two columns.")
    }

    @Test func `text is cut where it does not fit, and the cut is seen`() {
        var text = StyledText(Theme(), "abc")
        text.add("def", .bad)
        #expect(text.truncated(to: 6).plain == "abcdef")
        #expect(text.truncated(to: 5).plain == "abcd…")
        #expect(text.truncated(to: 3).plain == "ab…")
        #expect(text.truncated(to: 0).plain == "")
        #expect(StyledText(Theme(glyphs: .ascii), "abcdef").truncated(to: 4).plain == "abc~")
    }
}
