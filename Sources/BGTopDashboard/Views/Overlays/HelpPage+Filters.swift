import BGTopStore

extension HelpPage {
    /// What can be typed after `\`, by example.
    static func filters(_ theme: Theme, _ width: Int) -> [StyledText] {
        Self.section("Filters", Self.syntax, role: .strong, theme, width)
            + Self.section("What a filter of the tasks can ask", Self.examples(TaskRow.self), role: .strong, theme, width)
            + Self.section("What a filter of the log can ask", Self.examples(LogEntry.self), role: .strong, theme, width)
    }

    /// Each term is a filter.
    static let syntax: [(String, String)] = [
        ("mail smtp", "both texts occur in the ID, name, state, a field, the source or DOING NOW, whatever the case"),
        ("!queued", "the opposite of a term"),
        ("\"POST /orders\"", "one text, blanks included"),
        ("name~mail", "text that occurs in a field"),
        ("name=send-email", "all of the field; also != and !~"),
        ("age>1s", "a comparison: > >= < <="),
        ("user=991", "any field that the application gave, by its name"),
        ("field.name=x", "the same where its name is one of those below"),
    ]

    private static func examples<Row: Filterable>(_ row: Row.Type) -> [(String, String)] {
        row.filterFields.map { ($0.example, $0.explanation) }
    }
}
