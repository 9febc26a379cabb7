/// The menu of a table's columns while it is open.
struct ColumnMenu: Hashable, Sendable {
    let table: Table
    /// The title of the column that keys act on. It stays selected wherever it is moved.
    var selected: String
}

/// What a key does to the selected column.
enum ColumnChange: Hashable, Sendable {
    /// Sorts by it, or the other way round if it is what the rows are sorted by.
    case sort
    /// Shows or hides it.
    case toggle
    case move(Intent.Direction)
    /// Brings all columns, and the sorting, back to what they were before anybody changed them.
    case reset
}
