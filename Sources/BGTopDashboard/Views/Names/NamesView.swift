import BGTopStore

/// The table of names: all of them as a view of its own with the selected one looked at closely, the first few above the tasks.
struct NamesView {
    let model: Model

    func draw(on canvas: inout Canvas, in screen: ScreenLayout) {
        let names = self.model.names
        let layout = NamesLayout(screen, count: names.count)
        let table = self.table(width: layout.list.columns)
        let caption =
            screen.caption == screen.tabs
            ? TabsView(model: self.model).text(canvas.theme)
            : StyledText(
                canvas.theme,
                " NAMES  \(names.count.grouped), over the last 60 s\(self.model.shown.interruption == nil ? "" : " that were seen")",
                .strong
            )
        canvas.draw(caption, trailing: self.hiddenOrder(table, canvas.theme), in: screen.caption)
        canvas.drawTitles(table, sorting: names.sorting, in: layout.titles)
        guard names.count > 0 else {
            canvas.draw("   No task has been seen yet.", .muted, in: layout.list)
            return
        }
        var area = layout.list
        for position in names.cursor.window(count: names.count, height: area.rows) {
            let name = names.rows[position]
            let mark = RowMark(isSelected: name.name == names.cursor.selected)
            let line = area.takeTop(1)
            canvas.drawRow(name, table, store: self.model.shown, mark: mark, target: .row(.name(name.name)), in: line)
        }
        self.drawProfile(on: &canvas, in: layout.pane)
    }

    private func drawProfile(on canvas: inout Canvas, in area: Area) {
        guard area.rows > 0, let profile = self.model.names.cursor.selected.flatMap(self.model.shown.profile) else { return }
        let longest = self.model.names.longest?.tasks ?? []
        NameProfileView(profile: profile, longest: longest, store: self.model.shown).draw(on: &canvas, in: area)
    }

    /// How the names are sorted, where no arrow says so.
    private func hiddenOrder(_ table: TableLayout<NameSummary>, _ theme: Theme) -> StyledText {
        let sorting = self.model.names.sorting
        guard !table.places.contains(where: { $0.column.title == sorting.column }) else { return StyledText(theme) }
        return StyledText(theme, sorting.words(title: sorting.column, isSeen: false) + " ", .muted)
    }

    /// The first names, as they are sorted in the view of their own, and how many more there are.
    func drawBlock(on canvas: inout Canvas, in area: Area) {
        guard area.rows > 1 else { return }
        var area = area
        let table = self.table(width: area.columns)
        canvas.drawTitles(table, sorting: nil, in: area.takeTop(1))
        let names = self.model.names.rows
        // The last line stays free: it parts the block from the tasks.
        let room = area.rows - 1
        let shown = names.count > room ? names.prefix(room - 1) : names[...]
        for name in shown {
            let line = area.takeTop(1)
            canvas.drawRow(name, table, store: self.model.shown, mark: RowMark(), target: .name(name.name), in: line)
        }
        if names.count > shown.count {
            var more = StyledText(canvas.theme, "   ")
            more.add("and \((names.count - shown.count).grouped) more (key 2)", .muted, pressing: "2")
            canvas.draw(more, in: area)
        }
    }

    private func table(width: Int) -> TableLayout<NameSummary> {
        self.model.nameTable(width: width)
    }
}
