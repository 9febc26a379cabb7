/// By which column a table is sorted.
struct Sorting: Hashable, Sendable {
    /// The column's title, which is unique within its table.
    var column: String
    /// Whether the order is the other one than the column has by nature.
    var isInverted = false
}
