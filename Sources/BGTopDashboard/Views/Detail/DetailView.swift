import BGTopStore
import BackgroundWorkEvents

/// One task: where its time went, how it compares, what it said and what happened to it.
struct DetailView {
    let model: Model

    func draw(on canvas: inout Canvas, in area: Area) {
        let lines = DetailPage(model: self.model, theme: canvas.theme, width: area.columns).lines
        // There may be fewer lines now, or more room, than when somebody scrolled.
        let seen = lines.dropFirst(max(0, min(self.model.detail?.top ?? 0, lines.count - area.rows)))
        guard seen.count > area.rows else {
            canvas.draw(seen, in: area)
            return
        }
        var area = area
        let last = area.takeBottom(1)
        canvas.draw(seen, in: area)
        canvas.draw("   ... \((seen.count - area.rows).grouped) more lines", .muted, in: last)
    }
}

/// The lines of a task's detail; more than the screen shows can be scrolled to.
struct DetailPage {
    let lines: [StyledText]

    init(model: Model, theme: Theme, width: Int) {
        guard let detail = model.detail else {
            self.lines = []
            return
        }
        let store = model.shown
        guard let row = store.row(detail.id) ?? detail.lastSeen else {
            let reason =
                model.showsRecording
                ? "is not there at this moment of the recording: it comes later, or ended long before"
                : "is not known here: it ended before this view began, or long ago"
            self.lines = [StyledText(theme, " Task \(detail.id) \(reason).", .muted)]
            return
        }
        let isGone = store.row(detail.id) == nil
        let page = DetailSections(model: model, store: store, row: row, theme: theme, width: width)
        self.lines = (isGone ? [page.tombstone] : []) + [page.farewell].compactMap(\.self) + page.all
    }
}
