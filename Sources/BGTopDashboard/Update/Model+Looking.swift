import BGTopStore
import BackgroundWorkEvents

extension Model {
    /// Does what changes how this viewer sees things, and nothing else.
    mutating func look(_ intent: Intent) {
        switch intent {
        case .find:
            let follows = self.tab == .log && self.log.isFollowing
            self.overlay = .prompt(Prompt(purpose: .find(from: follows ? nil : self.selection), text: ""))
        case .filter: self.overlay = .prompt(Prompt(purpose: .filter(earlier: self.filterText), text: self.filterText))
        case .findNext(let direction): self.findAgain(direction)
        case .sort(let direction): self.sort(direction)
        case .invertSorting: self.invertSorting()
        case .toggleFinished:
            self.tasks.showsFinished.toggle()
            self.relistTasks()
        case .toggleFollowing: self.toggleFollowing()
        case .toggleFreeze: self.toggleFreeze()
        case .togglePredecessor: self.togglePredecessor()
        case .tag: self.tag()
        case .tagAll: self.tagAll()
        case .untagAll: self.tasks.tags = []
        default: break
        }
    }

    mutating func relistTasks() {
        self.tasks.relist(store: self.shown, height: self.listHeight(.tasks))
    }

    /// By the column of this title; if the rows are in its order already, the other way round.
    mutating func sort(by title: String) {
        guard let table = self.tab.table, let sorting = self.sorting(of: table) else { return }
        self.sort(table, by: Sorting(column: title, isInverted: sorting.column == title && !sorting.isInverted))
    }

    private mutating func invertSorting() {
        if let sorting = self.tab.table.flatMap(self.sorting) { self.sort(by: sorting.column) }
    }

    /// By the column beside the one that the rows are sorted by, beginning again at the other end.
    private mutating func sort(_ direction: Intent.Direction) {
        guard let table = self.tab.table, let sorting = self.sorting(of: table) else { return }
        let choice = self.columns[table, default: ColumnChoice()]
        let titles = choice.arranged(table.columns.map(\.title), title: \.self)
        let index = titles.firstIndex(of: sorting.column) ?? 0
        let step = direction == .next ? 1 : titles.count - 1
        self.sort(table, by: Sorting(column: titles[(index + step) % titles.count]))
    }

    private mutating func toggleFollowing() {
        if self.tab == .log {
            self.log.toggleFollowing()
            return
        }
        guard let id = self.tasks.cursor.selected else {
            self.say("No task is selected.", .refused)
            return
        }
        self.tasks.isFollowing.toggle()
        self.say(
            self.tasks.isFollowing
                ? "Following \(self.describe(id)): it stays listed when it ends, until the cursor moves."
                : "No longer following \(self.describe(id)).",
            .done
        )
    }

    private mutating func toggleFreeze() {
        self.show(self.frozen == nil ? self.store : nil)
    }
}
