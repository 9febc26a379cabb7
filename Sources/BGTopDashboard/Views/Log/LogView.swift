import BGTopStore
import BackgroundWorkEvents

/// The application's log, and what was asked of it. Nothing else writes to the terminal meanwhile.
struct LogView {
    let model: Model

    func draw(on canvas: inout Canvas, in layout: ScreenLayout) {
        let log = self.model.log
        if layout.tabs.rows > 0, log.total > 0 { self.drawCaption(on: &canvas, in: layout.tabs) }
        guard log.count > 0 else {
            let emptiness =
                log.filter.isEmpty ? "Nothing has been logged yet." : "Nothing matches the filter. Esc takes it away."
            canvas.draw("   \(emptiness)", .muted, in: layout.body)
            return
        }
        var area = layout.body
        let whole = area.takeBottom(area.rows - Self.listRows(in: area))
        for position in log.cursor.window(count: log.count, height: area.rows) {
            let entry = log.entries[position]
            let line = area.takeTop(1)
            canvas.draw(self.text(of: entry, canvas.theme), in: line)
            canvas.draw(RowMark(isSelected: entry.id == log.cursor.selected), in: line)
            canvas.mark(line, .row(.log(entry.id)))
        }
        if let selected = log.selected { self.draw(whole: selected, on: &canvas, in: whole) }
    }

    /// How many lines are seen at a time: the selected one stands in full below, where there is room for both.
    static func listRows(in body: Area) -> Int {
        body.rows >= 12 ? body.rows - 3 : body.rows
    }

    private func draw(whole entry: LogEntry, on canvas: inout Canvas, in area: Area) {
        let message =
            switch entry.content {
            case .line(let line): line.message
            // What came of it may be a sentence with its own full stop.
            case .request(let request):
                (request.sentence.last == "." ? String(request.sentence.dropLast()) : request.sentence)
                    + ", asked by \(request.requester)"
            }
        var area = area
        let rule = String(repeating: canvas.theme.glyphs.line.thin, count: max(0, area.columns - 2))
        canvas.draw(StyledText(canvas.theme, " " + rule, .muted), in: area.takeTop(1))
        let text = DisplayText(message, maximumWidth: area.columns * area.rows, ascii: canvas.theme.glyphs.isASCII)
        let lines = Paragraph.wrapped(text.string, width: max(1, area.columns - 4))
        canvas.draw(lines.map { StyledText(canvas.theme, "   " + $0) }, in: area)
    }

    private func drawCaption(on canvas: inout Canvas, in area: Area) {
        let store = self.model.shown
        let forgotten = store.log.total - UInt64(store.log.count)
        let log = self.model.log
        var parts = forgotten > 0 ? ["\(store.log.count.grouped) of \(store.log.total.grouped) lines"] : []
        if log.isFollowing { parts.append("following (F)") }
        var caption = StyledText(canvas.theme)
        if !log.filter.isEmpty {
            caption.add("\(log.count.grouped) of \(log.total.grouped)  ")
            caption.add("FILTER \(log.filter.text)  ", .caution, pressing: "\\")
        }
        let hits = caption
        caption.add(parts.joined(separator: ", ") + " ", .muted, pressing: log.isFollowing ? "F" : nil)
        let room = area.columns - TabsView(model: self.model).text(canvas.theme).width
        if caption.width > room { caption = hits.truncated(to: max(0, room - 1)) }
        canvas.draw(trailing: caption, in: area)
    }

    private func text(of entry: LogEntry, _ theme: Theme) -> StyledText {
        var text = StyledText(theme, "   ")
        let anchor = self.model.shown.anchor
        let time = anchor?.timeOfDay(at: entry.at, offset: self.model.viewer.utcOffset) ?? ""
        text.add(time, .muted)
        text.pad(to: 17)
        switch entry.content {
        case .line(let line):
            text.add(line.level.rawValue, line.level.role)
            text.pad(to: 26)
            if let task = line.task {
                text.add(String(repeating: " ", count: max(0, 6 - task.description.count)) + "\(task) ", .muted)
            }
            if !line.label.isEmpty { text.add("\(line.label)  ", .muted) }
            text.add(line.message)
        case .request(let request):
            text.add(request.word, request.wasRefused ? .bad : .stopping)
            text.pad(to: 26)
            text.add(request.sentence, .strong)
            text.add("  \(request.requester)", .muted)
        }
        return text
    }
}

extension LogLine.Level {
    var role: Role {
        switch self {
        case .trace, .debug: .muted
        case .info, .notice: .plain
        case .warning: .caution
        case .error, .critical: .bad
        }
    }
}
