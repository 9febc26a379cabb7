/// By which column a table is sorted.
struct Sorting: Hashable, Sendable {
    /// The column's title, which is unique within its table.
    var column: String
    /// Whether the order is the other one than the column has by nature.
    var isInverted = false

    /// Points up where the small stands first.
    ///
    /// - Parameter isDescending: Whether the column has the large first by nature.
    func arrow(isDescending: Bool) -> String { isDescending != self.isInverted ? "v" : "^" }

    /// `by BUSY, inverted`.
    ///
    /// - Parameter isSeen: Whether the column is, with its arrow.
    func words(title: String, isSeen: Bool) -> String {
        "by \(title)" + (self.isInverted ? ", inverted" : "") + (isSeen ? "" : " (hidden)")
    }
}
