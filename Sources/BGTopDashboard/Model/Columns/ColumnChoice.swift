/// Which columns of a table a person wants to see, and in which order. About what nobody has said anything the table decides by
/// itself, as it has room. Columns go by their titles.
struct ColumnChoice: Hashable, Sendable {
    /// What is to be seen before anything that nobody asked for.
    private(set) var shown: Set<String>
    /// What is not to be seen, however much room there is.
    private(set) var hidden: Set<String>
    /// What stands first, from left to right; the others follow as the table has them.
    private(set) var order: [String]

    /// What is both shown and hidden is hidden.
    init(shown: Set<String> = [], hidden: Set<String> = [], order: [String] = []) {
        self.shown = shown.subtracting(hidden)
        self.hidden = hidden
        self.order = order
    }

    mutating func show(_ title: String) {
        self.leave(title)
        self.shown.insert(title)
    }

    mutating func hide(_ title: String) {
        self.leave(title)
        self.hidden.insert(title)
    }

    /// Leaves it to the table whether the column is seen.
    mutating func leave(_ title: String) {
        self.shown.remove(title)
        self.hidden.remove(title)
    }

    // MARK: - Order

    /// All of a table's `columns`, from left to right.
    func arranged<Element>(_ columns: [Element], title: (Element) -> String) -> [Element] {
        guard !self.order.isEmpty else { return columns }
        let first = self.order.compactMap { wanted in columns.first { title($0) == wanted } }
        return first + columns.filter { !self.order.contains(title($0)) }
    }

    /// Moves a column to the right, or to the left if `distance` is negative.
    ///
    /// - Parameter titles: Those of all columns, as the table has them.
    mutating func move(_ title: String, by distance: Int, among titles: [String]) {
        var arranged = self.arranged(titles, title: \.self)
        guard let position = arranged.firstIndex(of: title), arranged.indices.contains(position + distance) else { return }
        arranged.insert(arranged.remove(at: position), at: position + distance)
        // No more is kept than makes the difference: a column that the table gets one day then has a place of its own.
        let lengths = 0...arranged.count
        self.order =
            lengths.lazy.map { Array(arranged.prefix($0)) }.first { beginning in
                beginning + titles.filter { !beginning.contains($0) } == arranged
            } ?? arranged
    }
}
