/// All keys, and what the screen means: made from the tables that the dashboard itself goes by, so that it cannot be wrong.
struct HelpPage {
    private let lines: [StyledText]
    private let size: Size
    private let columns: Int

    init(size: Size, viewer: Viewer, theme: Theme = Theme()) {
        self.size = size
        self.columns = size.columns >= 110 ? 2 : 1
        let width = size.columns / self.columns - 2
        let keys = Self.keys(viewer, theme, width) + Self.section("With the mouse", Self.mouse, role: .key, theme, width)
        let settings = SettingsGuide.sections.flatMap { Self.section($0.title, $0.entries, role: .strong, theme, width) }
        self.lines =
            keys + Self.filters(theme, width) + Self.columns(theme, width) + Self.meanings(theme, width) + settings
    }

    /// How many lines there are to scroll through, where two may stand side by side.
    var lineCount: Int { (self.lines.count + self.columns - 1) / self.columns }

    /// How many are seen at a time.
    var height: Int { max(1, self.size.rows - 3) }

    func draw(from top: Int, on canvas: inout Canvas, in area: Area) {
        // In a wider terminal there are fewer lines than when somebody scrolled.
        let top = max(0, min(top, self.lineCount - self.height))
        var area = area
        let last = min(top + area.rows - 1, self.lineCount)
        var title = StyledText(canvas.theme, " HELP", .strong)
        title.add("  lines \(top + 1) to \(last) of \(self.lineCount)", .muted)
        canvas.draw(title, in: area.takeTop(1))
        area = area.takeTop(self.height)
        let width = area.columns / self.columns
        for column in 0..<self.columns {
            let first = min(self.lines.count, column * self.lineCount + top)
            let end = min(self.lines.count, (column + 1) * self.lineCount)
            let part = Area(row: area.row, column: area.column + column * width, rows: area.rows, columns: width)
            canvas.draw(self.lines[first..<max(first, end)], in: part)
        }
    }

    // MARK: - What it says

    private static func keys(_ viewer: Viewer, _ theme: Theme, _ width: Int) -> [StyledText] {
        Keymap.sections(for: viewer).flatMap { section in
            Self.section(
                section.title,
                section.bindings.map { ($0.keys.map(\.label).joined(separator: " "), $0.help) },
                role: .key,
                theme,
                width
            )
        }
    }

    private static func columns(_ theme: Theme, _ width: Int) -> [StyledText] {
        Self.section("Columns of the tasks", TaskColumns.all.map { ($0.title, $0.explanation) }, role: .strong, theme, width)
            + Self.section(
                "Columns of the names",
                NameColumns.all.map { ($0.title, $0.explanation) },
                role: .strong,
                theme,
                width
            )
            + Self.section(
                "Columns of the tree",
                TreeColumns.all.map { ($0.title, $0.explanation) },
                role: .strong,
                theme,
                width
            )
            + Self.section(
                "Columns of a drain",
                HolderColumns.all.map { ($0.title, $0.explanation) },
                role: .strong,
                theme,
                width
            )
    }

    private static func meanings(_ theme: Theme, _ width: Int) -> [StyledText] {
        var lines = [StyledText(theme), StyledText(theme, heading: "States and colours")]
        for (word, role, meaning) in Self.states {
            lines += Self.entry(word, meaning, role: role, theme, width)
        }
        return lines + Self.section("Signs", Self.signs, role: .strong, theme, width)
    }

    private static let states: [(String, Role, String)] = [
        ("queued", .waiting, "accepted, waits for a place among the running"),
        ("running", .good, "on a thread; of a task without a probe: it has its place, and more is not known"),
        ("ready", .waiting, "could go on, and waits for a thread"),
        ("waiting", .plain, "suspended until what it awaits is there"),
        ("blocking", .bad, "has held a thread for too long without a suspension"),
        ("cancelling", .stopping, "was asked to stop and runs on; how soon it stops is up to its code"),
        ("succeeded", .good, "returned a value, however late"),
        ("failed", .bad, "threw, and nobody had asked it to stop"),
        ("timed out", .caution, "threw after its own timeout had asked it to stop"),
        ("cancelled", .stopping, "threw after somebody had asked it to stop, or was asked before it started"),
        ("discarded", .stopping, "a drain reached it in the queue; it never started"),
        ("end lost", .muted, "over, but how was among the events that were lost"),
        ("unknown", .muted, "lived when the connection broke; what has become of it is told once there is one again"),
        ("lost", .caution, "lived when its process ended, so that it has no outcome: how it went on nobody knows"),
    ]

    private static let mouse: [(String, String)] = [
        ("click", "selects a row, sorts by a column, and does what the key does that is named there"),
        ("double click", "looks inside, as Enter does"),
        ("wheel", "scrolls the list"),
        ("drag", "selects text only while the mouse is free, see m; most terminals do it with Shift at any time"),
    ]

    private static let signs: [(String, String)] = [
        ("!", "something is wrong with this task; 4 lists what"),
        (">", "the selected line, on which keys act"),
        ("*", "tagged"),
        ("v ^", "the rows are sorted by this column: the large first, the small first"),
        ("bars", "how much of what there is is taken; what is faint is free"),
        ("curves", "one column a second, the newest at the right, the height the next of 1, 2, 5, 10, ... above the largest"),
        ("^p50 ^p99", "percentiles in a histogram, where a column is for durations of about one length, each a factor longer"),
        ("lost", "events that never reached this view; totals and what lives are right again, names lack them"),
    ]

    static func section(
        _ title: String,
        _ entries: [(String, String)],
        role: Role,
        _ theme: Theme,
        _ width: Int
    ) -> [StyledText] {
        [StyledText(theme), StyledText(theme, heading: title)]
            + entries.flatMap { Self.entry($0.0, $0.1, role: role, theme, width) }
    }

    private static func entry(_ term: String, _ meaning: String, role: Role, _ theme: Theme, _ width: Int) -> [StyledText] {
        let indent = 20
        var head = StyledText(theme, "   ")
        head.add(term, role)
        // A term that is too long for its column has a line of its own: beside it, what it means would be cut.
        let isAlone = head.width >= indent
        let lines = Paragraph.wrapped(meaning, width: max(12, width - indent)).enumerated().map { index, line in
            var text = index == 0 && !isAlone ? head : StyledText(theme)
            text.pad(to: indent)
            text.add(line)
            return text
        }
        return isAlone ? [head] + lines : lines
    }
}
