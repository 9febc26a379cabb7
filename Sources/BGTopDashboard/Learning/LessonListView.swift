import BGTopTeaching

/// All lessons, and how far one has come.
struct LessonListView {
    let lessons: [Lesson]
    /// Whether the list ends with the two worlds.
    let hasWorlds: Bool
    let progress: LessonProgress
    let selected: Int
    let theme: Theme

    func draw(on canvas: inout Canvas, in area: Area) {
        var area = area
        let introduction = "Read the code, say where each lane ends, run it, and see whether it did."
        canvas.draw(StyledText(self.theme, " " + introduction), in: area.takeTop(1))
        let lines = self.lessons.indices.map(self.line) + (self.hasWorlds ? [self.worlds] : [])
        _ = area.takeTop(area.rows > lines.count ? 1 : 0)
        let first = max(0, self.selected - area.rows + 1)
        canvas.draw(lines.dropFirst(first), in: area)
    }

    private var worlds: StyledText {
        let isSelected = self.selected == self.lessons.count
        var text = StyledText(self.theme, isSelected ? " > " : "   ", .strong)
        text.pad(to: 7)
        text.add(WorldsText.title, isSelected ? .strong : .plain)
        text.add("  one workload, structured and fire and forget, and one signal", .muted)
        return text
    }

    private func line(_ index: Int) -> StyledText {
        let lesson = self.lessons[index]
        let isSelected = index == self.selected
        var text = StyledText(self.theme, isSelected ? " > " : "   ", .strong)
        text.add(String(repeating: " ", count: lesson.number < 10 ? 1 : 0) + "\(lesson.number)  ", .muted)
        text.add(lesson.title, isSelected ? .strong : .plain)
        text.pad(to: 62)
        let right = self.progress.countRight(in: lesson)
        let isSeen = lesson.all.contains { self.progress.hasSeen($0, of: lesson) }
        if isSeen { text.add("\(right) of \(lesson.all.count) right", right == lesson.all.count ? .good : .muted) }
        return text
    }
}
