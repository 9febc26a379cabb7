import BGTopTeaching

/// The whole screen of two worlds, side by side.
struct WorldsView {
    let sitting: WorldsSitting
    let size: Size
    let theme: Theme

    /// There is room for all of the code from so many columns for each, and so many rows.
    private static let codeColumns = 58
    private static let codeRows = 30
    /// What a world needs: its figures, and the beginning of what it has not done.
    private static let worldRows = 9
    /// There is room for blank lines.
    private static let roomyRows = 22

    var frame: Frame {
        var canvas = Canvas(size: self.size, theme: self.theme)
        guard self.size.isEnough else {
            TooSmallView(size: self.size).draw(on: &canvas)
            return canvas.frame
        }
        var area = Area(self.size)
        canvas.draw(self.heading, trailing: self.place, in: area.takeTop(1))
        canvas.draw(self.footer, in: area.takeBottom(1))
        if let message = self.sitting.message { canvas.draw(" " + message, .caution, in: area.takeBottom(1)) }
        if self.isRoomy { _ = area.takeTop(1) }
        let explanation = self.explanation
        canvas.draw(explanation, in: area.takeBottom(min(explanation.count, area.rows - Self.worldRows)))
        if self.isRoomy { _ = area.takeBottom(1) }
        self.drawWorlds(on: &canvas, in: area)
        self.drawQuestion(on: &canvas)
        return canvas.frame
    }

    private var isRoomy: Bool { self.size.rows >= Self.roomyRows }

    private func drawWorlds(on canvas: inout Canvas, in area: Area) {
        let width = (area.columns - 1) / 2
        let left = Area(row: area.row, column: area.column, rows: area.rows, columns: width)
        // As wide as the other one, so that a bar is as long for the same job.
        let right = Area(row: area.row, column: left.endColumn + 1, rows: area.rows, columns: width)
        let line = Area(row: area.row, column: left.endColumn, rows: area.rows, columns: 1)
        let edge = StyledText(self.theme, String(self.theme.glyphs.box.vertical), .muted)
        canvas.draw(Array(repeating: edge, count: line.rows), in: line)
        let worlds = self.sitting.worlds
        let showsCode = width >= Self.codeColumns && self.size.rows >= Self.codeRows
        let codeRows = showsCode ? worlds.both.map(\.code.lines.count).max() ?? 0 : 1
        for (world, place) in [(worlds.structured, left), (worlds.unstructured, right)] {
            WorldColumnView(world: world, now: worlds.now, codeRows: codeRows, isRoomy: self.isRoomy, theme: self.theme)
                .draw(on: &canvas, in: place)
        }
    }

    private func drawQuestion(on canvas: inout Canvas) {
        guard let question = self.sitting.question else { return }
        let worlds = self.sitting.worlds
        let jobs = worlds.both.map { "\(WorldsText.count($0.ledger.open.count, "job")) in \($0.code.name)" }
        let processes = worlds.both.compactMap(\.processID).map { "to \($0)" }
        DialogView(
            title: "Shut both down?",
            lines: [
                "SIGTERM goes \(processes.joined(separator: " and ")), one right after the other.",
                "Not done yet: \(jobs.joined(separator: ", ")).",
                "It cannot be undone; r begins anew.",
            ],
            question: "Send it?",
            isYesSelected: question.isYesSelected
        ).draw(on: &canvas, in: Area(self.size))
    }

    // MARK: - Around them

    private var heading: StyledText {
        var text = StyledText(self.theme, " bgtop learn", .strong)
        text.add("   ")
        text.add(WorldsText.title, .strong)
        return text
    }

    private var place: StyledText {
        switch self.sitting.phase {
        case .starting: StyledText(self.theme, "STARTING ", .muted)
        case .running: StyledText(self.theme, "RUNNING ", .strong)
        case .ending: StyledText(self.theme, " SIGTERM SENT ", .cautionBadge)
        case .over: StyledText(self.theme, "OVER ", .strong)
        }
    }

    /// What there is to think of; when both are over, what was seen.
    private var explanation: [StyledText] {
        let paragraphs: [(String, Role)] =
            switch self.sitting.phase {
            case .starting: []
            case .running: [(WorldsText.prediction, .plain)]
            case .ending: [(WorldsText.source, .muted)]
            case .over: self.sitting.worlds.both.map { (WorldsText.ending(of: $0), .plain) } + [(WorldsText.source, .muted)]
            }
        return paragraphs.flatMap { text, role in
            Paragraph.wrapped(text, width: max(1, self.size.columns - 2)).map { StyledText(self.theme, " " + $0, role) }
        }
    }

    private var footer: StyledText {
        var text = StyledText(self.theme, " ")
        for (index, (key, words)) in self.keys.enumerated() {
            if index > 0 { text.add("   ") }
            text.add(key, .key)
            text.add(" \(words)")
        }
        return text
    }

    private var keys: [(String, String)] {
        guard self.sitting.question == nil else { return [("y", "yes"), ("n", "no")] }
        let always = [("l", "list"), ("q", "quit")]
        return switch self.sitting.phase {
        case .starting, .running: [("D", "shut both down"), ("r", "begin anew")] + always
        case .ending: [("r", "begin anew")] + always
        case .over: [("r", "run again")] + always
        }
    }
}
