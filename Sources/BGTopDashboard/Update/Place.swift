/// Where a key is pressed: what lies on top decides what it means.
enum Place: Hashable, Sendable, CaseIterable {
    case tasks, names, tree, warnings, log, drain, detail
    case help, menu, columns, dialog, prompt
}

extension Set<Place> {
    /// The views that a digit leads to.
    static let tabs: Set<Place> = [.tasks, .names, .tree, .warnings, .log, .drain]
    /// Everything that is not on top of something else.
    static let views: Set<Place> = Self.tabs.union([.detail])
    static let anywhere = Set(Place.allCases)
}

extension Model {
    var place: Place {
        switch self.overlay {
        case .help: .help
        case .menu: .menu
        case .columns: .columns
        case .dialog: .dialog
        case .prompt: .prompt
        case nil: self.detail == nil ? self.tab.place : .detail
        }
    }
}

extension Tab {
    var place: Place {
        switch self {
        case .tasks: .tasks
        case .names: .names
        case .tree: .tree
        case .warnings: .warnings
        case .log: .log
        case .drain: .drain
        }
    }
}
