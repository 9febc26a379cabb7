/// All keys and what they do.
enum Keymap {
    struct Section: Sendable {
        let title: String
        let bindings: [Binding]
    }

    /// In the order in which the help lists them.
    static let sections = [
        Section(title: "Moving", bindings: Self.moving),
        Section(title: "Looking", bindings: Self.looking),
        Section(title: "Acting on the server", bindings: Self.acting),
        Section(title: "In questions, menus and text", bindings: Self.overlays),
        Section(title: "In the menu of columns", bindings: Self.columns),
    ]

    /// As ``sections``, without what somebody who may not act has no use for, and with what there is for a recording only.
    static func sections(for viewer: Viewer) -> [Section] {
        guard viewer.isReadOnly else { return Self.sections }
        let sections = Self.sections.map { Section(title: $0.title, bindings: $0.bindings.filter { !$0.intent.isActing }) }
        guard viewer.place == .recorded else { return sections }
        return [Section(title: "In the recording", bindings: Self.playing)]
            + sections.map { section in
                Section(
                    title: section.title,
                    bindings: section.bindings.filter { $0.intent != .toggleFreeze }
                )
            }
    }

    static let bindings = Self.sections.flatMap(\.bindings)

    /// What `key` does at `place`; nil if nothing.
    static func binding(for key: Key, at place: Place) -> Binding? {
        Self.table[place]?[key]
    }

    private static let table = Self.table(of: Self.bindings)

    /// `bindings`, to be looked up.
    static func table(of bindings: [Binding]) -> [Place: [Key: Binding]] {
        var table: [Place: [Key: Binding]] = [:]
        for binding in bindings {
            for place in binding.places {
                for key in binding.keys where table[place]?[key] == nil { table[place, default: [:]][key] = binding }
            }
        }
        return table
    }
}
