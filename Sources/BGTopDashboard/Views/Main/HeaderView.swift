import BGTopStore
import BackgroundWorkEvents

/// The top line: which process, in which phase, and whether the picture is whole.
struct HeaderView {
    let model: Model

    func draw(on canvas: inout Canvas, in area: Area) {
        let phase = self.phase(canvas.theme, columns: area.columns)
        let conditions = self.conditions(canvas.theme)
        // Where in a recording one is, and that there is one, comes before what it is of.
        let hasRecording = self.model.showsRecording || self.model.recording != .none
        let shortest = self.model.showsRecording && area.columns >= 60 ? conditions.dropLast().last : conditions.last
        let reserved = hasRecording ? (shortest?.width ?? 0) + 2 : 0
        let process = self.process(canvas.theme, width: area.columns - phase.width - 1 - reserved)
        let room = area.columns - process.width - phase.width - (hasRecording ? 3 : 4)
        let condition = conditions.first { $0.width <= room }
        canvas.draw(process, in: area)
        // The phase stands in the middle where it can, and before anything else gives way.
        let end = area.columns - (condition.map { $0.width + 2 } ?? 0)
        let start = max(0, min(max(process.width + 2, (area.columns - phase.width) / 2), end - phase.width))
        canvas.draw(
            phase,
            in: Area(row: area.row, column: area.column + start, rows: area.rows, columns: min(phase.width, area.columns))
        )
        if let condition { canvas.draw(trailing: condition, in: area) }
    }

    /// As many facts as fit, the last being the first to go.
    private func process(_ theme: Theme, width: Int) -> StyledText {
        var text = StyledText(theme, " bgtop", .strong)
        guard let process = self.model.shown.process else { return text }
        let viewer = self.model.viewer
        var facts = [StyledText(theme, "  \(process.name)", .strong), StyledText(theme, "  pid \(process.processID)", .muted)]
        if viewer.place != .inProcess, viewer.host != process.host {
            facts.append(StyledText(theme, "  on \(process.host)", .muted))
        }
        if viewer.place == .attached, self.model.shown.interruption == nil {
            facts.append(StyledText(theme, "  attached", .muted))
        }
        facts.append(StyledText(theme, "  up \((self.model.shown.now - process.startedAt).uptime)", .muted))
        for fact in facts where text.width + fact.width <= width { text.add(fact) }
        return text
    }

    private func phase(_ theme: Theme, columns: Int) -> StyledText {
        var text = self.origin(theme, columns: columns)
        if self.model.isShowingPredecessor, let process = self.model.shown.process {
            text.add(" ENDED pid \(process.processID) ", .badBadge, pressing: "O")
            return text
        }
        text.add(self.standing(theme))
        if self.model.store.interruption == nil, let blocked = self.blockedPools {
            text.add(" ")
            text.add(" \(blocked) BLOCKED ", .badBadge)
        }
        if self.model.frozen != nil {
            text.add(" ")
            text.add(" FROZEN ", .cautionBadge, pressing: "z")
        }
        return text
    }

    /// That nothing of it happens now, where that is so.
    private func origin(_ theme: Theme, columns: Int) -> StyledText {
        var text = StyledText(theme)
        guard self.model.showsRecording else { return text }
        text.add(columns < 60 ? " REC " : " RECORDED ", .cautionBadge)
        text.add(" ")
        return text
    }

    /// How the process stands, or that nobody knows.
    private func standing(_ theme: Theme) -> StyledText {
        if let interruption = self.model.store.interruption {
            return StyledText(theme, " \(interruption.badge) ", interruption.badgeRole)
        }
        return switch self.model.phase {
        case .accepting where self.model.store.capacity?.isIntakeHeld == true: StyledText(theme, " INTAKE HELD ", .cautionBadge)
        case .accepting: StyledText(theme, " ACCEPTING ", .goodBadge)
        case .draining: StyledText(theme, " DRAINING ", .cautionBadge)
        case .cancelling: StyledText(theme, " CANCELLING ", .badBadge)
        case .stopped: StyledText(theme, " STOPPED ", .badBadge)
        }
    }

    /// Which pools take no work.
    private var blockedPools: String? {
        let blocked = self.model.store.pools.filter { $0.blockedSince != nil }
        let isOwn = blocked.contains { $0.pool == .library }
        switch (isOwn, blocked.count > (isOwn ? 1 : 0)) {
        case (true, true): return "BOTH POOLS"
        case (true, false): return "LIBRARY POOL"
        case (false, true): return "GLOBAL POOL"
        case (false, false): return nil
        }
    }

    /// What the dashboard says of itself: what it missed and what it costs. While a shutdown runs, who asked for it instead.
    ///
    /// In ever fewer words: the first that fit are taken.
    private func conditions(_ theme: Theme) -> [StyledText] {
        let store = self.model.shown
        let lost = store.eventsLost
        if let playback = self.model.playback, let played = self.model.played {
            return self.conditions(theme, RecordingPosition(playback, played: played))
        }
        let recording = self.recording(theme)
        var text = recording
        let wordings: [String]
        if let drain = store.drain, let requester = drain.requestedBy, let at = drain.requestedAt {
            let ago = (store.now - at).prose
            if lost > 0 { text.add("lost \(lost.grouped)  ", .bad) }
            wordings = ["asked by: \(requester.name), \(ago) ago ", "\(requester.name), \(ago) "]
        } else if self.model.viewer.isGlance {
            // Of one moment nothing can be lost, and nobody is there who could be kept from a change.
            wordings = [" "]
        } else {
            text.add("lost \(lost.grouped)", lost > 0 ? .bad : .muted)
            if self.model.viewer.isReadOnly { text.add("  read-only", .muted) }
            let usage = self.model.ownUsage?.percentage
            wordings = (usage.map { ["  bgtop itself \($0) cpu ", "  bgtop \($0) cpu "] } ?? []) + [" "]
        }
        let conditions = wordings.map { words in
            var condition = text
            condition.add(words, .muted)
            return condition
        }
        return recording.isEmpty ? conditions : conditions + [recording]
    }

    /// That what is shown is recorded, where somebody wanted that.
    private func recording(_ theme: Theme) -> StyledText {
        switch self.model.recording {
        case .none: StyledText(theme)
        case .running: StyledText(theme, "recording  ", .good)
        case .failed: StyledText(theme, "no longer recording  ", .bad)
        }
    }

    /// Where in the recording this is, and as much else as there is room for.
    private func conditions(_ theme: Theme, _ position: RecordingPosition) -> [StyledText] {
        let store = self.model.shown
        var text = StyledText(theme)
        if let drain = store.drain, let requester = drain.requestedBy, let at = drain.requestedAt {
            text.add("asked by: \(requester.name), \((store.now - at).prose) before  ", .muted)
        }
        if store.eventsLost > 0 { text.add("lost \(store.eventsLost.grouped)  ", .bad) }
        text.add(position.wordings[0], .strong)
        return [text] + position.wordings.map { StyledText(theme, $0, .strong) }
    }
}

extension Duration {
    /// How long something has been up: no smaller unit than a second.
    fileprivate var uptime: String {
        self < .seconds(60) ? "0:" + (self < .seconds(10) ? "0" : "") + String(Int64(self.inSeconds)) : self.compact
    }
}
