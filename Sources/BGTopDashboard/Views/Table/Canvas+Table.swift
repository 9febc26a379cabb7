import BGTopStore
import BackgroundWorkEvents

/// How a row stands out from its neighbours.
struct RowMark: Hashable, Sendable {
    var isSelected = false
    var isTagged = false
    var hasWarning = false

    /// The columns left of the table that marks take.
    static let width = 3
}

extension Canvas {
    /// Draws the titles; the one that the rows are sorted by has an arrow in the gap behind it. A click on a title sorts by its
    /// column, in a table that is sorted.
    mutating func drawTitles<Row>(_ layout: TableLayout<Row>, sorting: Sorting?, in area: Area) {
        for place in layout.places {
            let title = StyledText(self.theme, place.title, .heading)
            self.draw(title, aligned: place.column.alignment, at: place, in: area)
            guard let sorting else { continue }
            let start = area.column + RowMark.width + place.start
            let cell = Area(
                row: area.row,
                column: start,
                rows: area.rows,
                columns: min(place.width + 1, area.endColumn - start)
            )
            self.mark(cell, .column(place.column.title))
            guard sorting.column == place.column.title else { continue }
            let used = place.column.alignment == .trailing ? place.width : min(title.width, place.width)
            let arrow = sorting.arrow(isDescending: place.column.isDescending)
            let column = start + used
            self.draw(
                arrow,
                .key,
                in: Area(row: area.row, column: column, rows: area.rows, columns: min(1, area.endColumn - column))
            )
        }
    }

    /// Draws one row and its marks in `area`, which is one line and whose left ``RowMark/width`` columns are for the marks.
    ///
    /// - Parameter target: What a click on the row is about.
    mutating func drawRow<Row>(
        _ row: Row,
        _ layout: TableLayout<Row>,
        store: TaskStore,
        queuePositions: [BackgroundTaskID: Int] = [:],
        mark: RowMark,
        target: ClickTarget,
        in area: Area
    ) {
        for place in layout.places {
            let context = CellContext(theme: self.theme, store: store, width: place.width, queuePositions: queuePositions)
            let cell = place.column.cell(row, context)
            self.draw(cell, aligned: place.column.alignment, at: place, in: area)
        }
        self.draw(mark, in: area)
        self.mark(area, target)
    }

    mutating func draw(_ mark: RowMark, in area: Area) {
        var text = StyledText(self.theme)
        text.add(mark.hasWarning ? "!" : " ", .bad)
        text.add(mark.isSelected ? ">" : " ", .strong)
        text.add(mark.isTagged ? "*" : " ", .caution)
        self.draw(text, in: area)
        if mark.isSelected {
            var line = area
            self.restyle(line.takeTop(1)) { $0 = Style(attributes: [.reverse]) }
        }
    }

    private mutating func draw<Row>(
        _ text: StyledText,
        aligned alignment: Column<Row>.Alignment,
        at place: TableLayout<Row>.Place,
        in area: Area
    ) {
        let start = area.column + RowMark.width + place.start
        let cell = Area(row: area.row, column: start, rows: area.rows, columns: min(place.width, area.endColumn - start))
        switch alignment {
        case .leading: self.draw(text, in: cell)
        case .trailing: self.draw(trailing: text, in: cell)
        }
    }
}
