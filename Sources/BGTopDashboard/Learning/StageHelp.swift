import BGTopTeaching

/// The help of a stage: its keys, what the mouse does, and what the lanes show. Made from the tables that the stage itself goes by.
struct StageHelp {
    let lines: [StyledText]

    init(width: Int, theme: Theme = Theme()) {
        let keys = StageKeymap.sections.flatMap { section in
            HelpPage.section(section.title, section.bindings.map(Self.entry), role: .key, theme, width)
        }
        let terms = TimelineTerm.allCases.map { ($0.term(line: theme.glyphs.line.full), $0.meaning) }
        let lines =
            keys + HelpPage.section("With the mouse", Self.mouse, role: .key, theme, width)
            + HelpPage.section("What the lanes show", terms, role: .strong, theme, width)
            + HelpPage.section("What the code shows", Self.code, role: .strong, theme, width)
        // The blank line above the first section is above nothing.
        self.lines = Array(lines.dropFirst())
    }

    /// The first line, where the last is the last on a screen of so many rows.
    func lastTop(rows: Int) -> Int { max(0, self.lines.count - rows) }

    func visible(from top: Int, rows: Int) -> ArraySlice<StyledText> {
        self.lines.dropFirst(min(top, self.lastTop(rows: rows))).prefix(rows)
    }

    private static func entry(_ binding: StageBinding) -> (String, String) {
        let labels = binding.keys.map(\.label)
        return (labels.count > 4 ? "\(labels[0]) ... \(labels[labels.count - 1])" : labels.joined(separator: " "), binding.help)
    }

    private static let code = [
        (">", "what begins in this line is under way at the moment that is shown; after the run: it did not end as you said")
    ]

    private static let mouse = [
        ("drag", "selects text, as elsewhere in the terminal: a stage leaves the mouse to it, and all is done with keys")
    ]
}
