import Foundation
import Testing

@testable import BGTopDashboard

/// Text that is printed, in a terminal that may be narrow.
@Suite struct PrintedTextTests {
    private let report = """
        shutdown asked by SIGTERM
          submitted 1204 = succeeded 1201 + failed 3
          discarded before they started: 3: send-email 1199, resize-image 1201, send-email 1204
        """

    @Test func `what does not fit is broken between entries and terms, or else words, and goes on further in`() {
        #expect(
            PrintedText(columns: 40).lines(self.report) == """
                shutdown asked by SIGTERM
                  submitted 1204 = succeeded 1201
                      + failed 3
                  discarded before they started: 3:
                      send-email 1199,
                      resize-image 1201, send-email 1204
                """
        )
    }

    @Test func `no line is wider than the terminal, however narrow, and no word is lost`() {
        let words = self.report.split { $0 == " " || $0 == "\n" }.joined()
        for columns in 1...100 {
            let lines = PrintedText(columns: columns).lines(self.report)
            #expect(lines.split(separator: "\n").allSatisfy { $0.count <= columns }, "\(columns): \(lines)")
            #expect(lines.filter { $0 != " " && $0 != "\n" } == words)
        }
    }

    @Test func `what is one line stays one, whatever an application has put into it`() {
        let lines = ["shop\n/somewhere/else.sock\u{1B}[2J", "  pid 7"]
        #expect(PrintedText(columns: nil).lines(lines) == "shop /somewhere/else.sock?[2J\n  pid 7")
    }

    @Test func `what fits stays as it is, blanks and empty lines included`() {
        let table = "  ID   NAME\n\n  1    work"
        #expect(PrintedText(columns: 11).lines(table) == table)
        #expect(PrintedText(columns: nil).lines(self.report) == self.report)
    }

    @Test func `nothing in it can tell the terminal anything`() {
        #expect(PrintedText(columns: 80).lines("a\u{1B}[2Jb\u{7}c") == "a?[2Jb?c")
    }

    @Test func `a terminal has as many columns as it says, and what is none has no edge`() throws {
        let terminal = try Pseudoterminal(rows: 24, columns: 40)
        let descriptor = unsafe open(terminal.path, O_RDWR | O_NOCTTY)
        defer { close(descriptor) }
        #expect(PrintedText(for: descriptor).lines(self.report) == PrintedText(columns: 40).lines(self.report))
        let nowhere = unsafe open("/dev/null", O_WRONLY)
        defer { close(nowhere) }
        #expect(PrintedText(for: nowhere).lines(self.report) == self.report)
    }

    @Test func `the last picture of a shutdown is had from a terminal that is too small for any`() {
        let text = LastFrame.text(
            of: Scene.cancelling.model(size: Shot.small),
            size: Size(columns: 30, rows: 6),
            glyphs: .unicode
        )
        #expect(text.contains("CANCELLING"))
        #expect(!text.contains("too small"))
        #expect(PrintedText(columns: 30).lines(text).split(separator: "\n").allSatisfy { $0.count <= 30 })
    }
}
