import BGTopStore
import BackgroundWorkEvents

extension Model {
    mutating func move(_ step: ListStep) {
        switch self.overlay {
        case .help(let top):
            let page = HelpPage(size: self.size, viewer: self.viewer)
            self.overlay = .help(top: step.scrolled(from: top, count: page.lineCount, height: page.height))
            return
        case .menu(let selected):
            self.overlay = .menu(selected: step.target(from: selected, count: self.menuEntries.count, height: 1))
            return
        case .columns(let menu):
            self.move(step, in: menu)
            return
        case .dialog, .prompt:
            return
        case nil: break
        }
        if var detail = self.detail {
            let lines = DetailPage(model: self, theme: Theme(), width: self.size.columns).lines.count
            detail.top = step.scrolled(from: detail.top, count: lines, height: self.listHeight(.detail))
            self.detail = detail
            return
        }
        let store = self.shown
        let height = self.listHeight(self.tab.place)
        switch self.tab {
        case .tasks: self.tasks.move(step, store: store, height: height)
        case .names:
            self.names.move(step, now: store.now, height: height)
            self.names.lookInside(store: store)
        case .tree: self.tree.move(step, now: store.now, height: height)
        case .warnings: self.warnings.move(step, now: store.now, height: height)
        case .log: self.log.move(step, height: height)
        case .drain:
            if let report = self.report() { return self.scroll(report, by: step) }
            self.holders.move(step, now: store.now, height: height)
        }
    }
}

extension Model {
    mutating func show(_ tab: Tab) {
        self.detail = nil
        // Who comes to see what is wrong begins with the worst, not with what was that before anybody looked.
        if tab == .warnings, self.tab != tab { self.warnings.cursor = ListCursor() }
        self.tab = tab
        self.refresh()
    }

    /// The tabs that can be gone to; the drain has one once there is a drain.
    var tabs: [Tab] {
        self.showsDrain ? Tab.allCases : Tab.allCases.filter { $0 != .drain }
    }

    func tab(after tab: Tab, by distance: Int) -> Tab {
        let tabs = self.tabs
        let index = tabs.firstIndex(of: tab) ?? 0
        return tabs[(index + distance + tabs.count) % tabs.count]
    }

    /// Enter: into whatever is selected.
    mutating func open() {
        let name = self.tab == .names ? self.names.cursor.selected : self.tab == .warnings ? self.warnings.selected?.name : nil
        if let name, self.focusedTask == nil {
            self.openName(name)
        } else if let id = self.focusedTask {
            self.openDetail(id)
        } else {
            self.say(self.tab == .tasks ? "No task is selected." : "This line is about no single task.", .refused)
        }
    }

    /// The tasks of this name, and no others.
    mutating func openName(_ name: String) {
        guard name != NameSummary.otherNames else {
            let kept = self.shown.retention.names
            let names = "\(kept.grouped) name\(kept == 1 ? "" : "s")"
            return self.say("These are counted together, since there are more than \(names). No filter finds them.", .refused)
        }
        self.show(.tasks)
        self.setFilter(Filter<TaskRow>.text("name", is: name))
    }

    mutating func openDetail(_ id: BackgroundTaskID) {
        self.detail = Detail(id: id, lastSeen: self.shown.row(id))
    }

    /// Whether there is anything that Esc leads out of.
    var canGoBack: Bool {
        self.overlay != nil || self.detail != nil || self.isShowingPredecessor || self.tab != .tasks || self.hasFilter
    }

    /// Esc: out of what was opened last; from the outermost view, to what it showed at first. It never quits.
    mutating func goBack() {
        if case .prompt(let prompt) = self.overlay { self.abandon(prompt) }
        if self.overlay != nil {
            self.overlay = nil
        } else if self.detail != nil {
            self.detail = nil
        } else if self.isShowingPredecessor {
            self.show(nil)
        } else if self.hasFilter {
            self.setFilter("")
        } else if self.tab != .tasks {
            self.show(.tasks)
        } else {
            self.say("Esc goes back, and there is nothing to go back to. q quits.", .refused)
        }
    }

    /// The nearest task of the same name on either side of the one whose detail is shown.
    mutating func showNeighbor(_ direction: Intent.Direction) {
        guard let detail = self.detail, let name = detail.lastSeen?.task.name else { return }
        let store = self.shown
        let candidates = store.live.lazy.filter { $0.task.name == name }.map(\.id)
        let ended = store.finished.lazy.filter { $0.task.name == name }.map(\.id)
        let neighbor =
            switch direction {
            case .next:
                ([candidates.first { $0 > detail.id }] + [ended.filter { $0 > detail.id }.min()]).compactMap(\.self).min()
            case .previous:
                ([candidates.last { $0 < detail.id }] + [ended.filter { $0 < detail.id }.max()]).compactMap(\.self).max()
            }
        guard let neighbor else {
            self.say("There is no \(direction == .next ? "newer" : "older") task of this name.", .refused)
            return
        }
        self.openDetail(neighbor)
    }
}
