import BGTopTeaching
import BackgroundWorkEvents

/// What there is to read of a sitting, part by part, in lines of one width.
struct LessonSections {
    let sitting: LessonSitting
    let progress: LessonProgress
    let theme: Theme
    let width: Int

    /// What is to be read first.
    var head: [[StyledText]] { [self.change + self.code(), self.prompt] }

    /// What was not there before the learner did something: the predictions, or the run.
    ///
    /// - Parameter rows: How many there is room for. What the signs mean takes no room from anything else.
    func course(rows: Int) -> [[StyledText]] {
        var course: [[StyledText]] =
            switch self.sitting.phase {
            case .predicting: [self.predictions.lines]
            case .running: [self.lanes]
            case .comparing: [self.lanes, self.comparison, self.reason, self.next]
            }
        let legend = self.legend
        if SectionStack.count(course) + legend.count <= rows { course[0] += legend }
        return course
    }

    /// What is different from the lesson's own code, where this is a variant.
    var change: [StyledText] {
        guard self.sitting.index > 0 else { return [] }
        var line = StyledText(self.theme, " Changed: ", .muted)
        line.add(self.sitting.variant.change, .strong)
        return [line]
    }

    /// - Parameter rows: How many lines of the code there is room for; nil: for all.
    func code(rows: Int? = nil) -> [StyledText] {
        let listing = self.sitting.variant.listing
        return ListingView(listing: listing, marked: self.marked, theme: self.theme).lines(rows: rows ?? listing.lines.count)
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

    var prompt: [StyledText] {
        Paragraph.wrapped(self.sitting.variant.prompt, width: self.width - 2).map { StyledText(self.theme, " " + $0) }
    }

    // MARK: - Predicting

    /// What can be predicted, and what of it the keys are about.
    var predictions: (lines: [StyledText], focus: Range<Int>, chosen: Int) {
        var lines: [StyledText] = []
        var focus = 0..<0
        var chosen = 0
        for (index, question) in self.sitting.variant.questions.enumerated() {
            guard index == self.sitting.focus else {
                lines.append(self.answered(question, self.sitting.predictions[index]))
                continue
            }
            let first = lines.count
            lines.append(StyledText(self.theme, " > \(question.subject)", .strong))
            lines += question.choices.indices.map { choice in
                let isChosen = choice == self.sitting.predictions[index]
                let text = "     \(isChosen ? "(x)" : "( )") \(question.choices[choice].words)"
                return StyledText(self.theme, text, isChosen ? .strong : .plain)
            }
            focus = first..<lines.count
            chosen = first + (self.sitting.predictions[index].map { $0 + 1 } ?? 0)
        }
        return (lines, focus, chosen)
    }

    private func answered(_ question: Question, _ chosen: Int?) -> StyledText {
        var line = StyledText(self.theme, "   \(question.subject)", .strong)
        line.pad(to: 20)
        line.add(chosen.map { question.choices[$0].words } ?? "?", chosen == nil ? .muted : .plain)
        return line
    }

    // MARK: - Comparing

    var lanes: [StyledText] { self.view.lines }

    /// What the lanes do not say themselves.
    var legend: [StyledText] {
        let notes =
            self.sitting.phase == .predicting
            ? TimelineTerm.notes(on: self.sitting.variant.questions) : TimelineTerm.notes(on: self.view.picture)
        return Paragraph.filled(notes, separator: "   ", width: self.width - 2).map { StyledText(self.theme, " " + $0, .muted) }
    }

    private var view: TimelineView {
        TimelineView(
            self.sitting.timeline,
            length: self.sitting.scaleLength,
            mistaken: self.mistaken,
            theme: self.theme,
            width: self.width
        )
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

    var comparison: [StyledText] {
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
            guard line.width + 2 + said.count > self.width else {
                line.add("  \(said)", .caution)
                return [line]
            }
            var second = StyledText(self.theme)
            second.pad(to: 18)
            second.add(said, .caution)
            return [line, second]
        }
    }

    var reason: [StyledText] {
        Paragraph.wrapped("Why  " + self.sitting.variant.why, width: self.width - 2, indent: 5).map {
            StyledText(self.theme, " " + $0)
        }
    }

    /// What there is to do then, the most important first.
    var next: [StyledText] {
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
