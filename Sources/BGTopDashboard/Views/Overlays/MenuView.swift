/// Everything that changes the server, each with its key, and why what cannot be done now cannot.
struct MenuView {
    let entries: [MenuEntry]
    let selected: Int

    func draw(on canvas: inout Canvas, in area: Area) {
        let theme = canvas.theme
        let lines = self.entries.enumerated().map { self.line(of: $1, isSelected: $0 == self.selected, theme) }
        let width = min(max(40, (lines.map(\.width).max() ?? 0) + 4), max(8, area.columns - 2))
        let box = area.centered(rows: lines.count + 2, columns: width)
        // In a box that is too low for all, the selected one is seen, and that there are more.
        let seen = min(lines.count, max(0, box.rows - 2))
        let top = max(0, min(self.selected - seen + 1, lines.count - seen))
        let part = seen < lines.count ? ", \(top + 1) to \(top + seen) of \(lines.count)" : ""
        let content = canvas.drawBox(title: "Act on the server" + part, in: box)
        for (index, line) in lines.enumerated().dropFirst(top).prefix(content.rows) {
            let row = Area(row: content.row + index - top, column: content.column, rows: 1, columns: content.columns)
            canvas.draw(line, in: row)
            canvas.mark(row, .entry(self.entries[index].action))
            if index == self.selected { canvas.restyle(row) { $0 = Style(attributes: [.reverse]) } }
        }
    }

    private func line(of entry: MenuEntry, isSelected: Bool, _ theme: Theme) -> StyledText {
        var text = StyledText(theme, isSelected ? "> " : "  ")
        text.add(entry.key.map(String.init) ?? " ", entry.objection == nil ? .key : .muted)
        text.add("  ")
        text.add(entry.title, entry.objection == nil ? .plain : .muted)
        if let objection = entry.objection { text.add("  (\(objection))", .muted) }
        return text
    }
}
