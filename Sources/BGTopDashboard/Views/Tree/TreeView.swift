import BGTopStore
import BackgroundWorkEvents

/// The tree of tasks. Only the lines that are seen are made.
struct TreeView {
    let model: Model

    func draw(on canvas: inout Canvas, in layout: ScreenLayout) {
        let store = self.model.shown
        let tree = self.model.tree
        self.drawCaption(on: &canvas, in: layout)
        let table = self.model.treeTable(width: layout.body.columns)
        canvas.drawTitles(table, sorting: nil, in: layout.titles)
        guard tree.count > 0 else {
            let isPast = store.interruption != nil
            canvas.draw(isPast ? "   Nothing ran, nothing waited." : "   Nothing runs, nothing waits.", .muted, in: layout.body)
            return
        }
        var area = layout.body
        let entries = tree.cursor.window(count: tree.count, height: area.rows).map { tree.entries[$0] }
        let positions = store.queuePositions(of: Set(entries.map(\.id.task)))
        for entry in entries {
            let line = TreeLine(entry, in: store)
            let mark = RowMark(
                isSelected: entry.id == tree.cursor.selected,
                isTagged: self.model.tasks.tags.contains(entry.id.task),
                hasWarning: line.isInTrouble(in: store)
            )
            canvas.drawRow(
                line,
                table,
                store: store,
                queuePositions: positions,
                mark: mark,
                target: .row(.tree(entry.id)),
                in: area.takeTop(1)
            )
        }
    }

    private func drawCaption(on canvas: inout Canvas, in layout: ScreenLayout) {
        let theme = canvas.theme
        var live = StyledText(theme, "\(self.model.shown.alive.grouped) \(self.model.shown.lifeWord)", .plain)
        let tagged = self.model.tasks.tags.count
        if tagged > 0 { live.add("  \(tagged.grouped) tagged", .caution) }
        guard layout.caption != layout.tabs else {
            let room = layout.tabs.columns - TabsView(model: self.model).text(theme).width
            if live.width + 1 < room { canvas.draw(trailing: live, in: layout.tabs) }
            return
        }
        var text = StyledText(theme, " TREE  ", .strong)
        text.add(live)
        let folded = self.model.tree.entries.filter(\.isFolded)
        if !folded.isEmpty {
            let hidden = folded.map(\.below).reduce(0, +)
            text.add(", \(hidden.grouped) lines folded away ", .muted)
            text.add("(*: unfold all)", .muted, pressing: "*")
        }
        canvas.draw(text, in: layout.caption)
    }
}
