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
        let table = self.model.taskTable(width: layout.body.columns)
        canvas.drawTitles(table, sorting: tasks.sorting, in: layout.titles)
        guard content.count > 0 else {
            canvas.draw(self.emptiness(canvas.theme), in: layout.body)
            return
        }
        var area = layout.body
        let ids = tasks.cursor.window(count: content.count, height: area.rows).compactMap(content.entry)
        let positions = self.store.queuePositions(of: Set(ids))
        for id in ids {
            let mark = RowMark(isSelected: id == tasks.cursor.selected, isTagged: tasks.tags.contains(id))
            self.draw(id, table, queuePositions: positions, mark: mark, on: &canvas, in: area.takeTop(1))
        }
    }

    private func draw(
        _ id: BackgroundTaskID,
        _ table: TableLayout<TaskRow>,
        queuePositions: [BackgroundTaskID: Int],
        mark: RowMark,
        on canvas: inout Canvas,
        in area: Area
    ) {
        var mark = mark
        if let row = self.store.row(id) {
            mark.hasWarning = row.isInTrouble(in: self.store)
            canvas.drawRow(
                row,
                table,
                store: self.store,
                queuePositions: queuePositions,
                mark: mark,
                target: .row(.task(id)),
                in: area
            )
        } else {
            // Held in place for a moment although the store has given it up.
            let text = StyledText(canvas.theme, "   \(id) is gone", .muted)
            canvas.draw(text, in: area)
            canvas.draw(mark, in: area)
            canvas.mark(area, .row(.task(id)))
        }
    }

    private func drawCaption(on canvas: inout Canvas, in layout: ScreenLayout, liveCount: Int, count: Int) {
        let isApart = layout.caption != layout.tabs
        let caption = self.caption(canvas.theme, liveCount, ended: count - liveCount, isApart: isApart)
        let orders = self.orders(canvas.theme, width: layout.body.columns)
        if isApart, let order = orders.first {
            var text = StyledText(canvas.theme, " TASKS  ", .strong)
            text.add(caption)
            canvas.draw(text, trailing: order, in: layout.caption)
            return
        }
        // At the right of the tabs; where there is no room for both, what is listed is told before its order.
        let room = layout.tabs.columns - TabsView(model: self.model).text(canvas.theme).width
        let wordings = orders.map { order in
            var text = caption
            text.add("  ")
            text.add(order)
            return text
        }
        let text = wordings.first { $0.width <= room } ?? caption.truncated(to: max(0, room - 1))
        canvas.draw(trailing: text, in: layout.tabs)
    }

    private func caption(_ theme: Theme, _ liveCount: Int, ended endedCount: Int, isApart: Bool) -> StyledText {
        let tasks = self.model.tasks
        var text = StyledText(theme)
        let isFiltered = !tasks.filter.isEmpty
        text.add((isFiltered ? "\(liveCount.grouped) of " : "") + self.store.alive.grouped)
        // Where room is short it goes to the filter.
        if isApart || !isFiltered { text.add(" \(self.store.lifeWord)") }
        if tasks.showsFinished {
            let all = UInt64(self.store.finished.count) + self.store.finishedEvicted
            text.add(", \(endedCount.grouped) of \(all.grouped) ended", pressing: "f")
        }
        if isApart, !tasks.showsFinished, !self.model.viewer.isGlance {
            // What the filter hides of them may be more.
            text.add(
                ", \(endedCount.grouped) \(isFiltered ? "that did not succeed" : "did not succeed in the last 60 s  ")",
                .muted
            )
            if !isFiltered { text.add("(f: all that ended)", .muted, pressing: "f") }
        }
        // Behind its hits: of a long filter the end is what can be done without.
        if isFiltered { text.add("  FILTER \(tasks.filter.text)", .caution, pressing: "\\") }
        return text
    }

    /// What was done to the list, and how it is sorted, in ever fewer words.
    private func orders(_ theme: Theme, width: Int) -> [StyledText] {
        let tasks = self.model.tasks
        var text = StyledText(theme)
        if !tasks.tags.isEmpty { text.add("\(tasks.tags.count.grouped) tagged  ", .caution) }
        if tasks.isFollowing { text.add("following  ", .caution) }
        let sorting = tasks.sorting
        if case .submission = TaskColumns.column(sorting.column).order {
            text.add(sorting.isInverted ? "newest first " : "oldest first ", .muted, pressing: "I")
            return [text]
        }
        let isSeen = self.model.taskTable(width: width).places.contains { $0.column.title == sorting.column }
        let shortTitle = TaskColumns.column(sorting.column).shortTitle ?? sorting.column
        let words = [sorting.column, shortTitle].map { sorting.words(title: $0, isSeen: isSeen) + " " }
        // That the rows are sorted by what nobody sees has to be said; what is tagged can be seen.
        let alone = isSeen ? [] : [StyledText(theme, words[1], .muted)]
        return words.map { words in
            var order = text
            order.add(words, .muted, pressing: "I")
            return order
        } + alone
    }

    private func emptiness(_ theme: Theme) -> StyledText {
        if !self.model.tasks.filter.isEmpty {
            let slip = self.model.fieldThatNothingHas.map { " No task has a field \($0)." } ?? ""
            return StyledText(theme, "   Nothing matches the filter.\(slip) Esc takes it away.", .muted)
        }
        if self.model.viewer.isGlance { return StyledText(theme, "   Nothing runs, nothing waits.", .muted) }
        return self.store.interruption == nil
            ? StyledText(theme, "   Nothing runs, nothing waits, nothing failed in the last 60 s.", .muted)
            : StyledText(theme, "   Nothing ran, nothing waited, nothing had failed in the 60 s before.", .muted)
    }
}
