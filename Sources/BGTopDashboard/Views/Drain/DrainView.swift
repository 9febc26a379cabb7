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

    func draw(on canvas: inout Canvas, messageRows: Int) {
        let layout = DrainLayout(size: canvas.frame.size, messageRows: messageRows)
        guard let progress = self.store.drainProgress else {
            canvas.draw("   No drain has begun.", .muted, in: layout.list)
            return
        }
        DrainPhases(
            progress: progress,
            now: self.store.now,
            isGivenUp: self.store.report != nil,
            interruption: self.store.interruption
        ).draw(on: &canvas, in: layout.phases)
        DrainCounts(progress: progress, now: self.store.now).draw(on: &canvas, in: layout.counts)
        BurnDownView(progress: progress, now: self.store.now).draw(on: &canvas, in: layout.burnDown)
        self.drawForecast(on: &canvas, in: layout)
        if let report = self.model.report(canvas.theme) {
            report.draw(from: self.model.holders.reportTop, on: &canvas, in: layout)
        } else {
            HoldersView(holders: self.model.holders, store: self.store).draw(on: &canvas, in: layout)
        }
        JustEndedView(rows: progress.justEnded, now: self.store.now).draw(on: &canvas, in: layout.ended)
    }

    private func drawForecast(on canvas: inout Canvas, in layout: DrainLayout) {
        guard let forecast = self.model.holders.forecast else { return }
        let theme = canvas.theme
        let empty = self.emptiness(forecast, theme)
        var verdicts = StyledText(theme)
        // Of what is not seen any more nobody can say what becomes of it.
        let parts = self.store.interruption == nil ? forecast.tally.parts : []
        for (count, words, role) in parts where count > 0 {
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
        if let interruption = self.store.interruption {
            return StyledText(theme, "\(forecast.tally.total.grouped) \(interruption.lifeWord) ", interruption.lifeRole)
        }
        if self.store.report != nil {
            text.add("given up with \(forecast.tally.total.grouped) alive", .bad)
        } else if let emptyIn = forecast.emptyIn {
            text.add(forecast.isBound ? "empty in " : "likely empty in ", .muted)
            text.add(emptyIn.prose, .strong)
            if forecast.isBound { text.add(" at the earliest", .muted) }
            if forecast.exceptions > 0 { text.add(" but for \(forecast.exceptions.grouped)", .bad) }
        } else {
            text.add("nobody can say when it will be empty", .caution)
        }
        text.add(" ")
        return text
    }
}

extension DrainForecast.Tally {
    /// The verdicts with their counts, from the best to the worst.
    var parts: [(count: Int, words: String, role: Role)] {
        [
            (self.finishes, "finish", .good),
            (self.timesOut, self.timesOut == 1 ? "times out" : "time out", .caution),
            (self.atRisk, "at risk", .caution),
            (self.willNotFinish, "will not finish", .bad),
            (self.unknown, "unknown", .muted),
            (self.ignoresCancellation, self.ignoresCancellation == 1 ? "ignores cancellation" : "ignore cancellation", .bad),
        ]
    }
}
