/// The pages of the start screen.
struct StartView {
    enum Page: Hashable, Sendable {
        /// What there is to do.
        case choice
        /// How to put the library into a server.
        case instrument
    }

    private(set) var page: Page
    private var offer: StartScreen.Offer
    /// The ID of the process that Enter means; nil where nobody has chosen one of those that there are now.
    private var selected: String?

    init(_ offer: StartScreen.Offer = .init(), page: Page = .choice) {
        self.page = page
        self.offer = offer
        self.selected = offer.processes.first?.id
    }

    /// Takes what there is to choose from now. Where the selected process is gone none is selected: Enter may be on its way, and was
    /// meant for no other.
    mutating func take(_ offer: StartScreen.Offer) {
        if self.offer.processes.isEmpty {
            self.selected = offer.processes.first?.id
        } else if !offer.processes.contains(where: { $0.id == self.selected }) {
            self.selected = nil
        }
        self.offer = offer
    }

    private var processes: [StartScreen.Offer.Process] { self.offer.processes }
    private var position: Int? { self.processes.firstIndex { $0.id == self.selected } }

    private mutating func select(_ position: Int) {
        guard !self.processes.isEmpty else { return }
        self.selected = self.processes[min(max(0, position), self.processes.count - 1)].id
    }

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
        case (.choice, .enter): return self.processes.isEmpty ? .demo : self.selected.map(StartScreen.Choice.process)
        case (.choice, .up), (.choice, "k"): self.select((self.position ?? self.processes.count) - 1)
        case (.choice, .down), (.choice, "j"): self.select((self.position ?? -1) + 1)
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
        let state =
            switch self.processes.count {
            case 0: "nothing to watch yet "
            case 1: "1 process to watch "
            case let count: "\(count) processes to watch "
            }
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
        if !self.offer.places.isEmpty {
            lines += [StyledText(theme), StyledText(theme, " Looked in", .muted)]
            lines += self.offer.places.map { StyledText(theme, "   \($0)", .muted) }
        }
        canvas.draw(lines, in: area)
    }

    /// The picker. With many processes the selected one stays in sight.
    private func drawProcesses(on canvas: inout Canvas, in area: Area) {
        let theme = canvas.theme
        var area = area
        // None is selected when that has ended which was.
        let question = self.selected == nil ? " The process that was selected has ended. Which one now?" : " Which process?"
        canvas.draw(StyledText(theme, question), in: area.takeTop(1))
        _ = area.takeTop(1)
        var footer = StyledText(theme, " ")
        let enter = self.selected == nil ? ("j", "select") : ("Enter", "watch")
        for (key, words) in [enter, ("d", "demo"), ("i", "my server"), ("q", "quit")] {
            footer.add(key, .key)
            footer.add(" \(words)   ")
        }
        canvas.draw(footer, in: area.takeBottom(1))
        let first = max(0, (self.position ?? 0) - area.rows + 1)
        for process in self.processes.dropFirst(first).prefix(area.rows) {
            let isSelected = process.id == self.selected
            canvas.draw(
                StyledText(
                    theme,
                    isSelected ? " > \(process.summary)" : "   \(process.summary)",
                    isSelected ? .strong : .plain
                ),
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
