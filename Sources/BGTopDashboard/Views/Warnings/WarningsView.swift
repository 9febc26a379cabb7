import BGTopStore

/// What is wrong now: one line for each rule, and what to do about the one that is selected.
struct WarningsView {
    let model: Model

    func draw(on canvas: inout Canvas, in layout: ScreenLayout) {
        let warnings = self.model.warnings
        let theme = canvas.theme
        guard warnings.count > 0 else {
            canvas.draw(
                "   Nothing is wrong: nothing waits too long, nothing is stuck, nothing keeps failing.",
                .muted,
                in: layout.body
            )
            return
        }
        var area = layout.body
        let advice = area.takeBottom(area.rows - Self.listRows(in: area))
        for position in warnings.cursor.window(count: warnings.count, height: area.rows) {
            let warning = warnings.rows[position]
            let line = area.takeTop(1)
            var text = StyledText(theme, "   ")
            text.add(warning.severity.word, warning.severity.role)
            text.pad(to: RowMark.width + 10)
            text.add(warning.rule, .strong)
            if warning.count > 1 { text.add(" (\(warning.count.grouped))", .strong) }
            text.add("  " + warning.summary)
            canvas.draw(text, in: line)
            canvas.draw(RowMark(isSelected: position == warnings.cursor.position, hasWarning: true), in: line)
        }
        if let selected = warnings.selected { self.draw(selected, on: &canvas, in: advice) }
    }

    /// How many warnings are seen at a time: what to do about one of them wants three lines.
    static func listRows(in body: Area) -> Int {
        body.rows >= 6 ? body.rows - 3 : body.rows
    }

    private func draw(_ warning: RowWarning, on canvas: inout Canvas, in area: Area) {
        var area = area
        canvas.draw(" WHAT TO DO", .strong, in: area.takeTop(1))
        let lines = Paragraph.wrapped(warning.advice, width: max(1, area.columns - 4))
        canvas.draw(lines.map { StyledText(canvas.theme, "   " + $0) }, in: area)
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
