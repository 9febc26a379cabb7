import BGTopStore
import BackgroundWorkEvents

/// What a shutdown came to, where before stood what held the exit.
struct ReportView {
    private static let indent = 3

    private let lines: [StyledText]

    init(_ report: DrainReport, theme: Theme, width: Int) {
        let indent = String(repeating: " ", count: Self.indent)
        self.lines = report.text.split(separator: "\n").flatMap { line -> [StyledText] in
            // Broken where it ends: of a list of a hundred names each can be read.
            let text = DisplayText(String(line), ascii: theme.glyphs.isASCII).string.trimmingPrefix { $0 == " " }
            let parts = Paragraph.wrapped(String(text), width: max(1, width - 2 * Self.indent - 1), keepsPhrases: true)
            return parts.enumerated().map { index, part in
                StyledText(theme, indent + (index == 0 ? "" : indent) + part, index == 0 ? .plain : .muted)
            }
        }
    }

    var lineCount: Int { self.lines.count }

    /// - Parameter top: The first line that is seen.
    func draw(from top: Int, on canvas: inout Canvas, in layout: DrainLayout) {
        canvas.draw(StyledText(canvas.theme, heading: "REPORT"), in: layout.titles)
        var area = layout.report
        let seen = self.lines.dropFirst(max(0, min(top, self.lines.count - area.rows)))
        guard seen.count > area.rows else {
            canvas.draw(seen, in: area)
            return
        }
        let last = area.takeBottom(1)
        canvas.draw(seen, in: area)
        canvas.draw("   ... \((seen.count - area.rows).grouped) more lines", .muted, in: last)
    }
}

extension Model {
    /// The report, once it stands in the place of what held the exit.
    func report(_ theme: Theme = Theme()) -> ReportView? {
        // Whoever watches from within leaves with the last picture of what held the process, above the report that it prints; for
        // everybody else, and as long as the process stays, this is where the report is.
        guard let report = self.shown.report, self.viewer.place != .inProcess || !self.isRestOver else { return nil }
        let upToDate = report.updated(with: self.shown.totals.rejected)
        return ReportView(upToDate, theme: theme, width: self.size.columns)
    }

    /// Where the report goes on after a step.
    mutating func scroll(_ report: ReportView, by step: ListStep) {
        let message = self.message ?? self.endOfRecording ?? self.farewell
        let rows = message.map { MessageView(message: $0).lines(width: self.size.columns).count } ?? 0
        let height = DrainLayout(size: self.size, messageRows: rows).report.rows
        self.holders.reportTop = step.scrolled(from: self.holders.reportTop, count: report.lineCount, height: height)
    }
}
