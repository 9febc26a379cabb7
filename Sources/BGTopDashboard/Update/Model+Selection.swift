import BGTopStore
import BackgroundWorkEvents

extension Model {
    /// What is selected in the list that is on the screen.
    var selection: ListedRow? {
        switch self.tab {
        case .tasks: self.tasks.cursor.selected.map(ListedRow.task)
        case .names: self.names.cursor.selected.map(ListedRow.name)
        case .tree: self.tree.cursor.selected.map(ListedRow.tree)
        case .warnings: self.warnings.cursor.selected.map(ListedRow.warning)
        case .log: self.log.cursor.selected.map(ListedRow.log)
        case .drain: self.holders.cursor.selected.map(ListedRow.task)
        }
    }

    /// Moves the cursor of the list that is on the screen to one of its rows.
    ///
    /// - Returns: Whether it is listed.
    @discardableResult
    mutating func select(_ row: ListedRow) -> Bool {
        let store = self.shown
        let height = self.listHeight(self.tab.place)
        switch (self.tab, row) {
        case (.tasks, .task(let id)):
            guard self.tasks.content(of: store).position(of: id) != nil else { return false }
            if id != self.tasks.cursor.selected { self.tasks.isFollowing = false }
            self.tasks.select(id, store: store, height: height)
        case (.names, .name(let name)):
            guard self.names.position(of: name) != nil else { return false }
            self.names.select(name, now: store.now, height: height)
            self.names.lookInside(store: store)
        case (.tree, .tree(let entry)):
            guard self.tree.position(of: entry) != nil else { return false }
            self.tree.select(entry, now: store.now, height: height)
        case (.warnings, .warning(let id)):
            guard self.warnings.position(of: id) != nil else { return false }
            self.warnings.select(id, now: store.now, height: height)
        case (.log, .log(let id)):
            guard self.log.position(of: id) != nil else { return false }
            self.log.select(id, height: height)
        case (.drain, .task(let id)):
            guard self.holders.position(of: id) != nil else { return false }
            self.holders.select(id, now: store.now, height: height)
        default: return false
        }
        return true
    }
}
