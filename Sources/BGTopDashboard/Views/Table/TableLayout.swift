import BGTopStore

/// Which columns fit side by side, and how wide each is.
struct TableLayout<Row>: Sendable {
    struct Place: Sendable {
        let column: Column<Row>
        /// Relative to the table's left edge.
        let start: Int
        let width: Int

        var title: String {
            column.shortTitle.flatMap { column.title.count > width ? $0 : nil } ?? column.title
        }
    }

    let places: [Place]

    /// - Parameters:
    ///   - store: What the rows are about, for the columns whose need depends on it.
    ///   - choice: What a person wants to see of them.
    init(_ columns: [Column<Row>], width available: Int, store: TaskStore, choice: ColumnChoice = ColumnChoice()) {
        let gap = available < 60 ? 1 : 2
        let shown = Self.fitting(columns, choice, into: available, gap: gap)
        let widths = Self.stretched(shown, to: available, gap: gap, store: store)
        var start = 0
        self.places = zip(shown, widths).map { column, width in
            defer { start += width + gap }
            return Place(column: column, start: start, width: width)
        }
    }

    private static func fitting(
        _ columns: [Column<Row>],
        _ choice: ColumnChoice,
        into available: Int,
        gap: Int
    ) -> [Column<Row>] {
        // What can tell rows apart goes last, and what nobody asked for goes first.
        let rank = { (column: Column<Row>) in column.isEssential ? 2 : choice.shown.contains(column.title) ? 1 : 0 }
        let candidates = choice.arranged(columns, title: \.title).filter { column in
            rank(column) > 0 || column.leastTable <= available && !choice.hidden.contains(column.title)
        }
        var shown = candidates
        while shown.count > 1, Self.needed(shown, gap: gap) > available {
            let ranks = shown.map { (rank($0), $0.importance) }
            guard let least = ranks.indices.min(by: { ranks[$0] < ranks[$1] }) else { break }
            shown.remove(at: least)
        }
        let titles = Set(shown.map(\.title))
        guard !choice.shown.isEmpty, choice.shown.isSubset(of: titles) else { return shown }
        return Self.filledUp(titles, from: candidates, into: available, gap: gap)
    }

    /// What was asked for may have pushed out a column that was wider than it had to be: narrower ones then find room again, what
    /// matters most first.
    private static func filledUp(
        _ shown: Set<String>,
        from candidates: [Column<Row>],
        into available: Int,
        gap: Int
    ) -> [Column<Row>] {
        var titles = shown
        for column in candidates.sorted(by: { $0.importance > $1.importance }) where !titles.contains(column.title) {
            let wanted = candidates.filter { $0.title == column.title || titles.contains($0.title) }
            if Self.needed(wanted, gap: gap) <= available { titles.insert(column.title) }
        }
        return candidates.filter { titles.contains($0.title) }
    }

    /// Room to spare goes where it is needed, and then to all that can use it, in the proportions that they ask for.
    private static func stretched(_ columns: [Column<Row>], to available: Int, gap: Int, store: TaskStore) -> [Int] {
        var widths = columns.map(\.width.lowerBound)
        var spare = available - Self.needed(widths, gap: gap)
        let most = columns.map { column in
            column.need.map { max(column.width.lowerBound, min($0(store), column.width.upperBound)) } ?? column.width.upperBound
        }
        Self.meetNeeds(of: columns, most: most, widths: &widths, spare: &spare)
        while spare > 0 {
            var given = 0
            for index in widths.indices {
                let column = columns[index]
                let more = min(column.stretch, most[index] - widths[index], spare - given)
                guard more > 0 else { continue }
                widths[index] += more
                given += more
            }
            guard given > 0 else { break }
            spare -= given
        }
        return widths
    }

    /// Where what is to spare is not enough, others give what they can do without.
    private static func meetNeeds(of columns: [Column<Row>], most: [Int], widths: inout [Int], spare: inout Int) {
        guard spare >= 0 else { return }
        var yields = columns.map(\.yields)
        for index in columns.indices where columns[index].need != nil {
            let wanted = most[index] - widths[index]
            for giver in columns.indices where spare < wanted {
                let given = min(yields[giver], wanted - spare)
                yields[giver] -= given
                widths[giver] -= given
                spare += given
            }
            let given = min(wanted, spare)
            widths[index] += given
            spare -= given
        }
    }

    private static func needed(_ columns: [Column<Row>], gap: Int) -> Int {
        Self.needed(columns.map(\.width.lowerBound), gap: gap)
    }

    private static func needed(_ widths: [Int], gap: Int) -> Int {
        widths.reduce(0, +) + gap * max(0, widths.count - 1)
    }
}
