/// The pages of the start screen.
struct StartView {
    enum Page: Hashable, Sendable {
        /// What there is to do.
        case choice
        /// How to put the library into a server.
        case instrument

        enum Answer: Hashable, Sendable {
            case show(Page)
            case choose(StartScreen.Choice)
        }

        /// What a key does on this page; nil if nothing.
        func answer(to key: Key) -> Answer? {
            switch (self, key) {
            case (_, .character("q")), (_, .function(10)), (_, .control("c")): .choose(.quit)
            case (.choice, .enter): .choose(.demo)
            case (.choice, "i"): .show(.instrument)
            case (.instrument, .escape): .show(.choice)
            default: nil
            }
        }
    }

    let page: Page

    func frame(size: Size, theme: Theme) -> Frame {
        var canvas = Canvas(size: size, theme: theme)
        guard size.isEnough else {
            TooSmallView(size: size).draw(on: &canvas)
            return canvas.frame
        }
        var area = Area(size)
        let title = StyledText(theme, " bgtop", .strong)
        canvas.draw(title, trailing: StyledText(theme, "nothing to watch yet ", .muted), in: area.takeTop(1))
        _ = area.takeTop(1)
        switch self.page {
        case .choice: self.drawChoice(on: &canvas, in: area)
        case .instrument: self.drawInstructions(on: &canvas, in: area)
        }
        return canvas.frame
    }

    private func drawChoice(on canvas: inout Canvas, in area: Area) {
        let theme = canvas.theme
        let explanation = """
            This version cannot attach to a process that runs elsewhere yet. It shows the process that it runs in, and the \
            demo is one: a real server with real load.
            """
        var lines = Paragraph.wrapped(explanation, width: area.columns - 2).map { StyledText(theme, " " + $0) }
        lines.append(StyledText(theme))
        lines += [
            Self.entry("Enter", "start the demo server here and watch it", "bgtop demo", theme),
            Self.entry("i", "put the library into my server", "", theme),
            Self.entry("q", "quit", "", theme),
        ]
        canvas.draw(lines, in: area)
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
