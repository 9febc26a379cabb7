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
        canvas.draw(self.footer, in: area.takeBottom(1))
        if let message = self.stage.message { canvas.draw(" " + message, .caution, in: area.takeBottom(1)) }
        if let sitting = self.stage.sitting {
            LessonSittingView(sitting: sitting, progress: self.stage.progress, theme: self.theme).draw(on: &canvas, in: area)
        } else {
            _ = area.takeTop(1)
            LessonListView(
                lessons: self.stage.lessons,
                progress: self.stage.progress,
                selected: self.stage.selected,
                theme: self.theme
            ).draw(on: &canvas, in: area)
        }
        return canvas
    }

    private var heading: StyledText {
        var text = StyledText(self.theme, " bgtop learn", .strong)
        guard let sitting = self.stage.sitting else { return text }
        text.add("   \(sitting.lesson.number) of \(self.stage.lessons.last?.number ?? 0)   ", .muted)
        text.add(sitting.lesson.title, .strong)
        return text
    }

    private var place: StyledText {
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

    private var footer: StyledText {
        var text = StyledText(self.theme, " ")
        for (index, (key, words)) in self.keys.enumerated() {
            if index > 0 { text.add("   ") }
            text.add(key, .key)
            text.add(" \(words)")
        }
        return text
    }

    private var keys: [(String, String)] {
        guard let sitting = self.stage.sitting else { return [("Enter", "learn"), ("q", "quit")] }
        let always = [("n", "next"), ("l", "list"), ("q", "quit")]
        return switch sitting.phase {
        case .predicting:
            [("\u{2191}\u{2193}", "question"), ("\u{2190}\u{2192}", "choose"), ("Enter", "run"), ("r", "run without")] + always
        case .running: [("l", "list"), ("q", "quit")]
        case .comparing: [(", .", "step"), ("s", "slow"), ("e", "end"), ("r", "run again"), ("v", "variant")] + always
        }
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
