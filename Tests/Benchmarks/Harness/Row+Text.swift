extension Row {
    private static let widths = [34, 10, 14, 14, 8, 16]

    /// What stands above the rows.
    package static var heading: String {
        Self.line(["name", "judged by", "value", "baseline", "ratio", "budget"], "")
    }

    /// The row as a line of a table.
    package var text: String {
        let figures = [self.value, self.baseline].map { figure in figure.map { "\($0.short) \(self.unit)" } ?? "" }
        let ratio = self.ratio.map(\.short) ?? ""
        let budget = self.budget.map { "\($0.bound.rawValue) \($0.limit.short)" } ?? ""
        let columns = [self.name, self.kind.rawValue] + figures + [ratio, budget]
        return Self.line(columns, self.note.map { "\(self.verdict.rawValue): \($0)" } ?? self.verdict.rawValue)
    }

    private static func line(_ columns: [String], _ last: String) -> String {
        let padded = zip(columns, Self.widths).map { column, width in
            column + String(repeating: " ", count: max(0, width - column.count))
        }
        return (padded + [last]).joined(separator: "  ")
    }
}

extension Double {
    /// As many digits as a person compares: three, and all that stand before the point.
    var short: String {
        guard self.isFinite else { return "\(self)" }
        var scale = 1.0
        while scale < 1e6, abs(self) * scale < 100, self != 0 { scale *= 10 }
        let rounded = (self * scale).rounded() / scale
        return rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int64(rounded))" : "\(rounded)"
    }
}
