import BackgroundWorkEvents

/// A lesson as text, for a slide or a pipe: the code, what happened when it ran, and why.
public enum LessonText {
    private static let nameWidth = 16
    private static let axisWidth = 40

    /// The lesson's heading and its question.
    public static func heading(of lesson: Lesson) -> [String] {
        let title = "\(lesson.number)  \(lesson.title)"
        return [title, String(repeating: "=", count: title.count), ""] + self.wrapped(lesson.question)
    }

    /// A variant's code, what happened in the run that was recorded, and why.
    public static func run(of variant: Variant, _ timeline: Timeline) -> [String] {
        let code = variant.listing.lines.enumerated().map { index, line in
            self.padded("\(index + 1)", to: 4, atEnd: false) + "  " + line
        }
        let answers = variant.questions.map { question in
            let answer = question.answer(in: timeline).map { question.choices[$0].words } ?? "none of what was offered"
            return "  " + self.padded(question.subject, to: self.nameWidth) + answer
        }
        return (variant.change.isEmpty ? [] : ["With \(variant.change):", ""])
            + code + [""] + self.lanes(of: timeline) + [""] + answers + [""] + self.wrapped(variant.why)
    }

    /// A line for each lane, under a scale.
    public static func lanes(of timeline: Timeline) -> [String] {
        let scale = TimeScale(length: timeline.length, columns: self.axisWidth)
        let lane = { (lane: Timeline.Lane) in
            self.line(String(repeating: "  ", count: lane.depth) + lane.name, lane.bar(in: scale), lane.ending)
        }
        return [String(repeating: " ", count: self.nameWidth + 2) + scale.labels]
            + timeline.lanes.filter { !$0.isPhase }.map(lane)
            + timeline.refusals.map { refusal in
                self.line(refusal.name, String(repeating: " ", count: scale.column(refusal.at)) + "x", " refused")
            }
            + timeline.lanes.filter(\.isPhase).map(lane)
    }

    private static func line(_ name: String, _ bar: String, _ ending: String) -> String {
        "  " + self.padded(name, to: self.nameWidth) + self.padded(bar, to: self.axisWidth + 1) + ending
    }

    private static func padded(_ text: String, to width: Int, atEnd: Bool = true) -> String {
        let blanks = String(repeating: " ", count: max(0, width - text.count))
        return atEnd ? text + blanks : blanks + text
    }

    private static func wrapped(_ text: String, width: Int = 78) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + 1 + word.count <= width {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}

extension Timeline.Lane {
    /// Such as `qq|----x`: a q while it waits for a place, `!` where a request to stop reached it.
    fileprivate func bar(in scale: TimeScale) -> String {
        let end = max(scale.column(self.submittedAt), self.endedAt.map(scale.column) ?? scale.columns)
        var cells = [Character](repeating: " ", count: end + 1)
        for column in scale.column(self.submittedAt)...end { cells[column] = "q" }
        if let startedAt {
            for column in min(scale.column(startedAt), end)...end { cells[column] = "-" }
            cells[min(scale.column(startedAt), end)] = "|"
        }
        if let deliveredAt { cells[min(scale.column(deliveredAt), end)] = "!" }
        switch self.outcome {
        case .succeeded: cells[end] = "|"
        case nil: cells[end] = ">"
        default: cells[end] = "x"
        }
        return String(cells)
    }

    /// Such as ` throws Declined`.
    fileprivate var ending: String {
        switch self.outcome {
        case .succeeded where self.isPhase: ""
        case .succeeded: self.deliveredAt == nil ? " ok" : " ok, although it was asked to stop"
        case .failed: " throws \(self.shortErrorText)"
        case .cancelled: " cancelled"
        case .timedOut: " timed out"
        case .discarded: " never called"
        case nil: self.isEscaped ? " escaped" : " has not ended"
        }
    }

    /// An error may say much: its beginning tells which it is.
    private var shortErrorText: String {
        guard let errorText else { return "an error" }
        return errorText.count > 30 ? errorText.prefix(29) + "…" : errorText
    }
}
