/// Which entry of a list is selected, and which part of the list is seen.
///
/// What is selected is an entry, not a line: it stays selected when others come, go or are sorted around it.
struct ListCursor<Entry: Hashable & Sendable>: Hashable, Sendable {
    private(set) var selected: Entry?
    /// Where the selected entry stood when it was last there.
    private(set) var position = 0
    /// The first position that is seen.
    private(set) var top = 0

    mutating func select(_ entry: Entry?) {
        self.selected = entry
    }

    /// Moves through `list`, of which `height` entries are seen at a time.
    mutating func move(_ step: ListStep, in list: some ListContent<Entry>, height: Int) {
        guard list.count > 0 else { return }
        if case .scroll(let lines) = step { return self.scroll(lines, in: list, height: height) }
        self.position = step.target(from: self.position, count: list.count, height: height)
        self.selected = list.entry(at: self.position)
        self.settle(in: list, height: height)
    }

    private mutating func scroll(_ lines: Int, in list: some ListContent<Entry>, height: Int) {
        guard height > 0 else { return }
        let seen = self.window(count: list.count, height: height)
        self.top = ListStep.scroll(lines).scrolled(from: seen.lowerBound, count: list.count, height: height)
        let last = min(list.count, self.top + height) - 1
        self.position = min(max(self.position, self.top), last)
        self.selected = list.entry(at: self.position)
    }

    /// Finds the selected entry again after `list` has changed, or takes the one that is now in its place, and moves the seen
    /// part no further than it has to.
    mutating func settle(in list: some ListContent<Entry>, height: Int) {
        guard list.count > 0 else {
            (self.position, self.top) = (0, 0)
            return
        }
        if let selected = self.selected, let position = list.position(of: selected) {
            self.position = position
        } else {
            self.position = min(self.position, list.count - 1)
            self.selected = list.entry(at: self.position)
        }
        self.top = self.window(count: list.count, height: height).lowerBound
    }

    /// The positions that are seen when `height` entries fit.
    func window(count: Int, height: Int) -> Range<Int> {
        guard count > 0, height > 0 else { return 0..<0 }
        var top = min(self.top, max(0, count - height))
        if self.position < top { top = min(self.position, count - 1) }
        if self.position >= top + height { top = min(self.position, count - 1) - height + 1 }
        top = max(0, top)
        return top..<min(count, top + height)
    }
}

/// What a ``ListCursor`` moves through.
protocol ListContent<Entry> {
    associatedtype Entry: Hashable & Sendable
    var count: Int { get }
    func entry(at position: Int) -> Entry?
    func position(of entry: Entry) -> Int?
}
