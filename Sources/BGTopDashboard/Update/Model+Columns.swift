extension Model {
    /// How a table is sorted; nil if its order is not up to anybody.
    func sorting(of table: Table) -> Sorting? {
        switch table {
        case .tasks: self.tasks.sorting
        case .names: self.names.sorting
        case .tree: nil
        }
    }

    mutating func sort(_ table: Table, by sorting: Sorting) {
        switch table {
        case .tasks:
            self.tasks.sorting = sorting
            self.relistTasks()
        case .names:
            self.names.sorting = sorting
            self.names.relist(store: self.shown)
            self.names.cursor.settle(in: self.names, height: self.listHeight(.names))
        case .tree: break
        }
    }

    // MARK: - The menu

    /// The table whose menu of columns is open.
    private var columnMenu: ColumnMenu? {
        if case .columns(let menu) = self.overlay { menu } else { nil }
    }

    private var selectedColumn: TableColumn? {
        self.columnMenu.flatMap { menu in menu.table.columns.first { $0.title == menu.selected } }
    }

    mutating func openColumnMenu() {
        guard let table = self.tab.table, let first = self.titles(of: table).first else { return }
        self.overlay = .columns(ColumnMenu(table: table, selected: self.sorting(of: table)?.column ?? first))
    }

    mutating func move(_ step: ListStep, in menu: ColumnMenu) {
        let titles = self.titles(of: menu.table)
        let position = titles.firstIndex(of: menu.selected) ?? 0
        self.overlay = .columns(
            ColumnMenu(table: menu.table, selected: titles[step.target(from: position, count: titles.count, height: 1)])
        )
    }

    mutating func change(_ change: ColumnChange) {
        guard let menu = self.columnMenu else { return }
        switch change {
        case .sort:
            self.sort(by: menu.selected)
        case .toggle:
            self.toggle(menu.selected, of: menu.table)
        case .move(let direction):
            let titles = menu.table.columns.map(\.title)
            self.columns[menu.table, default: ColumnChoice()].move(
                menu.selected,
                by: direction == .next ? 1 : -1,
                among: titles
            )
        case .reset:
            self.columns[menu.table] = nil
            if let sorting = menu.table.defaultSorting { self.sort(menu.table, by: sorting) }
        }
        // What makes no difference any more is as if nobody had said anything.
        if self.columns[menu.table] == ColumnChoice() { self.columns[menu.table] = nil }
    }

    private mutating func toggle(_ title: String, of table: Table) {
        let isWanted = self.columns[table]?.shown.contains(title) ?? false
        if isWanted || self.seenTitles(of: table, width: self.size.columns).contains(title) {
            self.columns[table, default: ColumnChoice()].hide(title)
            return
        }
        // Where the table shows it by itself there is nothing to insist on.
        self.columns[table, default: ColumnChoice()].leave(title)
        guard !self.seenTitles(of: table, width: self.size.columns).contains(title) else { return }
        self.columns[table, default: ColumnChoice()].show(title)
    }

    /// Those of all columns, from left to right.
    private func titles(of table: Table) -> [String] {
        self.columns[table, default: ColumnChoice()].arranged(table.columns.map(\.title), title: \.self)
    }

    // MARK: - What cannot be done

    var objectionToChoosingColumns: String? {
        self.detail == nil && self.tab.table != nil ? nil : "There are no columns to choose here: 1, 2 and 3 have some."
    }

    var objectionToSorting: String? {
        self.columnMenu?.table == .tree ? "The tree has an order of its own: what hangs together stands together." : nil
    }

    var objectionToHiding: String? {
        self.selectedColumn.flatMap { $0.isEssential ? "\($0.title) is always shown: it tells one row from another." : nil }
    }

    func objectionToMovingColumn(_ direction: Intent.Direction) -> String? {
        guard let menu = self.columnMenu else { return nil }
        let titles = self.titles(of: menu.table)
        switch direction {
        case .previous: return titles.first == menu.selected ? "\(menu.selected) is the first already." : nil
        case .next: return titles.last == menu.selected ? "\(menu.selected) is the last already." : nil
        }
    }

    var objectionToResettingColumns: String? {
        guard let table = self.columnMenu?.table else { return nil }
        let isChanged = self.columns[table] != nil || self.sorting(of: table) != table.defaultSorting
        return isChanged ? nil : "Nothing has been changed here."
    }
}
