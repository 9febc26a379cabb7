import BGTopTeaching

/// The whole screen of a stage.
struct StageView {
    let stage: Stage
    let size: Size
    let theme: Theme

    var frame: Frame { self.canvas.frame }

    private var canvas: Canvas {
        var canvas = Canvas(size: self.size, theme: self.theme)
        guard self.size.isEnough else {
            TooSmallView(size: self.size).draw(on: &canvas)
            return canvas
        }
        var area = Area(self.size)
        // Where one is, and above all that something is recorded, has to be seen: what it is about gives way.
        let place = self.place
        let heading = self.heading.truncated(to: max(0, area.columns - place.width - 1))
        canvas.draw(heading, trailing: place, in: area.takeTop(1))
        self.drawLastLine(on: &canvas, in: area.takeBottom(1))
        if let top = self.stage.helpTop {
            canvas.draw(StageHelp(width: area.columns, theme: self.theme).visible(from: top, rows: area.rows), in: area)
        } else if let sitting = self.stage.sitting {
            LessonSittingView(sitting: sitting, progress: self.stage.progress, theme: self.theme).draw(on: &canvas, in: area)
        } else {
            _ = area.takeTop(1)
            LessonListView(
                lessons: self.stage.lessons,
                hasWorlds: self.stage.hasWorlds,
                progress: self.stage.progress,
                selected: self.stage.selected,
                theme: self.theme
            ).draw(on: &canvas, in: area)
        }
        return canvas
    }

    /// How many rows there are between the first line and the last.
    static func bodyRows(_ size: Size) -> Int { max(0, size.rows - 2) }

    private var heading: StyledText {
        var text = StyledText(self.theme, " bgtop learn", .strong)
        if self.stage.place == .help {
            text.add("   HELP", .strong)
        } else if let sitting = self.stage.sitting {
            text.add("   \(sitting.lesson.number) of \(self.stage.lessons.last?.number ?? 0)   ", .muted)
            text.add(sitting.lesson.title, .strong)
        }
        return text
    }

    private var place: StyledText {
        if let top = self.stage.helpTop {
            let help = StageHelp(width: self.size.columns, theme: self.theme)
            let last = top + help.visible(from: top, rows: Self.bodyRows(self.size)).count
            return StyledText(self.theme, "lines \(top + 1) to \(last) of \(help.lines.count) ", .muted)
        }
        guard let sitting = self.stage.sitting else {
            let right = self.stage.lessons.reduce(0) { $0 + self.stage.progress.countRight(in: $1) }
            let all = self.stage.lessons.reduce(0) { $0 + $1.all.count }
            return StyledText(self.theme, "\(right) of \(all) right ", .muted)
        }
        if let playhead = sitting.playhead {
            var text = StyledText(self.theme, " RECORDED ", .cautionBadge)
            text.add(" \(Int(playhead / .milliseconds(1))) ms ")
            return text
        }
        let number = (LessonSitting.Phase.allCases.firstIndex(of: sitting.phase) ?? 0) + 1
        return StyledText(self.theme, "\(number) OF 3  \(sitting.phase.word) ", .strong)
    }

    /// What there is to say, or which keys there are. It takes no line from anything, so that nothing moves because of it.
    private func drawLastLine(on canvas: inout Canvas, in area: Area) {
        if let message = self.stage.message {
            canvas.draw(" " + message, .caution, in: area)
        } else {
            canvas.draw(self.hints(columns: area.columns), in: area)
        }
    }

    private func hints(columns: Int) -> StyledText {
        let place = self.stage.place
        let hints = StageKeymap.bindings.filter { $0.places.contains(place) }.compactMap(\.hint)
            .filter { $0.places?.contains(place) ?? true }
        // What matters least goes first, until the rest fits; the order of what stays does not change.
        let ranks = Set(hints.map(\.rank)).sorted(by: >)
        for rank in ranks {
            let text = self.line(of: hints.filter { $0.rank <= rank })
            if text.width <= columns || rank == ranks.last { return text }
        }
        return StyledText(self.theme)
    }

    private func line(of hints: [StageBinding.Hint]) -> StyledText {
        var text = StyledText(self.theme, " ")
        for (index, hint) in hints.enumerated() {
            if index > 0 { text.add("  ") }
            text.add(hint.keys, .key)
            text.add(" \(hint.words)")
        }
        return text
    }
}

extension LessonSitting.Phase {
    fileprivate var word: String {
        switch self {
        case .predicting: "PREDICT"
        case .running: "RUNS"
        case .comparing: "COMPARE"
        }
    }
}
