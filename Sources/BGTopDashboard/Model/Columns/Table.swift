/// A table whose columns a person can choose.
enum Table: String, CaseIterable, Hashable, Sendable {
    case tasks, names, tree

    /// Its columns, as they stand from left to right unless somebody has moved one.
    var columns: [TableColumn] {
        switch self {
        case .tasks: TaskColumns.all.map(TableColumn.init)
        case .names: NameColumns.all.map(TableColumn.init)
        case .tree: TreeColumns.all.map(TableColumn.init)
        }
    }

    /// How it is sorted at first; nil if its order is not up to anybody.
    var defaultSorting: Sorting? {
        switch self {
        case .tasks: TaskList().sorting
        case .names: NameList().sorting
        case .tree: nil
        }
    }
}

extension Tab {
    var table: Table? {
        switch self {
        case .tasks: .tasks
        case .names: .names
        case .tree: .tree
        case .warnings, .log, .drain: nil
        }
    }
}
