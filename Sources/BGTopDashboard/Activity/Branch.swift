/// Where an entry of a tree hangs: how deep, and which of the lines beside it go on below.
struct Branch: Hashable, Sendable {
    static let root = Branch(depth: 0, rails: 0)

    /// 0 for what hangs on nothing.
    let depth: Int
    /// A bit for each level above, the outermost the lowest: set where more hangs on that level further down.
    private let rails: UInt64

    private init(depth: Int, rails: UInt64) {
        self.depth = depth
        self.rails = rails
    }

    /// Deeper than any screen is wide; below it all is drawn at one level.
    private static let maximumDepth = 60

    func child(isLast: Bool) -> Branch {
        let level = min(self.depth, Self.maximumDepth)
        return Branch(depth: self.depth + 1, rails: isLast ? self.rails & ~(1 << level) : self.rails | 1 << level)
    }

    /// The lines before the entry, three columns a level: `|  |- `, `` `- ``. Of more levels than `maximum` the outermost are left
    /// out, which a `<` says.
    func text(maximum: Int = 8) -> String {
        guard self.depth > 0 else { return "" }
        let levels = min(self.depth, Self.maximumDepth + 1)
        let skipped = max(0, levels - max(1, maximum))
        var text = ""
        for level in skipped..<levels {
            let goesOn = self.rails & (1 << level) != 0
            let isOwn = level == levels - 1
            text += isOwn ? (goesOn ? "|- " : "`- ") : (goesOn ? "|  " : "   ")
        }
        if skipped > 0 { text.replaceSubrange(text.startIndex...text.startIndex, with: "<") }
        return text
    }
}
