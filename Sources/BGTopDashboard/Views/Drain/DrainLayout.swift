import BGTopStore

/// How the screen of a shutdown is divided.
struct DrainLayout: Hashable, Sendable {
    let header: Area
    let phases: Area
    let counts: Area
    let burnDown: Area
    /// Shares a line with the curve where lines are few.
    let verdicts: Area
    let titles: Area
    let list: Area
    /// Why the selected one got its verdict.
    let reason: Area
    let ended: Area

    /// What there is to read once nothing is left to list.
    var report: Area {
        Area(
            row: self.list.row,
            column: self.list.column,
            rows: self.list.rows + self.reason.rows,
            columns: self.list.columns
        )
    }

    init(size: Size, messageRows: Int = 0) {
        var rest = Area(size)
        self.header = rest.takeTop(1)
        // The keys, and what there is to say, are not the drain's.
        _ = rest.takeBottom(1 + messageRows)
        let isTall = size.rows >= 30
        self.phases = rest.takeTop(1)
        self.counts = rest.takeTop(1)
        // With its axis; the curve may take a part of what the list does not need.
        self.burnDown = rest.takeTop(isTall ? size.rows / 8 + 1 : 1)
        self.verdicts = isTall ? rest.takeTop(1) : self.burnDown
        self.titles = rest.takeTop(1)
        let endedRows =
            switch size.rows {
            // As many as are kept, below their title.
            case 45...: 1 + (DrainProgress.maximumJustEnded - 1) / JustEndedView.columns(width: max(76, size.columns)) + 1
            case 30...: 6
            case 20...: 3
            default: 0
            }
        self.ended = rest.takeBottom(endedRows)
        let reasonRows =
            switch size.rows {
            // Two sentences about one task take a hundred columns, or two lines.
            case 20...: size.columns < 110 ? 2 : 1
            case 16...: 1
            default: 0
            }
        self.reason = rest.takeBottom(reasonRows)
        self.list = rest
    }
}
