/// The views between which a person moves with a digit or Tab.
enum Tab: Int, CaseIterable, Hashable, Sendable {
    case tasks = 1
    case names
    case tree
    case warnings
    case log
    /// What holds the exit. Only there once a shutdown has begun.
    case drain

    var title: String {
        switch self {
        case .tasks: "Tasks"
        case .names: "Names"
        case .tree: "Tree"
        case .warnings: "Warnings"
        case .log: "Log"
        case .drain: "Drain"
        }
    }
}
