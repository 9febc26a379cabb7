/// What there is to know about a column without any row.
struct TableColumn: Hashable, Sendable {
    /// As ``Column/title``.
    let title: String
    let shortTitle: String?
    let explanation: String
    let isEssential: Bool
    let isDescending: Bool

    init<Row>(_ column: Column<Row>) {
        self.title = column.title
        self.shortTitle = column.shortTitle
        self.explanation = column.explanation
        self.isEssential = column.isEssential
        self.isDescending = column.isDescending
    }
}
