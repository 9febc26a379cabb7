import BackgroundWorkEvents

/// A stretch of time across so many columns. All lanes of a picture share one.
struct TimeAxis: Hashable, Sendable {
    let start: TaskInstant
    let span: Duration
    let columns: Int

    init(from start: TaskInstant, span: Duration, columns: Int) {
        self.start = start
        self.span = max(.milliseconds(1), span)
        self.columns = max(1, columns)
    }

    /// In which column a moment is, from 0 to ``columns``; what lies outside is at the edge.
    func column(of instant: TaskInstant) -> Int {
        min(self.columns, max(0, Int(self.position(of: instant))))
    }

    /// As ``column(of:)``, but always within the picture.
    func cell(of instant: TaskInstant) -> Int { min(self.columns - 1, self.column(of: instant)) }

    /// In columns from the left edge, fractions included.
    func position(of instant: TaskInstant) -> Double {
        let position = (instant - self.start).inSeconds / self.span.inSeconds * Double(self.columns)
        // Far outside a whole number would not hold it.
        return min(Double(self.columns), max(0, position))
    }

    /// Round figures at equal distances, in whatever the span is best measured in.
    func text(_ theme: Theme, title: String, indent: Int) -> StyledText {
        let unit = Unit(self.span)
        let whole = self.span.inSeconds / unit.seconds
        // Figures that touched would be read as one.
        let room = Double(Int(whole).grouped.count + 1) / Double(self.columns) * whole
        let step = Glyphs.scale(above: max(whole / 6, room))
        var text = StyledText(theme, title, .muted)
        var mark = 0.0
        while mark < whole {
            let column = indent + Int(mark / whole * Double(self.columns))
            if column >= text.width {
                text.pad(to: column)
                text.add(Int(mark).grouped, .muted)
            }
            mark += step
        }
        text.add(" " + unit.name, .muted)
        return text
    }

    private struct Unit {
        let name: String
        let seconds: Double

        init(_ span: Duration) {
            (self.name, self.seconds) =
                switch span {
                case ..<Duration.seconds(10): ("ms", 0.001)
                case ..<Duration.seconds(600): ("s", 1)
                default: ("min", 60)
                }
        }
    }
}
