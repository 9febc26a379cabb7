/// One line of text in which each part has its role. What it is made of is sanitised as it comes in.
struct StyledText: Hashable, Sendable {
    struct Run: Hashable, Sendable {
        var text: DisplayText
        var role: Role
        /// What a click on it does, if that is what this key does.
        var key: Key?
    }

    /// Wider than any screen: what is longer is not even looked at.
    private static let maximumWidth = 1_000

    private(set) var runs: [Run] = []
    /// How many columns it takes.
    private(set) var width = 0
    private let isASCII: Bool

    init(_ theme: Theme) {
        self.isASCII = theme.glyphs.isASCII
    }

    init(_ theme: Theme, _ text: some StringProtocol, _ role: Role = .plain) {
        self.init(theme)
        self.add(text, role)
    }

    /// A title over what follows, indented by a column as everything is.
    init(_ theme: Theme, heading: String) {
        self.init(theme, " ")
        self.add(heading, .heading)
    }

    var isEmpty: Bool { self.runs.isEmpty }

    /// The text without its roles.
    var plain: String { self.runs.map(\.text.string).joined() }

    /// - Parameter key: What a click on the text presses.
    mutating func add(_ text: some StringProtocol, _ role: Role = .plain, pressing key: Key? = nil) {
        guard !text.isEmpty else { return }
        let text = DisplayText(text, maximumWidth: Self.maximumWidth, ascii: self.isASCII)
        self.width += text.width
        self.runs.append(Run(text: text, role: role, key: key))
    }

    mutating func add(_ other: StyledText) {
        self.width += other.width
        self.runs += other.runs
    }

    /// Blanks up to `column`; none if the text is already longer.
    mutating func pad(to column: Int) {
        self.add(String(repeating: " ", count: max(0, column - self.width)))
    }

    /// The text in at most `maximum` columns; the last one says where something was cut.
    func truncated(to maximum: Int) -> StyledText {
        guard self.width > maximum else { return self }
        var result = self
        result.runs = []
        result.width = 0
        for run in self.runs {
            let room = maximum - result.width
            guard room > 0 else { break }
            // A run that just fits is cut all the same when more follows, so that the cut is seen.
            let fits = run.text.width < room || (run.text.width == room && result.width + run.text.width == self.width)
            let text = fits ? run.text : run.text.cut(to: room, ascii: self.isASCII)
            result.runs.append(Run(text: text, role: run.role, key: run.key))
            result.width += text.width
            if !fits { break }
        }
        return result
    }
}

extension DisplayText {
    /// At most `maximum` columns that end in the sign for "cut", whether or not the text would fit.
    fileprivate func cut(to maximum: Int, ascii: Bool) -> DisplayText {
        self.width > maximum
            ? self.truncated(to: maximum, ascii: ascii)
            : DisplayText(self.string + "…", ascii: ascii).truncated(to: maximum, ascii: ascii)
    }
}
