/// Which columns fit side by side, and how wide each is.
struct TableLayout<Row>: Sendable {
    struct Place: Sendable {
        let column: Column<Row>
        /// Relative to the table's left edge.
        let start: Int
        let width: Int
    }

    static var gap: Int { 2 }

    let places: [Place]

    init(_ columns: [Column<Row>], width available: Int) {
        let shown = Self.fitting(columns, into: available)
        let widths = Self.stretched(shown, to: available)
        var start = 0
        self.places = zip(shown, widths).map { column, width in
            defer { start += width + Self.gap }
            return Place(column: column, start: start, width: width)
        }
    }

    private static func fitting(_ columns: [Column<Row>], into available: Int) -> [Column<Row>] {
        var shown = columns
        while shown.count > 1, Self.needed(shown.map(\.width.lowerBound)) > available {
            guard let least = shown.indices.min(by: { shown[$0].importance < shown[$1].importance }) else { break }
            shown.remove(at: least)
        }
        return shown
    }

    /// Room to spare goes to all that can use it, in equal parts.
    private static func stretched(_ columns: [Column<Row>], to available: Int) -> [Int] {
        var widths = columns.map(\.width.lowerBound)
        var spare = available - Self.needed(widths)
        while spare > 0 {
            let growing = widths.indices.filter { widths[$0] < columns[$0].width.upperBound }
            guard !growing.isEmpty else { break }
            for index in growing.prefix(spare) { widths[index] += 1 }
            spare -= min(spare, growing.count)
        }
        return widths
    }

    private static func needed(_ widths: [Int]) -> Int {
        widths.reduce(0, +) + Self.gap * max(0, widths.count - 1)
    }
}
