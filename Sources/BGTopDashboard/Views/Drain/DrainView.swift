import BGTopStore
import BackgroundWorkEvents

/// The whole screen of a shutdown: how far it is, what holds the exit, and what will become of it.
struct DrainView {
    let model: Model
    private let store: TaskStore

    init(model: Model) {
        self.model = model
        self.store = model.shown
    }

    func draw(on canvas: inout Canvas) {
        let layout = DrainLayout(size: canvas.frame.size)
        guard let progress = self.store.drainProgress else {
            canvas.draw("   No drain has begun.", .muted, in: layout.list)
            return
        }
        DrainPhases(progress: progress, now: self.store.now).draw(on: &canvas, in: layout.phases)
        self.drawCounts(progress, on: &canvas, in: layout.counts)
        BurnDownView(progress: progress, now: self.store.now).draw(on: &canvas, in: layout.burnDown)
        self.drawForecast(on: &canvas, in: layout)
        self.drawHolders(on: &canvas, in: layout)
        self.drawJustEnded(progress, on: &canvas, in: layout.ended)
    }

    // MARK: - Counts

    private func drawCounts(_ progress: DrainProgress, on canvas: inout Canvas, in area: Area) {
        let theme = canvas.theme
        var text = StyledText(theme, " Left ", .muted)
        text.add(progress.left.grouped, .strong)
        text.add(" of \(progress.liveAtStart.grouped)", .muted)
        if let cancelling = progress.cancelling {
            text.add("   asked to stop ", .muted)
            text.add(cancelling.asked.grouped, .strong)
            text.add("   ended ", .muted)
            text.add(cancelling.ended.grouped, .good)
            if let reaction = cancelling.reaction { text.add(" (p99 \(reaction.p99.short))", .muted) }
            if cancelling.left > 0 {
                text.add("   \(cancelling.left.grouped) \(cancelling.left == 1 ? "has" : "have") not: ", .bad)
                text.add(self.unstopped(cancelling), .bad)
            }
        } else {
            text.add("   running ", .muted)
            text.add(progress.running.grouped, .strong)
            text.add("   queued ", .muted)
            text.add(progress.queued.grouped, .strong)
            text.add("   ended ", .muted)
            text.add(progress.ended.total.grouped, .strong)
            let outcomes = TaskOutcome.allCases.filter { progress.ended[$0] > 0 }
            for (index, outcome) in outcomes.enumerated() {
                text.add(index == 0 ? " (" : ", ", .muted)
                text.add("\(progress.ended[outcome].grouped) \(outcome.word)", outcome.role)
            }
            if !outcomes.isEmpty { text.add(")", .muted) }
            text.add("   refused ", .muted)
            text.add(progress.refused.grouped, progress.refused > 0 ? .caution : .strong)
        }
        canvas.draw(text, in: area)
    }

    private func unstopped(_ cancelling: DrainProgress.Cancelling) -> String {
        let named = cancelling.notEnded.prefix(3).map { row in
            let asked = row.cancellation.map { " (\((self.store.now - $0.at).prose))" } ?? ""
            return "\(row.task.name) \(row.id)\(asked)"
        }
        return named.joined(separator: ", ") + (cancelling.left > named.count ? ", ..." : "")
    }

    private func drawForecast(on canvas: inout Canvas, in layout: DrainLayout) {
        guard let forecast = self.model.holders.forecast else { return }
        let theme = canvas.theme
        let empty = self.emptiness(forecast, theme)
        var verdicts = StyledText(theme)
        for (count, words, role) in forecast.tally.parts where count > 0 {
            verdicts.add(verdicts.isEmpty ? "" : "   ")
            verdicts.add("\(count.grouped) \(words)", role)
        }
        if layout.verdicts == layout.burnDown {
            verdicts.add(" ")
            let room = layout.burnDown.columns - BurnDownView.width(in: layout.burnDown) - 2
            canvas.draw(trailing: verdicts.truncated(to: max(0, room)), in: layout.burnDown)
        } else {
            var line = StyledText(theme, " By verdict  ", .muted)
            line.add(verdicts)
            if !verdicts.isEmpty { canvas.draw(line, in: layout.verdicts) }
            canvas.draw(trailing: empty, in: layout.burnDown)
        }
    }

    private func emptiness(_ forecast: DrainForecast, _ theme: Theme) -> StyledText {
        var text = StyledText(theme)
        guard forecast.tally.total > 0 else { return StyledText(theme, "nothing is left ", .good) }
        if let emptyIn = forecast.emptyIn {
            text.add("likely empty in ", .muted)
            text.add(emptyIn.prose, .strong)
            if forecast.exceptions > 0 { text.add(" but for \(forecast.exceptions.grouped)", .bad) }
        } else {
            text.add("nobody can say when it will be empty", .caution)
        }
        text.add(" ")
        return text
    }

    // MARK: - Tasks

    private func drawHolders(on canvas: inout Canvas, in layout: DrainLayout) {
        let holders = self.model.holders
        let table = TableLayout(HolderColumns.all, width: layout.list.columns - RowMark.width - 1)
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
            let mark = RowMark(isSelected: isSelected, hasWarning: holder.verdict.kind.isBad)
            let line = area.takeTop(1)
            // What is below the last line is counted in it, unless that is where the cursor stands.
            let below = total - position - 1
            if area.rows == 0, below > 0, !isSelected, position > 0 {
                canvas.draw("   ... \((below + 1).grouped) more", .muted, in: line)
            } else {
                canvas.drawRow(holder, table, store: self.store, mark: mark, in: line)
            }
        }
        self.drawReason(holders, on: &canvas, in: layout.reason)
    }

    private func drawReason(_ holders: HolderList, on canvas: inout Canvas, in area: Area) {
        guard let selected = holders.cursor.selected.flatMap(holders.position(of:)).map({ holders.holders[$0] }) else { return }
        let reason = selected.verdict.reason.isEmpty ? selected.row.doing(in: self.store).text : selected.verdict.reason
        guard !reason.isEmpty else { return }
        var text = StyledText(canvas.theme, " > \(selected.row.task.name) \(selected.row.id): ", .strong)
        text.add(reason)
        canvas.draw(text, in: area)
    }

    private func drawJustEnded(_ progress: DrainProgress, on canvas: inout Canvas, in area: Area) {
        guard area.rows > 1 else { return }
        var area = area
        canvas.draw(StyledText(canvas.theme, heading: "JUST ENDED"), in: area.takeTop(1))
        let columns = area.columns >= 76 ? 2 : 1
        let width = (area.columns - 2) / columns
        for (index, row) in progress.justEnded.prefix(area.rows * columns).enumerated() {
            let place = Area(
                row: area.row + index / columns,
                column: area.column + 2 + (index % columns) * width,
                rows: 1,
                columns: width - 1
            )
            canvas.draw(self.ended(row, width: place.columns, canvas.theme), in: place)
        }
    }

    private func ended(_ row: TaskRow, width: Int, _ theme: Theme) -> StyledText {
        let id = row.id.description
        var text = StyledText(theme, String(repeating: " ", count: max(0, 6 - id.count)) + id, .muted)
        text.pad(to: 7)
        text.add(row.state.outcome?.word ?? row.state.description, row.state.role)
        text.pad(to: 17)
        let nameWidth = max(8, min(16, width - 24))
        text.add(StyledText(theme, row.task.name, .strong).truncated(to: nameWidth))
        let took = (row.ran(at: self.store.now) ?? row.age(at: self.store.now)).compact
        text.pad(to: 24 + nameWidth - took.count)
        text.add(took)
        // A few letters of it would say nothing.
        if let errorText = row.errorText, width - text.width >= 12 { text.add("  " + errorText, .muted) }
        return text
    }
}

extension DrainForecast.Tally {
    /// The verdicts with their counts, from the best to the worst.
    var parts: [(count: Int, words: String, role: Role)] {
        [
            (self.finishes, "finish", .good),
            (self.atRisk, "at risk", .caution),
            (self.willNotFinish, "will not finish", .bad),
            (self.unknown, "unknown", .muted),
            (self.ignoresCancellation, self.ignoresCancellation == 1 ? "ignores cancellation" : "ignore cancellation", .bad),
        ]
    }
}
