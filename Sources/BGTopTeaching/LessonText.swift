/// A lesson as text, for a slide or a pipe: the code, what happened when it ran, and why.
public enum LessonText {
    private static let nameWidth = 16
    private static let axisWidth = 40
    private static let textWidth = 78

    /// What the lesson is called.
    public static func heading(of lesson: Lesson) -> [String] {
        let title = "\(lesson.number)  \(lesson.title)"
        return [title, String(repeating: "=", count: title.count)]
    }

    /// What is asked, the variant's code, what happened in the run that was recorded, and why.
    public static func run(of variant: Variant, _ timeline: Timeline) -> [String] {
        let code = variant.listing.lines.enumerated().map { index, line in
            self.padded("\(index + 1)", to: 4, atEnd: false) + "  " + line
        }
        let answers = variant.questions.map { question in
            let answer = question.answer(in: timeline).map { question.choices[$0].words } ?? "none of what was offered"
            return "  " + self.padded(question.subject, to: self.nameWidth) + answer
        }
        let picture = self.picture(of: timeline, expecting: variant.expectedLength)
        return (variant.change.isEmpty ? [] : ["With \(variant.change):", ""])
            + self.wrapped(variant.prompt) + [""] + code + [""] + self.lines(of: picture)
            + self.filled(TimelineTerm.notes(on: picture), separator: "   ").map { "  " + $0 } + [""]
            + answers + [""] + self.wrapped(variant.why)
    }

    /// A line for each lane, under a scale.
    public static func lanes(of timeline: Timeline) -> [String] {
        self.lines(of: self.picture(of: timeline, expecting: .zero))
    }

    private static func picture(of timeline: Timeline, expecting length: Duration) -> TimelinePicture {
        TimelinePicture(timeline, scale: TimeScale(length: max(length, timeline.length), columns: self.axisWidth))
    }

    private static func lines(of picture: TimelinePicture) -> [String] {
        [String(repeating: " ", count: self.nameWidth + 2) + picture.scale.labels] + picture.rows.map(self.line)
    }

    private static func line(_ row: TimelinePicture.Row) -> String {
        let name = "  " + self.padded(String(repeating: "  ", count: row.depth) + row.name, to: self.nameWidth)
        guard !row.signs.isEmpty else { return row.words.isEmpty ? name : name + row.words }
        let signs = String(row.signs.map { $0?.character ?? " " })
        return row.words.isEmpty ? name + signs : name + self.padded(signs, to: self.axisWidth + 1) + " " + row.words
    }

    private static func padded(_ text: String, to width: Int, atEnd: Bool = true) -> String {
        let blanks = String(repeating: " ", count: max(0, width - text.count))
        return atEnd ? text + blanks : blanks + text
    }

    private static func wrapped(_ text: String) -> [String] {
        self.filled(text.split(separator: " ").map(String.init), separator: " ")
    }

    /// As many in a line as there is room for; none is broken.
    private static func filled(_ pieces: [String], separator: String) -> [String] {
        pieces.reduce(into: []) { lines, piece in
            if let last = lines.last, last.count + separator.count + piece.count <= self.textWidth {
                lines[lines.count - 1] = last + separator + piece
            } else {
                lines.append(piece)
            }
        }
    }
}
