/// A frame in the making. Views draw on it in roles; what leaves their area is cut.
struct Canvas {
    private(set) var frame: Frame
    /// What clicks are about, in the order in which it was drawn: what comes later lies on top.
    private(set) var regions: [ClickRegion] = []
    let theme: Theme

    init(size: Size, theme: Theme) {
        self.frame = Frame(size: size)
        self.theme = theme
    }

    /// Draws one line at the top of `area`.
    ///
    /// - Returns: The column after the last one drawn.
    @discardableResult
    mutating func draw(_ text: StyledText, in area: Area) -> Int {
        guard area.rows > 0 else { return area.column }
        var column = area.column
        for run in text.truncated(to: area.columns).runs {
            let start = column
            column = self.frame.put(run.text, row: area.row, column: column, style: self.theme.style(run.role))
            guard let key = run.key else { continue }
            self.mark(Area(row: area.row, column: start, rows: 1, columns: column - start), .key(key))
        }
        return column
    }

    /// Draws one line at the top of `area` so that it ends at its right edge.
    mutating func draw(trailing text: StyledText, in area: Area) {
        let width = min(text.width, area.columns)
        self.draw(text, in: Area(row: area.row, column: area.endColumn - width, rows: area.rows, columns: width))
    }

    /// Draws one line at the top of `area`: `leading` at its left, `trailing` at its right, which gives way where there is no
    /// room for both.
    mutating func draw(_ leading: StyledText, trailing: StyledText, in area: Area) {
        self.draw(leading, in: area)
        if leading.width + trailing.width < area.columns { self.draw(trailing: trailing, in: area) }
    }

    /// Draws lines from the top of `area` down, as many as fit.
    mutating func draw(_ lines: some Sequence<StyledText>, in area: Area) {
        var area = area
        for line in lines {
            guard area.rows > 0 else { return }
            self.draw(line, in: area.takeTop(1))
        }
    }

    mutating func draw(_ text: String, _ role: Role = .plain, in area: Area) {
        self.draw(StyledText(self.theme, text, role), in: area)
    }

    /// Changes how an area looks, whatever stands in it.
    mutating func restyle(_ area: Area, _ change: (inout Style) -> Void) {
        for row in area.rowRange { self.frame.restyle(row: row, columns: area.columnRange, change) }
    }

    mutating func clear(_ area: Area) {
        self.frame.clear(rows: area.rowRange, columns: area.columnRange)
        self.mark(area, nil)
    }

    // MARK: - Clicks

    /// Says what a click on `area` is about, as far as that is on the screen.
    mutating func mark(_ area: Area, _ target: ClickTarget?) {
        let area = area.intersection(Area(self.frame.size))
        guard area.rows > 0, area.columns > 0 else { return }
        self.regions.append(ClickRegion(area: area, target: target))
    }

    /// Makes nothing of what was drawn so far a thing to click on.
    mutating func unmark() {
        self.regions.removeAll()
    }
}
