/// A question in a box in the middle of the screen.
struct DialogView {
    let title: String
    /// What is said of it now.
    let lines: [String]
    let question: String
    let isYesSelected: Bool

    func draw(on canvas: inout Canvas, in area: Area) {
        let theme = canvas.theme
        let inner = min(72, max(8, area.columns - 4))
        let paragraphs = self.lines.map { $0.isEmpty ? [""] : Paragraph.wrapped($0, width: inner) }
        var lines = paragraphs.flatMap(\.self) + [""]
        // The edges and the answer stay in sight, whatever else does not fit.
        let room = area.rows - 3
        if lines.count > room { lines = Self.fitting(paragraphs, rows: room) }
        let box = area.centered(rows: lines.count + 3, columns: inner + 4)
        var content = canvas.drawBox(title: self.title, in: box)
        let answer = content.takeBottom(1)
        canvas.draw(lines.map { StyledText(theme, $0) }, in: content)
        canvas.draw(self.answer(theme), in: answer)
    }

    /// Whole paragraphs, the first of them first, as far as there are rows: half a sentence may say the opposite of the whole.
    private static func fitting(_ paragraphs: [[String]], rows: Int) -> [String] {
        paragraphs.reduce(into: []) { lines, paragraph in
            if paragraph != [""], lines.count + paragraph.count <= rows { lines += paragraph }
        }
    }

    private func answer(_ theme: Theme) -> StyledText {
        var text = StyledText(theme, self.question + "  ", .strong)
        let isYes = self.isYesSelected
        text.add(isYes ? "[y] Yes" : " y  Yes", isYes ? .cursor : .plain, pressing: "y")
        text.add("   ")
        text.add(isYes ? " N  No" : "[N] No", isYes ? .plain : .cursor, pressing: "n")
        return text
    }
}

extension DialogView {
    init(_ dialog: Dialog, in model: Model) {
        self.init(
            title: dialog.title,
            lines: dialog.lines(in: model),
            question: dialog.question,
            isYesSelected: dialog.isYesSelected
        )
    }
}

extension Canvas {
    /// Draws an empty box with its title in the upper edge.
    ///
    /// - Returns: The room inside, one column from the edges.
    mutating func drawBox(title: String, in area: Area) -> Area {
        self.clear(area)
        self.mark(area, .box)
        guard area.rows >= 2, area.columns >= 4 else { return area }
        let box = self.theme.glyphs.box
        let horizontal = String(repeating: box.horizontal, count: area.columns - 2)
        var rest = area
        let top = rest.takeTop(1)
        let bottom = rest.takeBottom(1)
        self.draw("\(box.topLeft)\(horizontal)\(box.topRight)", .muted, in: top)
        self.draw(" \(title) ", .strong, in: Area(row: top.row, column: top.column + 2, rows: 1, columns: top.columns - 4))
        self.draw("\(box.bottomLeft)\(horizontal)\(box.bottomRight)", .muted, in: bottom)
        for row in rest.rowRange {
            self.draw(String(box.vertical), .muted, in: Area(row: row, column: area.column, rows: 1, columns: 1))
            self.draw(String(box.vertical), .muted, in: Area(row: row, column: area.endColumn - 1, rows: 1, columns: 1))
        }
        return Area(row: rest.row, column: rest.column + 2, rows: rest.rows, columns: rest.columns - 4)
    }
}
