import BGTopTeaching
import BackgroundWorkEvents

/// One variant of a lesson: its code, what is asked, what was predicted and what happened.
struct LessonSittingView {
    let sitting: LessonSitting
    let progress: LessonProgress
    let theme: Theme

    /// What happens needs so many columns, beside the code.
    private static let courseColumns = 70

    func draw(on canvas: inout Canvas, in area: Area) {
        let listing = self.listing(rows: area.rows)
        let codeColumns = max(44, listing.map(\.width).max() ?? 0)
        guard area.columns - codeColumns - 2 >= Self.courseColumns else { return self.drawStacked(on: &canvas, in: area) }
        let code = Area(row: area.row, column: area.column, rows: area.rows, columns: codeColumns)
        let rest = Area(
            row: area.row,
            column: area.column + codeColumns + 2,
            rows: area.rows,
            columns: area.columns - codeColumns - 2
        )
        self.draw([self.change + listing, self.question(width: codeColumns)], on: &canvas, in: code)
        self.draw(self.course(width: rest.columns) + [self.next], on: &canvas, in: rest)
    }

    /// Where there is little room, what has been read gives way to what came of it: the question first, then what can be done next,
    /// and the code last of all.
    private func drawStacked(on canvas: inout Canvas, in area: Area) {
        let course = self.course(width: area.columns)
        var question = self.question(width: area.columns)
        var next = self.next
        let code = self.change.count + self.sitting.variant.listing.lines.count
        var spare = area.rows - code - course.reduce(0) { $0 + $1.count } - question.count - next.count
        if self.sitting.phase != .predicting, spare < 0 {
            spare += question.count
            question = []
        }
        next.removeLast(min(next.count, max(0, -spare)))
        let taken = course.reduce(0) { $0 + $1.count } + question.count + next.count + self.change.count
        let listing = self.listing(rows: max(3, area.rows - taken))
        self.draw([self.change + listing, question] + course + [next], on: &canvas, in: area)
    }

    /// What is different from the lesson's own code, where this is a variant.
    private var change: [StyledText] {
        guard self.sitting.index > 0 else { return [] }
        var line = StyledText(self.theme, " Changed: ", .muted)
        line.add(self.sitting.variant.change, .strong)
        return [line]
    }

    /// Draws sections with a blank line between two of them, as far as there is room for that.
    private func draw(_ sections: [[StyledText]], on canvas: inout Canvas, in area: Area) {
        let sections = sections.filter { !$0.isEmpty }
        var spare = area.rows - sections.reduce(0) { $0 + $1.count }
        var lines: [StyledText] = []
        for section in sections {
            if !lines.isEmpty, spare > 0 {
                lines.append(StyledText(self.theme))
                spare -= 1
            }
            lines += section
        }
        canvas.draw(lines, in: area)
    }

    private func listing(rows: Int) -> [StyledText] {
        let view = ListingView(listing: self.sitting.variant.listing, marked: self.marked, theme: self.theme)
        return view.lines(rows: rows)
    }

    /// Lanes that are open at the moment that is shown; where all is shown, those that did not end as was predicted.
    private var marked: [Timeline.Lane] {
        let timeline = self.sitting.timeline
        switch (self.sitting.phase, self.sitting.playhead) {
        case (.predicting, _): return []
        case (.comparing, nil): return self.mistaken.keys.compactMap { timeline.lane($0) }
        default: return timeline.lanes.filter { $0.startedAt != nil && $0.endedAt == nil }
        }
    }

    /// What the lesson asks. It was asked of the lesson's own code, which the change may have made untrue.
    private func question(width: Int) -> [StyledText] {
        Paragraph.wrapped(self.sitting.lesson.question, width: width - 2)
            .map { StyledText(self.theme, " " + $0, self.sitting.index == 0 ? .plain : .muted) }
    }

    private func course(width: Int) -> [[StyledText]] {
        switch self.sitting.phase {
        case .predicting: [self.predictions]
        case .running: [self.lanes(width: width)]
        case .comparing:
            [self.lanes(width: width), self.comparison(width: width), self.reason(width: width)]
        }
    }

    // MARK: - Predicting

    private var predictions: [StyledText] {
        self.sitting.variant.questions.indices.flatMap { index in
            let question = self.sitting.variant.questions[index]
            let isFocused = index == self.sitting.focus
            let chosen = self.sitting.predictions[index]
            var line = StyledText(self.theme, isFocused ? " > " : "   ", .strong)
            line.add(question.subject, .strong)
            guard isFocused else {
                line.pad(to: 20)
                line.add(chosen.map { question.choices[$0].words } ?? "?", chosen == nil ? .muted : .plain)
                return [line]
            }
            return [line]
                + question.choices.indices.map { choice in
                    let isChosen = choice == chosen
                    let mark = isChosen ? "(x) " : "( ) "
                    return StyledText(self.theme, "     " + mark + question.choices[choice].words, isChosen ? .strong : .plain)
                }
        }
    }

    // MARK: - Comparing

    private func lanes(width: Int) -> [StyledText] {
        TimelineView(
            timeline: self.sitting.timeline,
            length: self.sitting.length,
            mistaken: self.mistaken,
            theme: self.theme,
            width: width
        ).lines
    }

    /// What was predicted and did not come true, by the name of the lane.
    private var mistaken: [String: Question.Choice] {
        guard self.sitting.playhead == nil else { return [:] }
        var mistaken: [String: Question.Choice] = [:]
        for (index, answer) in self.sitting.answers.enumerated() {
            let question = self.sitting.variant.questions[index]
            guard let predicted = self.sitting.predictions[index], predicted != answer else { continue }
            mistaken[question.subject] = question.choices[predicted]
        }
        return mistaken
    }

    private func comparison(width: Int) -> [StyledText] {
        self.sitting.answers.enumerated().flatMap { index, answer -> [StyledText] in
            let question = self.sitting.variant.questions[index]
            let predicted = self.sitting.predictions[index]
            let isRight = predicted == answer
            var line = StyledText(self.theme, " \(question.subject)", .strong)
            line.pad(to: 18)
            line.add(answer.map { question.choices[$0].words } ?? "none of what was offered", isRight ? .good : .plain)
            guard let predicted else { return [line] }
            line.add(isRight ? "  as you said" : "", .good)
            guard !isRight else { return [line] }
            let said = "you said: \(question.choices[predicted].words)"
            guard line.width + 2 + said.count > width else {
                line.add("  \(said)", .caution)
                return [line]
            }
            var second = StyledText(self.theme)
            second.pad(to: 18)
            second.add(said, .caution)
            return [line, second]
        }
    }

    private func reason(width: Int) -> [StyledText] {
        Paragraph.wrapped("Why  " + self.sitting.variant.why, width: width - 2, indent: 5).map {
            StyledText(self.theme, " " + $0)
        }
    }

    /// What there is to do then, the most important first.
    private var next: [StyledText] {
        guard self.sitting.phase == .comparing else { return [] }
        let lesson = self.sitting.lesson
        var lines = lesson.all.indices.filter { $0 != self.sitting.index }.map { index in
            var line = StyledText(self.theme, "   ")
            line.add("\(index)", .key)
            line.add("  " + (index == 0 ? "as in the beginning" : lesson.all[index].change))
            if self.progress.wasRight(lesson.all[index], of: lesson) { line.add("  right", .good) }
            return line
        }
        if !lines.isEmpty { lines.insert(StyledText(self.theme, " Predict again, with one thing changed:", .muted), at: 0) }
        if let exercise = lesson.exercise {
            lines.append(
                StyledText(self.theme, " Then fix one:  swift run bgtop-exercises \(lesson.number)  \"\(exercise)\"", .muted)
            )
        }
        let sources =
            lesson.sources.isEmpty ? [] : [StyledText(self.theme, " " + lesson.sources.joined(separator: ", "), .muted)]
        return lines + sources
    }
}
