import Foundation
import TestSupport
import Testing

@testable import BGTopDashboard

#if canImport(FoundationXML)
import FoundationXML
#endif

@Suite struct `A frame as a document` {
    static let frame: Frame = {
        var frame = Frame(size: Size(columns: 20, rows: 3))
        frame.put(DisplayText("a<b> & \"c\""), row: 0, column: 0, style: Style(foreground: .palette(1), attributes: .bold))
        frame.put(
            DisplayText("█▄░│ 日本  x"),
            row: 1,
            column: 2,
            style: Style(foreground: .palette(208), background: .palette(9))
        )
        frame.restyle(row: 2, columns: 0..<20) { $0.attributes = .reverse }
        return frame
    }()

    @Test func `is text with escape sequences whose every line stands for itself`() {
        let lines = Self.frame.ansiText().split(separator: "\n")
        #expect(lines[0] == "\u{1B}[0;1;31ma<b> & \"c\"\u{1B}[0m")
        #expect(lines[1] == "  \u{1B}[0;38;5;208;101m█▄░│ 日本  x\u{1B}[0m")
        #expect(lines[2] == "\u{1B}[0;7m" + String(repeating: " ", count: 20) + "\u{1B}[0m")
    }

    @Test func `is text without a colour if there shall be none`() {
        let text = Self.frame.ansiText(colors: .none)
        #expect(text.hasPrefix("\u{1B}[0;1ma<b>"))
        #expect(!text.contains("208") && !text.contains("31"))
        #expect(Frame(size: Size(columns: 3, rows: 2)).ansiText() == "\n")
    }

    @Test(arguments: [Named("dark", FrameSVG.Palette.dark), Named("light", .light)])
    func `is a picture in valid XML that still has its text`(colors: Named<FrameSVG.Palette>) throws {
        let palette = colors.value
        let document = FrameSVG(Self.frame, palette: palette, title: "<b>\u{1B}[31m & co").document
        let reader = SVGReader()
        let parser = XMLParser(data: Data(document.utf8))
        parser.delegate = reader
        #expect(parser.parse())
        #expect(reader.texts["title"] == ["<b>?[31m & co"])
        #expect(reader.texts["text"] == ["a<b> & \"c\"", "日", "本", "x"])
        let fills = reader.elements.filter { $0.name == "text" }.compactMap { $0.attributes["fill"] }
        #expect(fills == [palette.basic[1], "#ff8700", "#ff8700", "#ff8700"])
    }

    @Test func `is a picture in which each text takes exactly its columns`() throws {
        let reader = SVGReader()
        let parser = XMLParser(data: Data(FrameSVG(Self.frame, title: "").document.utf8))
        parser.delegate = reader
        #expect(parser.parse())
        let texts = reader.elements.filter { $0.name == "text" }.map { ($0.attributes["x"], $0.attributes["textLength"]) }
        let expected = [("0", "84"), ("58.8", "16.8"), ("75.6", "16.8"), ("109.2", "8.4")]
        #expect(texts.map { "\($0 ?? "") \($1 ?? "")" } == expected.map { "\($0) \($1)" })
    }

    @Test func `whatever is in the frame, the picture is valid XML`() {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<100 {
            var frame = Frame(size: Size(columns: 30, rows: 4))
            for row in 0..<4 { frame.put(DisplayText(HostileText.random(using: &random)), row: row, column: 0) }
            let document = FrameSVG(frame, title: HostileText.random(using: &random)).document
            #expect(XMLParser(data: Data(document.utf8)).parse(), "\(random)")
        }
    }
}

/// Collects what is in an XML document.
final class SVGReader: NSObject, XMLParserDelegate {
    var elements: [(name: String, attributes: [String: String])] = []
    var texts: [String: [String]] = [:]
    private var name = ""

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        self.elements.append((name, attributes))
        self.name = name
        self.texts[name, default: []].append("")
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        self.name = ""
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        guard let last = self.texts[self.name]?.indices.last else { return }
        self.texts[self.name]?[last] += text
    }
}
