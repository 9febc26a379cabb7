import BGTopTeaching

/// One variant of a lesson: its code, what is asked, what was predicted and what happened.
struct LessonSittingView {
    let sitting: LessonSitting
    let progress: LessonProgress
    let theme: Theme

    /// What happens needs so many columns, beside the code.
    private static let courseColumns = 70
    private static let leastCodeColumns = 44
    private static let gap = 2

    func draw(on canvas: inout Canvas, in area: Area) {
        guard !self.drawSideBySide(on: &canvas, in: area) else { return }
        let page = LessonPage(
            self.sitting,
            progress: self.progress,
            theme: self.theme,
            columns: area.columns,
            rows: area.rows
        )
        canvas.draw(page.visible, in: area)
    }

    /// - Returns: Whether there is room for that.
    private func drawSideBySide(on canvas: inout Canvas, in area: Area) -> Bool {
        let codeColumns = max(Self.leastCodeColumns, self.sections(area.columns).code().map(\.width).max() ?? 0)
        let courseColumns = area.columns - codeColumns - Self.gap
        guard courseColumns >= Self.courseColumns else { return false }
        let columns = [
            (0, codeColumns, self.sections(codeColumns).head),
            (codeColumns + Self.gap, courseColumns, self.sections(courseColumns).course(rows: area.rows)),
        ]
        guard columns.allSatisfy({ SectionStack.count($0.2) <= area.rows }) else { return false }
        for (column, width, sections) in columns {
            let part = Area(row: area.row, column: area.column + column, rows: area.rows, columns: width)
            canvas.draw(SectionStack(sections, rows: area.rows, self.theme).lines, in: part)
        }
        return true
    }

    private func sections(_ width: Int) -> LessonSections {
        LessonSections(sitting: self.sitting, progress: self.progress, theme: self.theme, width: width)
    }
}
