import BGTopStore
import BackgroundWorkEvents

/// One name, looked at closely: how long its tasks take and wait, what becomes of them, and which of them have run longest.
struct NameProfileView {
    private static let columnRows = 2...10
    /// Below that two histograms do not fit side by side.
    private static let leastWidth = 76
    /// From here on there is room for one below the other, which is worth more.
    private static let tallRows = 30

    let profile: NameProfile
    let longest: [BackgroundTaskID]
    let store: TaskStore

    func draw(on canvas: inout Canvas, in area: Area) {
        var area = area
        self.drawTitle(on: &canvas, in: area.takeTop(1))
        let isSideBySide = area.columns >= Self.leastWidth && area.rows < Self.tallRows
        let histograms = isSideBySide ? 1 : 2
        let facts = NameFacts(
            profile: self.profile,
            longest: self.longest,
            store: self.store,
            theme: canvas.theme,
            width: area.columns
        )
        let wanted = facts.lines(limit: .max).count
        let room = area.rows / histograms - DurationHistogramView.captionRows - (wanted + histograms) / histograms
        let rows = max(Self.columnRows.lowerBound, min(Self.columnRows.upperBound, room)) + DurationHistogramView.captionRows
        if isSideBySide {
            self.drawSideBySide(on: &canvas, in: area.takeTop(rows))
        } else {
            self.runs.draw(on: &canvas, in: area.takeTop(rows))
            _ = area.takeTop(1)
            self.waits.draw(on: &canvas, in: area.takeTop(rows))
        }
        // A blank line parts them, where there is one to spare.
        if area.rows > wanted { _ = area.takeTop(1) }
        canvas.draw(facts.lines(limit: area.rows), in: area)
    }

    private func drawTitle(on canvas: inout Canvas, in area: Area) {
        let theme = canvas.theme
        let summary = self.profile.summary
        let rule = String(theme.glyphs.box.horizontal)
        var text = StyledText(theme, " \(rule)\(rule) ", .muted)
        text.add(summary.name, .strong)
        text.add("  \(summary.running.grouped) running, \(summary.queued.grouped) queued, \(summary.doneRate.rate)/s ", .muted)
        text = text.truncated(to: max(0, area.columns - 2))
        text.add(String(repeating: rule, count: max(0, area.columns - text.width - 1)), .muted)
        canvas.draw(text, in: area)
    }

    private func drawSideBySide(on canvas: inout Canvas, in area: Area) {
        let left = area.columns / 2
        self.runs.draw(on: &canvas, in: Area(row: area.row, column: area.column, rows: area.rows, columns: left))
        self.waits.draw(
            on: &canvas,
            in: Area(row: area.row, column: area.column + left, rows: area.rows, columns: area.columns - left)
        )
    }

    private var runs: DurationHistogramView {
        DurationHistogramView(
            title: "RUN",
            absence: "no successful run yet",
            steps: self.profile.runs,
            summary: self.profile.summary.run
        )
    }

    private var waits: DurationHistogramView {
        DurationHistogramView(
            title: "WAIT",
            absence: "nothing has started yet",
            steps: self.profile.waits,
            summary: self.profile.summary.wait
        )
    }
}
