import BGTopStore
import BackgroundWorkEvents

/// What is full, how fast work goes through, and what goes wrong: three lines of three, as far as there is room.
struct MetersView {
    let model: Model
    private let store: TaskStore
    private let rates: Rates
    private var isGlance: Bool { self.model.viewer.isGlance }

    init(model: Model) {
        self.model = model
        self.store = model.shown
        self.rates = self.store.rates
    }

    func draw(on canvas: inout Canvas, in area: Area) {
        let theme = canvas.theme
        let rows = [
            [self.running(theme), self.finished(theme), self.failed(theme)],
            // What has no room for a line of its own is told in a word.
            [self.queued(theme), self.waited(theme), self.refused(theme, withCallers: area.rows < 3)],
            [self.pool(theme), self.lag(theme), self.callers(theme)],
        ]
        var area = area
        let columns = area.columns >= 72 ? 3 : (area.columns >= 50 ? 2 : 1)
        for row in rows where area.rows > 0 {
            self.draw(row.prefix(columns), on: &canvas, in: area.takeTop(1))
        }
    }

    private func draw(_ meters: ArraySlice<Meter>, on canvas: inout Canvas, in area: Area) {
        let inner = area.columns - 1
        var start = 1
        for (index, meter) in meters.enumerated() {
            let width = (inner * (index + 1)) / meters.count - (start - 1)
            // A curve has a column for each second of the minute that is known.
            let text = meter.text(canvas.theme, titleWidth: 9, width: width, maximumPicture: 60)
            canvas.draw(text, in: Area(row: area.row, column: area.column + start, rows: area.rows, columns: width))
            start += width
        }
    }

    // MARK: - What is full

    private func running(_ theme: Theme) -> Meter {
        self.level("Running", self.store.running, of: self.store.capacity?.maximumRunning, isFullBad: false, theme)
    }

    private func queued(_ theme: Theme) -> Meter {
        self.level("Queued", self.store.queued, of: self.store.capacity?.maximumQueued, isFullBad: true, theme)
    }

    private func level(_ title: String, _ count: Int, of limit: Int?, isFullBad: Bool, _ theme: Theme) -> Meter {
        guard let limit, limit != .max else {
            var figures = StyledText(theme, count.grouped, .strong)
            if limit != nil { figures.add(" no limit", .muted) }
            return Meter(title: title, figures: [figures])
        }
        var figures = StyledText(theme, count.grouped, .strong)
        figures.add("/\(limit.grouped)", .muted)
        if count >= limit, limit > 0 { figures.add(" FULL", isFullBad ? .bad : .caution) }
        return Meter(title: title, picture: .bar(limit > 0 ? Double(count) / Double(limit) : 0), figures: [figures])
    }

    // MARK: - How it goes

    private func finished(_ theme: Theme) -> Meter {
        guard !self.isGlance else {
            return Meter(title: "Finished", figures: [self.inAll(self.store.totals.ended, .strong, theme)])
        }
        let rate = self.rates.finished
        return Meter(title: "Finished", picture: .curve(rate.series), figures: [self.perSecond(rate.perSecond, .strong, theme)])
    }

    private func failed(_ theme: Theme) -> Meter {
        guard !self.isGlance else { return self.failedInAll(theme) }
        let share = self.rates.failedShare ?? 0
        var figures = self.perSecond(self.rates.failed.perSecond, Role(failedShare: share), theme)
        figures.add("  \(share.percentage)", Role(failedShare: share))
        return Meter(title: "Failed", picture: .curve(self.rates.failed.series), figures: [figures])
    }

    private func failedInAll(_ theme: Theme) -> Meter {
        let totals = self.store.totals
        let failed = totals.failures
        let share = totals.ended > 0 ? Double(failed) / Double(totals.ended) : 0
        var figures = self.inAll(failed, Role(failedShare: share), theme)
        figures.add("  \(share.percentage)", Role(failedShare: share))
        return Meter(title: "Failed", figures: [figures])
    }

    private func refused(_ theme: Theme, withCallers: Bool) -> Meter {
        let rate = self.rates.refused
        // As fresh as the headline, which may say the same in words.
        let figures =
            self.isGlance
            ? self.inAll(self.store.totals.rejected.total, .strong, theme)
            : self.perSecond(self.store.refusedPerSecond, rate.count > 0 ? .caution : .strong, theme)
        guard withCallers else {
            return Meter(title: "Refused", picture: self.isGlance ? nil : .curve(rate.series), figures: [figures])
        }
        var all = figures
        all.add("  Callers ", .muted)
        all.add(self.waitingCallers(theme))
        return Meter(title: "Refused", figures: [all, figures])
    }

    private func perSecond(_ rate: Double, _ role: Role, _ theme: Theme) -> StyledText {
        var figures = StyledText(theme, rate.rate, role == .plain ? .strong : role)
        figures.add("/s", .muted)
        return figures
    }

    /// Of all that has happened since the process began, where no rate is known.
    private func inAll(_ count: UInt64, _ role: Role, _ theme: Theme) -> StyledText {
        var figures = StyledText(theme, count.grouped, role == .plain ? .strong : role)
        figures.add(" in all", .muted)
        return figures
    }

    private func waited(_ theme: Theme) -> Meter {
        var halves = StyledText(theme)
        var brief = StyledText(theme)
        if let waited = self.rates.waited {
            halves.add("p50 ", .muted)
            halves.add(waited.p50.short, .strong)
            halves.add("  ")
            brief.add("p99 ", .muted)
            brief.add(waited.p99.short, .strong)
            halves.add(brief)
        } else {
            halves.add("-", .muted)
        }
        var all = halves
        if let oldest = self.rates.oldestWait {
            all.add("  oldest ", .muted)
            all.add(oldest.short, .strong)
        }
        return Meter(title: "Waited", figures: [all, halves, brief])
    }

    // MARK: - What it runs on

    private var ownPool: PoolStatus? { self.store.pools.first { $0.pool == .library } }

    private func pool(_ theme: Theme) -> Meter {
        guard let pool = self.ownPool, let width = pool.width else {
            return Meter(title: "Pool", figures: [StyledText(theme, "not known", .muted)])
        }
        guard let busy = pool.busy else {
            return Meter(title: "Pool", figures: [StyledText(theme, "\(width) threads", .muted)])
        }
        var figures = StyledText(theme, "\(busy)", .strong)
        figures.add("/\(width) threads", .muted)
        return Meter(title: "Pool", picture: .bar(width > 0 ? Double(busy) / Double(width) : 0), figures: [figures])
    }

    private func lag(_ theme: Theme) -> Meter {
        guard let pool = self.ownPool else { return Meter(title: "Lag", figures: [StyledText(theme, "not known", .muted)]) }
        var figures = StyledText(theme, pool.lag.fine, .strong)
        let blocked = pool.blockedThreads.count
        if blocked > 0 { figures.add("  \(blocked) thread\(blocked == 1 ? "" : "s") blocked", .bad) }
        return Meter(title: "Lag", figures: [figures])
    }

    private func callers(_ theme: Theme) -> Meter {
        var figures = StyledText(theme, "waiting to add ", .muted)
        figures.add(self.waitingCallers(theme))
        return Meter(title: "Callers", figures: [figures])
    }

    private func waitingCallers(_ theme: Theme) -> StyledText {
        let waiting = self.store.capacity?.callersWaiting ?? 0
        return StyledText(theme, waiting.grouped, waiting > 0 ? .caution : .strong)
    }
}
