/// The pages of the start screen.
struct StartView {
    enum Page: Hashable, Sendable {
        /// What there is to do.
        case choice
        /// How to put the library into a server.
        case instrument
    }

    var page = Page.choice
    /// What can be watched, a line each.
    var processes: [String] = []
    /// Where was looked for it, a line each.
    var places: [String] = []
    /// Which of the processes Enter means.
    private(set) var selected = 0

    /// Does what a key does on this page.
    ///
    /// - Returns: What the person has chosen with it, if that is it.
    mutating func press(_ key: Key) -> StartScreen.Choice? {
        switch (self.page, key) {
        case (_, .character("q")), (_, .function(10)), (_, .control("c")): return .quit
        case (.instrument, .escape): self.page = .choice
        case (.choice, "i"): self.page = .instrument
        case (.choice, "w") where self.processes.isEmpty: return .wait
        case (.choice, "d") where !self.processes.isEmpty: return .demo
        case (.choice, .enter): return self.processes.isEmpty ? .demo : .process(self.selected)
        case (.choice, .up), (.choice, "k"): self.selected = max(0, self.selected - 1)
        case (.choice, .down), (.choice, "j"): self.selected = max(0, min(self.processes.count - 1, self.selected + 1))
        default: break
        }
        return nil
    }

    func frame(size: Size, theme: Theme) -> Frame {
        var canvas = Canvas(size: size, theme: theme)
        guard size.isEnough else {
            TooSmallView(size: size).draw(on: &canvas)
            return canvas.frame
        }
        var area = Area(size)
        let state = self.processes.isEmpty ? "nothing to watch yet " : "\(self.processes.count) processes to watch "
        canvas.draw(
            StyledText(theme, " bgtop", .strong),
            trailing: StyledText(theme, state, .muted),
            in: area.takeTop(1)
        )
        _ = area.takeTop(1)
        switch self.page {
        case .choice where self.processes.isEmpty: self.drawChoice(on: &canvas, in: area)
        case .choice: self.drawProcesses(on: &canvas, in: area)
        case .instrument: self.drawInstructions(on: &canvas, in: area)
        }
        return canvas.frame
    }

    private func drawChoice(on canvas: inout Canvas, in area: Area) {
        let theme = canvas.theme
        var lines = [
            StyledText(theme, " No process of yours can be watched: none runs a BackgroundWorkAgent."),
            StyledText(theme),
            Self.entry("Enter", "start the demo server here and watch it", "bgtop demo", theme),
            Self.entry("i", "put the library into my server", "", theme),
            Self.entry("w", "wait for a process", "bgtop attach --wait", theme),
            Self.entry("q", "quit", "", theme),
        ]
        if !self.places.isEmpty {
            lines += [StyledText(theme), StyledText(theme, " Looked in", .muted)]
            lines += self.places.map { StyledText(theme, "   \($0)", .muted) }
        }
        canvas.draw(lines, in: area)
    }

    /// The picker. With many processes the selected one stays in sight.
    private func drawProcesses(on canvas: inout Canvas, in area: Area) {
        let theme = canvas.theme
        var area = area
        canvas.draw(StyledText(theme, " Which process?"), in: area.takeTop(1))
        _ = area.takeTop(1)
        var footer = StyledText(theme, " ")
        for (key, words) in [("Enter", "watch"), ("d", "demo"), ("i", "my server"), ("q", "quit")] {
            footer.add(key, .key)
            footer.add(" \(words)   ")
        }
        canvas.draw(footer, in: area.takeBottom(1))
        let first = max(0, self.selected - area.rows + 1)
        for (index, process) in self.processes.enumerated().dropFirst(first).prefix(area.rows) {
            let isSelected = index == self.selected
            canvas.draw(
                StyledText(theme, isSelected ? " > \(process)" : "   \(process)", isSelected ? .strong : .plain),
                in: area.takeTop(1)
            )
        }
    }

    private static func entry(_ key: String, _ words: String, _ command: String, _ theme: Theme) -> StyledText {
        var text = StyledText(theme, "   ")
        text.add(key, .key)
        text.pad(to: 11)
        text.add(words)
        text.pad(to: 55)
        text.add(command, .muted)
        return text
    }

    private func drawInstructions(on canvas: inout Canvas, in area: Area) {
        let theme = canvas.theme
        let lines = StartScreen.instructions.split(separator: "\n", omittingEmptySubsequences: false)
        var text = lines.map { line in
            StyledText(theme, " " + line, line.hasPrefix("  ") ? .strong : .plain)
        }
        text.append(StyledText(theme))
        var back = StyledText(theme, "   ")
        back.add("Esc", .key)
        back.add(" back   ")
        back.add("q", .key)
        back.add(" quit")
        text.append(back)
        canvas.draw(text, in: area)
    }
}
