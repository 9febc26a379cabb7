import BGTopStore

/// What is wrong now: one entry for each rule, with how often, and what to do about it.
struct WarningsView {
    let model: Model

    func draw(on canvas: inout Canvas, in layout: ScreenLayout) {
        let warnings = self.model.warnings
        guard warnings.count > 0 else {
            canvas.draw(
                "   No warnings: nothing is known to be stuck, refused or failing repeatedly.",
                .muted,
                in: layout.body
            )
            return
        }
        var area = layout.body
        let height = Self.entryRows(in: area)
        var seen = warnings.cursor.window(count: warnings.count, height: Self.listRows(in: area))
        // Whoever has chosen one reads all of it, as far as there is room, and others make way.
        let chosen = warnings.rows[min(warnings.cursor.position, warnings.count - 1)]
        let whole = self.lines(of: chosen, canvas.theme, Size(columns: area.columns, rows: area.rows)).count
        while seen.count > 1, area.rows - (seen.count - 1) * height < whole {
            seen = warnings.cursor.position == seen.upperBound - 1 ? seen.dropFirst() : seen.dropLast()
        }
        let spare = max(0, area.rows - seen.count * height)
        for position in seen {
            let isSelected = position == warnings.cursor.position
            var entry = area.takeTop(isSelected ? height + spare : height)
            let warning = warnings.rows[position]
            canvas.mark(entry, .row(.warning(warning.id)))
            let lines = self.lines(of: warning, canvas.theme, Size(columns: entry.columns, rows: entry.rows))
            let title = entry.takeTop(1)
            let place = isSelected && seen.count < warnings.count ? "\(position + 1)/\(warnings.count) " : ""
            canvas.draw(lines[0], trailing: StyledText(canvas.theme, place, .muted), in: title)
            canvas.draw(RowMark(isSelected: isSelected, hasWarning: true), in: title)
            canvas.draw(lines.dropFirst(), in: entry)
        }
    }

    /// How many warnings are seen at a time.
    static func listRows(in body: Area) -> Int {
        max(1, body.rows / Self.entryRows(in: body))
    }

    /// Where there is room, what is wrong stands beside its rule; what to do stands below. Each may take two lines, and those of the
    /// selected one what nobody else needs: here is where all of it can be read.
    private static func entryRows(in body: Area) -> Int {
        if body.rows < 6 { return 1 }
        return Self.isWide(body.columns) ? 4 : 5
    }

    private static func isWide(_ columns: Int) -> Bool { columns >= 110 }

    private func lines(of warning: RowWarning, _ theme: Theme, _ size: Size) -> [StyledText] {
        let indent = RowMark.width + 10
        var title = StyledText(theme, "   ")
        title.add(warning.severity.word, warning.severity.role)
        title.pad(to: indent)
        title.add(warning.rule, .strong)
        if warning.count > 1 { title.add(" (\(warning.count.grouped))", .strong) }
        let isWide = Self.isWide(size.columns)
        let start = isWide ? indent + 27 : RowMark.width + 4
        // A narrow screen has no columns to spare for white.
        let adviceStart = size.columns < 60 ? start + 2 : indent
        var summary = Paragraph.wrapped(warning.summary, width: max(1, size.columns - start - 1))
        var advice = Paragraph.wrapped(warning.advice, width: max(1, size.columns - adviceStart - 1))
        let room = isWide ? size.rows : size.rows - 1
        advice = Self.cut(advice, to: max(2, room - summary.count))
        summary = Self.cut(summary, to: max(1, room - advice.count))
        if isWide, !summary.isEmpty {
            title.pad(to: start)
            title.add(summary.removeFirst())
        }
        return [title] + summary.map { self.indented($0, by: start, role: .plain, theme) }
            + advice.map { self.indented($0, by: adviceStart, role: .muted, theme) }
    }

    /// What does not fit into so many lines stands at the end of the last, to be cut where that ends.
    private static func cut(_ lines: [String], to count: Int) -> [String] {
        lines.count <= count ? lines : lines.prefix(count - 1) + [lines.dropFirst(count - 1).joined(separator: " ")]
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
