import BGTopStore
import BackgroundWorkEvents

extension Model {
    /// Does what changes how this viewer sees things, and nothing else.
    mutating func look(_ intent: Intent) {
        switch intent {
        case .find: self.overlay = .prompt(Prompt(purpose: .find(from: self.selection), text: ""))
        case .filter: self.overlay = .prompt(Prompt(purpose: .filter(earlier: self.filterText), text: self.filterText))
        case .findNext(let direction): self.findAgain(direction)
        case .sort(let direction): self.sort(direction)
        case .invertSorting: self.sort { $0.isInverted.toggle() }
        case .toggleFinished:
            self.tasks.showsFinished.toggle()
            self.relistTasks()
        case .toggleFollowing: self.toggleFollowing()
        case .toggleFreeze: self.toggleFreeze()
        case .tag: self.tag()
        case .tagAll: self.tagAll()
        case .untagAll: self.tasks.tags = []
        default: break
        }
    }

    mutating func relistTasks() {
        self.tasks.relist(store: self.shown, height: self.listHeight(.tasks))
    }

    private mutating func sort(_ change: (inout Sorting) -> Void) {
        if self.tab == .names {
            change(&self.names.sorting)
            self.names.relist(store: self.shown)
        } else {
            change(&self.tasks.sorting)
            self.relistTasks()
        }
    }

    /// By the column of this title; if the rows are in its order already, the other way round.
    mutating func sort(by title: String) {
        self.sort { sorting in
            if sorting.column == title { sorting.isInverted.toggle() } else { sorting = Sorting(column: title) }
        }
    }

    private mutating func sort(_ direction: Intent.Direction) {
        let titles = self.tab == .names ? NameColumns.all.map(\.title) : TaskColumns.all.map(\.title)
        self.sort { sorting in
            let index = titles.firstIndex(of: sorting.column) ?? 0
            let step = direction == .next ? 1 : titles.count - 1
            sorting = Sorting(column: titles[(index + step) % titles.count])
        }
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
        if self.frozen == nil {
            self.frozen = self.store
        } else {
            self.frozen = nil
            self.refresh()
        }
    }
}
