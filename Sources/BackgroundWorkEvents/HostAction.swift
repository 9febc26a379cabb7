/// Something that the application itself offers to a person at the dashboard.
public struct HostAction: Hashable, Sendable, Identifiable {
    public struct ID: Hashable, Sendable, RawRepresentable {
        public let rawValue: String

        public init(rawValue: String) {
            self.rawValue = rawValue
        }
    }

    public let id: ID
    /// What the menu shows, a few words: `Chaos: a task that never ends`.
    public let title: String
    /// What happens, one sentence, shown when the viewer asks for confirmation.
    public let summary: String
    /// The name of the tasks that it is about: viewers offer it where a task of that name, or the name itself, is selected. Nil for
    /// what is about the whole process and is always offered.
    public let taskName: String?

    public init(id: ID, title: String, summary: String, taskName: String? = nil) {
        self.id = id
        self.title = title
        self.summary = summary
        self.taskName = taskName
    }
}
