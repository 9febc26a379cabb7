import BGTopStore

/// What is wrong now: one entry for each rule, with how often, and what to do about it.
struct WarningsView {
    let model: Model

    func draw(on canvas: inout Canvas, in layout: ScreenLayout) {
        let warnings = self.model.warnings
        guard warnings.count > 0 else {
            canvas.draw(
                "   Nothing is wrong: nothing waits too long, is stuck, or keeps failing.",
                .muted,
                in: layout.body
            )
            return
        }
        var area = layout.body
        let height = Self.entryRows(in: area)
        for position in warnings.cursor.window(count: warnings.count, height: Self.listRows(in: area)) {
            var entry = area.takeTop(height)
            let warning = warnings.rows[position]
            canvas.mark(entry, .row(.warning(warning.id)))
            let lines = self.lines(of: warning, canvas.theme, columns: area.columns)
            let isSelected = position == warnings.cursor.position
            let title = entry.takeTop(1)
            canvas.draw(lines[0], in: title)
            canvas.draw(RowMark(isSelected: isSelected, hasWarning: true), in: title)
            canvas.draw(lines.dropFirst(), in: entry)
        }
    }

    /// How many warnings are seen at a time.
    static func listRows(in body: Area) -> Int {
        max(1, body.rows / Self.entryRows(in: body))
    }

    /// Where there is room, what is wrong stands beside its rule; what to do stands below. Each may take two lines: here is where all of
    /// it can be read.
    private static func entryRows(in body: Area) -> Int {
        if body.rows < 6 { return 1 }
        return Self.isWide(body.columns) ? 4 : 5
    }

    private static func isWide(_ columns: Int) -> Bool { columns >= 110 }

    private func lines(of warning: RowWarning, _ theme: Theme, columns: Int) -> [StyledText] {
        let indent = RowMark.width + 10
        var title = StyledText(theme, "   ")
        title.add(warning.severity.word, warning.severity.role)
        title.pad(to: indent)
        title.add(warning.rule, .strong)
        if warning.count > 1 { title.add(" (\(warning.count.grouped))", .strong) }
        var lines = [title]
        if Self.isWide(columns) {
            let start = indent + 27
            let summary = Self.inTwoLines(warning.summary, width: columns - start - 1)
            lines[0].pad(to: start)
            lines[0].add(summary[0])
            lines += summary.dropFirst().map { self.indented($0, by: start, role: .plain, theme) }
        } else {
            let start = RowMark.width + 4
            lines += Self.inTwoLines(warning.summary, width: columns - start - 1).map {
                self.indented($0, by: start, role: .plain, theme)
            }
        }
        return lines
            + Self.inTwoLines(warning.advice, width: columns - indent - 1).map {
                self.indented($0, by: indent, role: .muted, theme)
            }
    }

    /// At least one; what does not fit into two stands at the end of the second, to be cut where it ends.
    private static func inTwoLines(_ text: String, width: Int) -> [String] {
        let lines = Paragraph.wrapped(text, width: max(1, width))
        guard let first = lines.first else { return [""] }
        return lines.count > 1 ? [first, lines.dropFirst().joined(separator: " ")] : [first]
    }

    private func indented(_ text: String, by columns: Int, role: Role, _ theme: Theme) -> StyledText {
        var line = StyledText(theme)
        line.pad(to: columns)
        line.add(text, role)
        return line
    }
}

extension RowWarning.Severity {
    var word: String {
        switch self {
        case .notice: "notice"
        case .warning: "warning"
        case .critical: "critical"
        }
    }

    var role: Role {
        switch self {
        case .notice: .caution
        case .warning, .critical: .bad
        }
    }
}
