import BGTopTeaching

/// How what there is to read of a sitting is put on so many rows: all of it where there is room, and else what matters most, with a line
/// that says how much more there is and which key leads to it.
struct LessonPage {
    private let sitting: LessonSitting
    private let sections: LessonSections
    private let rows: Int
    /// What was not there before the learner did something: the predictions, or the run.
    private let course: [[StyledText]]
    /// All there is to read, in order.
    private let lines: [StyledText]
    /// Where in ``lines`` each line of ``course`` is.
    private let places: [Int]

    /// Of the code at least so much is shown beside what came of it.
    private static let leastCode = 3

    init(_ sitting: LessonSitting, progress: LessonProgress, theme: Theme = Theme(), columns: Int, rows: Int) {
        let sections = LessonSections(sitting: sitting, progress: progress, theme: theme, width: columns)
        let head = sections.head
        self.course = sections.course(rows: rows - SectionStack.count(head))
        let stack = SectionStack(head + self.course, rows: rows, theme)
        self.sitting = sitting
        self.sections = sections
        self.rows = rows
        self.lines = stack.lines
        self.places = Array(stack.places.dropFirst(SectionStack.count(head)))
    }

    /// Whether there is room for all of it.
    var isWhole: Bool { self.lines.count <= self.rows }

    /// What is on the screen.
    var visible: [StyledText] {
        guard !self.isWhole else { return self.lines }
        if let top = self.sitting.top ?? self.topWhilePredicting { return self.window(from: top) }
        let selection = self.selection
        let hidden = self.sections.code().count + self.sections.prompt.count - selection.codeRows
        return selection.lines + [self.note(above: hidden, below: self.places.count - selection.courseRows)]
    }

    /// Which line comes first after so many pages were turned; nil where there are none.
    func top(turning pages: Int) -> Int? {
        guard !self.isWhole else { return nil }
        if let top = self.sitting.top ?? self.topWhilePredicting { return self.clamped(top + pages * max(1, self.height - 1)) }
        let shown = self.selection.courseRows
        let unseen = shown < self.places.count ? self.places[shown] : self.lines.count
        return self.clamped(pages > 0 ? unseen : (self.places.first ?? 0) - self.height)
    }

    // MARK: - Where there is not enough room

    /// The last line says what is missing.
    private var height: Int { max(1, self.rows - 1) }

    private func clamped(_ top: Int) -> Int { min(max(0, top), max(0, self.lines.count - self.height)) }

    private func window(from top: Int) -> [StyledText] {
        let top = self.clamped(top)
        let window = self.lines.dropFirst(top).prefix(self.height)
        return window + [self.note(above: top, below: self.lines.count - top - window.count)]
    }

    /// As far up as can be with all that the keys are about on the screen, and in any case with what is chosen.
    private var topWhilePredicting: Int? {
        guard self.sitting.phase == .predicting, let first = self.places.first else { return nil }
        let predictions = self.sections.predictions
        let focus = first + predictions.focus.lowerBound..<first + predictions.focus.upperBound
        let top = min(focus.lowerBound, max(0, focus.upperBound - self.height))
        return max(top, first + predictions.chosen + 1 - self.height)
    }

    /// The code, cut to what is about the moment that is shown, and what came of it: what has been read gives way, first what was
    /// asked, then what can be done next, and the code last of all.
    private var selection: (lines: [StyledText], codeRows: Int, courseRows: Int) {
        let change = self.sections.change
        let result = self.places.count - self.sections.next.count
        let room = self.height - change.count - result
        let codeRows = min(self.sections.code().count, max(Self.leastCode, room))
        let code = change + self.sections.code(rows: codeRows)
        guard code.count + self.places.count > self.height else {
            let course = self.sections.course(rows: self.height - code.count)
            let stack = SectionStack([code] + course, rows: self.height, self.sections.theme)
            return (stack.lines, codeRows, self.places.count)
        }
        let course = self.course.joined().prefix(max(0, self.height - code.count))
        return (code + course, codeRows, course.count)
    }

    /// Which keys lead to what is missing, and how much that is.
    private func note(above: Int, below: Int) -> StyledText {
        var text = StyledText(self.sections.theme, " ")
        for (key, count) in [("PgUp", above), ("PgDn", below)] where count > 0 {
            text.add(key, .key)
            text.add(count == 1 ? " 1 line   " : " \(count) lines   ", .muted)
        }
        return text
    }
}
