/// The columns of a table, each with whether it is shown, whether the rows are sorted by it, and what it says. The table's titles
/// and its first rows stay in sight above it: there one sees what comes of it.
struct ColumnMenuView {
    private let model: Model
    private let menu: ColumnMenu

    /// How many of the table's rows stay in sight.
    private static let rowsInSight = 2
    /// The edges, and as many entries as it takes to see where one is.
    private static let leastRows = 6

    init(_ menu: ColumnMenu, in model: Model) {
        self.model = model
        self.menu = menu
    }

    /// - Parameter titles: Where those of the table stand.
    func draw(on canvas: inout Canvas, in area: Area, below titles: Area) {
        let entries = self.model.columnEntries(of: self.menu.table, width: canvas.frame.size.columns)
        let selected = entries.firstIndex { $0.column.title == self.menu.selected } ?? 0
        let lines = self.lines(entries, selected: selected, canvas.theme)
        let width = min(area.columns, (lines.map(\.width).max() ?? 0) + 4)
        let explanations = entries.map { Paragraph.wrapped($0.column.explanation, width: max(1, width - 4)) }
        // What is cut is whole below while it is selected; the room for that does not come and go.
        let isAnyCut = lines.contains { $0.width > width - 4 }
        let footnote = isAnyCut ? explanations.map(\.count).max() ?? 0 : 0
        let box = self.box(rows: lines.count + footnote + 2, columns: width, in: area, below: titles)
        let seen = max(1, min(lines.count, box.rows - 2 - footnote))
        let top = max(0, min(selected - seen / 2, lines.count - seen))
        let part = seen < lines.count ? ", \(top + 1) to \(top + seen) of \(lines.count)" : ""
        var content = canvas.drawBox(title: "Columns of the \(self.menu.table.rawValue)" + part, in: box)
        for (index, line) in lines.enumerated().dropFirst(top).prefix(seen) {
            let row = content.takeTop(1)
            canvas.draw(line, in: row)
            if index == selected { canvas.restyle(row) { $0 = Style(attributes: [.reverse]) } }
        }
        if lines[selected].width > content.columns {
            canvas.draw(explanations[selected].map { StyledText(canvas.theme, $0, .muted) }, in: content)
        }
        if titles.endRow <= box.row { self.markTitle(on: &canvas, in: titles) }
    }

    private func box(rows: Int, columns: Int, in area: Area, below titles: Area) -> Area {
        let room = max(area.endRow - titles.endRow - Self.rowsInSight, Self.leastRows)
        var area = area
        return area.takeBottom(min(rows, room)).centered(rows: rows, columns: columns)
    }

    /// Shows where in the table the selected column stands.
    private func markTitle(on canvas: inout Canvas, in titles: Area) {
        let seen = self.model.seenColumns(of: self.menu.table, width: canvas.frame.size.columns)
        guard let range = seen.first(where: { $0.title == self.menu.selected })?.range else { return }
        let columns = min(range.upperBound, titles.columns) - range.lowerBound
        let place = Area(row: titles.row, column: titles.column + range.lowerBound, rows: titles.rows, columns: columns)
        canvas.restyle(place) { $0 = Style(attributes: [.reverse]) }
    }

    private func lines(_ entries: [ColumnEntry], selected: Int, _ theme: Theme) -> [StyledText] {
        let titleWidth = entries.map(\.column.title.count).max() ?? 0
        return entries.enumerated().map { index, entry in
            var text = StyledText(theme, index == selected ? "> " : "  ")
            // What cannot be hidden has no box to take the cross out of.
            let mark = entry.column.isEssential ? " x  " : entry.visibility == .hidden ? "[ ] " : "[x] "
            text.add(mark, entry.column.isEssential ? .muted : .key)
            text.add(entry.column.title, entry.visibility == .shown ? .strong : .muted)
            text.add(entry.arrow ?? "", .key)
            text.pad(to: 6 + titleWidth + 3)
            if entry.visibility == .noRoom { text.add("no room now  ", .caution) }
            text.add(entry.column.explanation)
            return text
        }
    }
}
