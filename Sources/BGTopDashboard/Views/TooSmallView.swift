/// What there is to see where there is no room to see anything.
struct TooSmallView {
    let size: Size

    func draw(on canvas: inout Canvas) {
        let lines = self.lines
        let width = lines.map(\.count).max() ?? 0
        var area = Area(self.size).centered(rows: lines.count, columns: width)
        for line in lines { canvas.draw(line, .strong, in: area.takeTop(1)) }
    }

    private var lines: [String] {
        let fitting = self.wordings.first { lines in
            lines.count <= self.size.rows && lines.allSatisfy { $0.count <= self.size.columns }
        }
        // A figure in two lines is better than half of it.
        return fitting ?? Paragraph.wrapped(Self.needed, width: self.size.columns)
    }

    private static let needed = "\(ScreenLayout.minimum.columns)x\(ScreenLayout.minimum.rows)"

    /// The same thing for less and less room. What is needed is said last of all to be left out.
    private var wordings: [[String]] {
        let now = "now \(self.size.columns)x\(self.size.rows),"
        let needs = "needs \(Self.needed)"
        return [
            ["terminal too small", "\(now) \(needs)"],
            ["terminal too small", now, needs],
            ["terminal", "too small", now, needs],
            ["too small,", needs],
            [needs],
            ["needs", Self.needed],
            [Self.needed],
        ]
    }
}
