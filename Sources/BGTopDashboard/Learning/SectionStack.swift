/// Sections one below the other, with a blank line between two of them: as far as there is room for that, and everywhere where there is
/// not enough room anyway.
struct SectionStack {
    private(set) var lines: [StyledText] = []
    /// Where in ``lines`` the lines of the sections are, which the blank ones are not.
    private(set) var places: [Int] = []

    init(_ sections: [[StyledText]], rows: Int, _ theme: Theme) {
        let room = rows - Self.count(sections)
        var spare = room < 0 ? sections.count : room
        for section in sections where !section.isEmpty {
            if !self.lines.isEmpty, spare > 0 {
                self.lines.append(StyledText(theme))
                spare -= 1
            }
            self.places += self.lines.count..<self.lines.count + section.count
            self.lines += section
        }
    }

    /// How many lines there are without the blank ones.
    static func count(_ sections: [[StyledText]]) -> Int { sections.reduce(0) { $0 + $1.count } }
}
