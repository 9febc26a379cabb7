import BGTopStore
import BackgroundWorkEvents

/// Which tasks a person wants to see: free text that occurs in the ID, the name, the state as the table has it, or a field of the
/// task, such as where it came from. A leading `!` asks for the others.
struct TaskFilter: Hashable, Sendable {
    /// As it was typed.
    let text: String
    private let pattern: TextPattern
    private let isInverted: Bool

    init(_ text: String = "") {
        self.text = text
        self.isInverted = text.hasPrefix("!")
        self.pattern = TextPattern(self.isInverted ? text.dropFirst() : Substring(text))
    }

    /// Whether it hides nothing.
    var isEmpty: Bool { self.pattern.isEmpty }

    func accepts(_ row: TaskRow, in store: TaskStore) -> Bool {
        self.isEmpty || self.occurs(in: row, of: store) != self.isInverted
    }

    private func occurs(in row: TaskRow, of store: TaskStore) -> Bool {
        self.pattern.occurs(in: row.task.name)
            || self.pattern.occurs(in: row.stateWord(in: store).text)
            || self.pattern.occurs(in: row.id.description)
            || row.task.fields.contains { field in
                self.pattern.occurs(in: field.value) || self.pattern.occurs(in: field.key)
            }
    }
}
