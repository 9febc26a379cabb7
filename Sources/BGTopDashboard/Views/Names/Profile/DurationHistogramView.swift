import BGTopStore
import BackgroundWorkEvents

/// How durations are distributed: a column for those of about one length, on a scale of factors, with the percentiles marked.
struct DurationHistogramView {
    /// What has no columns: the figures above them, the scale's marks and its labels below.
    static let captionRows = 3

    let title: String
    /// What to say where there is nothing to draw.
    let absence: String
    let steps: [DurationStep]
    let summary: DurationSummary?

    func draw(on canvas: inout Canvas, in area: Area) {
        var area = area
        let theme = canvas.theme
        canvas.draw(self.figures(theme, width: area.columns), in: area.takeTop(1))
        guard let first = self.steps.first, let last = self.steps.last, let summary, area.columns > 4 else { return }
        let labels = area.takeBottom(1)
        let marks = area.takeBottom(1)
        let axis = LogAxis(
            covering: first.nanoseconds.lowerBound..<last.nanoseconds.upperBound,
            width: area.columns - 2
        )
        self.drawColumns(axis, p99: axis.column(of: summary.p99), on: &canvas, in: area)
        canvas.draw(self.marks(axis, summary, theme), in: marks)
        canvas.draw(" " + axis.labels, .muted, in: labels)
    }

    private func figures(_ theme: Theme, width: Int) -> StyledText {
        var text = StyledText(theme, " \(self.title)", .strong)
        text.pad(to: 6)
        guard let summary else {
            text.add(self.absence, .muted)
            return text
        }
        for (name, duration) in [("p50", summary.p50), ("p95", summary.p95), ("p99", summary.p99), ("max", summary.longest)] {
            let figure = "  \(name) ".count + duration.fine.count
            guard text.width + figure <= width else { break }
            text.add(text.width > 6 ? "  \(name) " : "\(name) ", .muted)
            text.add(duration.fine)
        }
        let count = "  of \(summary.count.grouped)"
        if text.width + count.count <= width { text.add(count, .muted) }
        return text
    }

    /// From the top line down. Whatever is more than nothing shows.
    private func drawColumns(_ axis: LogAxis, p99: Int, on canvas: inout Canvas, in area: Area) {
        let counts = axis.counts(of: self.steps)
        let most = max(1, counts.max() ?? 1)
        let eighths = counts.map { count in
            // A fraction of one, where a step crosses the edge of a column, is nobody.
            count < 0.05 ? 0 : max(1, Int((count / most * Double(area.rows * 8)).rounded()))
        }
        let glyphs = canvas.theme.glyphs
        for row in 0..<area.rows {
            let below = (area.rows - 1 - row) * 8
            let cells = eighths.map { glyphs.column($0 - below) }
            var line = StyledText(canvas.theme, " ")
            line.add(String(cells[...p99]), .meter)
            // The slowest hundredth.
            line.add(String(cells[(p99 + 1)...]), .caution)
            canvas.draw(line, in: Area(row: area.row + row, column: area.column, rows: 1, columns: area.columns))
        }
    }

    /// The line under the columns, with the percentiles where they are; where they crowd, the outer ones keep their names.
    private func marks(_ axis: LogAxis, _ summary: DurationSummary, _ theme: Theme) -> StyledText {
        let line = theme.glyphs.line.thin
        var cells = [Character](repeating: line, count: axis.width)
        var isMark = [Bool](repeating: false, count: axis.width)
        for (name, duration) in [("p50", summary.p50), ("p99", summary.p99), ("p95", summary.p95)] {
            let column = axis.column(of: duration)
            let places = [(column, "^" + name), (column - name.count, name + "^"), (column, "^")]
            let free = places.first { start, text in
                start >= 0 && start + text.count <= cells.count && !isMark[start..<start + text.count].contains(true)
            }
            guard let (start, text) = free else { continue }
            for (offset, character) in text.enumerated() {
                (cells[start + offset], isMark[start + offset]) = (character, true)
            }
        }
        var text = StyledText(theme, " ")
        var start = 0
        while start < cells.count {
            let end = isMark[start...].firstIndex { $0 != isMark[start] } ?? cells.count
            text.add(String(cells[start..<end]), isMark[start] ? .strong : .muted)
            start = end
        }
        return text
    }
}
