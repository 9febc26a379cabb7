/// What is made of a filter while it is typed. What nobody has finished is no mistake, and no list is emptied by it.
struct FilterDraft<Row: Filterable>: Sendable {
    /// What the list is to show; nil to leave it as it is.
    let filter: Filter<Row>?
    /// How what is typed could go on.
    private(set) var hint: String?
    /// Why it cannot be understood, however it goes on.
    private(set) var objection: String?

    /// - Parameter leavesAny: Whether anything would be left to see.
    init(_ text: String, leavesAny: (Filter<Row>) -> Bool) {
        do {
            let filter = try Filter<Row>(text)
            // Whoever types a field's name does not look for rows that have it; and if somebody did, they would be listed.
            if let beginning = filter.beginning, !leavesAny(filter) {
                self.filter = beginning.rest
                self.hint = beginning.fields.map(\.example).joined(separator: "  ")
            } else {
                self.filter = filter
            }
        } catch {
            self.filter = nil
            if error.isUnfinished { self.hint = error.sentence } else { self.objection = error.sentence }
        }
    }
}
