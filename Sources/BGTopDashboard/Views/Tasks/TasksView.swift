import BGTopStore
import BackgroundWorkEvents

/// The table of tasks.
struct TasksView {
    let model: Model
    private let store: TaskStore

    init(model: Model) {
        self.model = model
        self.store = model.shown
    }

    func draw(on canvas: inout Canvas, in layout: ScreenLayout) {
        let tasks = self.model.tasks
        let content = tasks.content(of: self.store)
        self.drawCaption(on: &canvas, in: layout, liveCount: content.liveCount, count: content.count)
        let table = TableLayout(TaskColumns.all, width: layout.body.columns - RowMark.width - 1)
        canvas.drawTitles(table, sorting: tasks.sorting, in: layout.titles)
        guard content.count > 0 else {
            canvas.draw(self.emptiness(canvas.theme), in: layout.body)
            return
        }
        var area = layout.body
        for position in tasks.cursor.window(count: content.count, height: area.rows) {
            guard let id = content.entry(at: position) else { continue }
            let mark = RowMark(isSelected: id == tasks.cursor.selected, isTagged: tasks.tags.contains(id))
            self.draw(id, table, mark: mark, on: &canvas, in: area.takeTop(1))
        }
    }

    private func draw(
        _ id: BackgroundTaskID,
        _ table: TableLayout<TaskRow>,
        mark: RowMark,
        on canvas: inout Canvas,
        in area: Area
    ) {
        var mark = mark
        if let row = self.store.row(id) {
            mark.hasWarning = row.isInTrouble(in: self.store)
            canvas.drawRow(row, table, store: self.store, mark: mark, in: area)
        } else {
            // Held in place for a moment although the store has given it up.
            let text = StyledText(canvas.theme, "   \(id) is gone", .muted)
            canvas.draw(text, in: area)
            canvas.draw(mark, in: area)
        }
    }

    private func drawCaption(on canvas: inout Canvas, in layout: ScreenLayout, liveCount: Int, count: Int) {
        let tasks = self.model.tasks
        let theme = canvas.theme
        var text = StyledText(theme)
        let isApart = layout.caption != layout.tabs
        if isApart { text.add(" TASKS  ", .strong) }
        if !tasks.filter.isEmpty {
            text.add("FILTER \(tasks.filter.text)", .caution)
            text.add("  \(liveCount.grouped) of ", .plain)
        }
        text.add("\(self.store.alive.grouped) live", .plain)
        if isApart { text.add(", " + self.ended(count - liveCount), .muted) }
        var order = StyledText(theme)
        if !tasks.tags.isEmpty { order.add("\(tasks.tags.count) tagged  ", .caution) }
        if tasks.isFollowing { order.add("following  ", .caution) }
        order.add(self.order(isApart: isApart), .muted)
        order.add(" ")
        if isApart {
            canvas.draw(text, trailing: order, in: layout.caption)
        } else {
            // At the right of the tabs, as much as there is room for.
            text.add(isApart || order.isEmpty ? "" : ", ")
            text.add(order)
            let tabs = TabsView(model: self.model).text(theme).width
            if tabs + text.width <= layout.caption.columns { canvas.draw(trailing: text, in: layout.caption) }
        }
    }

    private func ended(_ count: Int) -> String {
        guard self.model.tasks.showsFinished else {
            return "\(count.grouped) did not succeed in the last 60 s  (f: all that ended)"
        }
        let all = UInt64(self.store.finished.count) + self.store.finishedEvicted
        return "\(count.grouped) of \(all.grouped) that ended  (f: only what did not succeed)"
    }

    private func order(isApart: Bool) -> String {
        let sorting = self.model.tasks.sorting
        if case .submission = TaskColumns.column(sorting.column).order {
            return sorting.isInverted ? "newest first" : "oldest first"
        }
        return "by \(sorting.column)" + (sorting.isInverted ? ", inverted" : "")
    }

    private func emptiness(_ theme: Theme) -> StyledText {
        if !self.model.tasks.filter.isEmpty {
            return StyledText(theme, "   Nothing matches the filter. Esc takes it away.", .muted)
        }
        return StyledText(theme, "   Nothing runs, nothing waits, nothing failed in the last 60 s.", .muted)
    }
}
