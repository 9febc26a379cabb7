import BGTopStore
import BackgroundWorkEvents

/// What holds the exit, the worst first, and why the selected one got its verdict.
struct HoldersView {
    let holders: HolderList
    let store: TaskStore

    func draw(on canvas: inout Canvas, in layout: DrainLayout) {
        let holders = self.holders
        let table = TableLayout(HolderColumns.all, width: layout.list.columns - RowMark.width, store: self.store)
        canvas.drawTitles(table, sorting: nil, in: layout.titles)
        guard holders.count > 0 else {
            canvas.draw("   Nothing holds the exit any more.", .good, in: layout.list)
            return
        }
        var area = layout.list
        let total = holders.forecast?.tally.total ?? holders.count
        for position in holders.cursor.window(count: holders.count, height: area.rows) {
            let holder = holders.holders[position]
            let isSelected = holder.row.id == holders.cursor.selected
            let isInTrouble = holder.verdict.kind.isBad || holder.row.isInTrouble(in: self.store)
            let mark = RowMark(isSelected: isSelected, hasWarning: isInTrouble && self.store.interruption == nil)
            let line = area.takeTop(1)
            // What is below the last line is counted in it, unless that is where the cursor stands.
            let below = total - position - 1
            if area.rows == 0, below > 0, !isSelected, position > 0 {
                canvas.draw("   ... \((below + 1).grouped) more", .muted, in: line)
                canvas.mark(line, .key(.pageDown))
            } else {
                let target = ClickTarget.row(.task(holder.row.id))
                canvas.drawRow(holder, table, store: self.store, mark: mark, target: target, in: line)
            }
        }
        self.drawReason(on: &canvas, in: layout.reason)
    }

    private func drawReason(on canvas: inout Canvas, in area: Area) {
        let holders = self.holders
        guard let selected = holders.cursor.selected.flatMap(holders.position(of:)).map({ holders.holders[$0] }) else { return }
        let isOpen = selected.verdict.reason.isEmpty || self.store.interruption != nil
        let reason = isOpen ? selected.row.doing(in: self.store).text : selected.verdict.reason
        guard !reason.isEmpty else { return }
        self.draw("\(selected.row.task.name) \(selected.row.id): ", reason, on: &canvas, in: area)
    }

    /// A title and what there is to say, in as many lines as there are.
    private func draw(_ title: String, _ text: String, on canvas: inout Canvas, in area: Area) {
        let theme = canvas.theme
        var first = StyledText(theme, " > " + title, .strong)
        // Of the text only what could be seen is broken into lines.
        let text = DisplayText(text, maximumWidth: area.columns * area.rows, ascii: theme.glyphs.isASCII).string
        let room = area.columns - first.width - 1
        let head = room > 0 && area.rows > 1 ? Paragraph.wrapped(text, width: room).first ?? "" : text
        first.add(head)
        let rest = Paragraph.wrapped(String(text.dropFirst(head.count)), width: max(1, area.columns - 6))
        canvas.draw([first] + rest.map { StyledText(theme, "     " + $0) }, in: area)
    }
}
