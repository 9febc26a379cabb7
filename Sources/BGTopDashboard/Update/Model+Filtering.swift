import BGTopStore

/// The filters of the lists that have one: the tasks and the log.
extension Model {
    /// The filter of the list that is on the screen, as it was typed.
    var filterText: String {
        self.tab == .log ? self.log.filter.text : self.tasks.filter.text
    }

    /// Whether the list that is on the screen hides something.
    var hasFilter: Bool {
        switch self.tab {
        case .tasks: !self.tasks.filter.isEmpty
        case .log: !self.log.filter.isEmpty
        case .names, .tree, .warnings, .drain: false
        }
    }

    /// What the filter leaves of the list that is on the screen, and of how much.
    var filterHits: (count: Int, total: Int) {
        if self.tab == .log { return (self.log.count, self.log.total) }
        let store = self.shown
        return (self.tasks.content(of: store).liveCount, store.alive)
    }

    /// Puts a filter in force of which it is known that it can be understood.
    mutating func setFilter(_ text: String) {
        if self.tab == .log {
            if let filter = try? Filter<LogEntry>(text) { self.putInForce(filter) }
        } else {
            if let filter = try? Filter<TaskRow>(text) { self.putInForce(filter) }
        }
    }

    /// Shows what a filter that is being typed would leave. What cannot be understood leaves all as it is.
    mutating func preview(_ prompt: inout Prompt) {
        let store = self.shown
        if self.tab == .log {
            let draft = FilterDraft<LogEntry>(prompt.text) { filter in
                LogEntry.all(in: store).contains { filter.accepts($0, in: store) }
            }
            (prompt.hint, prompt.objection) = (draft.hint, draft.objection)
            if let filter = draft.filter { self.putInForce(filter) }
        } else {
            let draft = FilterDraft<TaskRow>(prompt.text) { filter in
                store.live.contains { filter.accepts($0, in: store) }
            }
            (prompt.hint, prompt.objection) = (draft.hint, draft.objection)
            if let filter = draft.filter { self.putInForce(filter) }
        }
    }

    /// Enter.
    mutating func acceptFilter(_ prompt: Prompt) {
        do {
            if self.tab == .log {
                self.putInForce(try Filter<LogEntry>(prompt.text))
            } else {
                self.putInForce(try Filter<TaskRow>(prompt.text))
            }
        } catch {
            var prompt = prompt
            (prompt.hint, prompt.objection) = (nil, error.sentence)
            self.overlay = .prompt(prompt)
        }
    }

    private mutating func putInForce(_ filter: Filter<TaskRow>) {
        self.tasks.filter = filter
        self.relistTasks()
    }

    private mutating func putInForce(_ filter: Filter<LogEntry>) {
        self.log.filter = filter
        self.log.refresh(store: self.shown)
        self.log.settle(height: self.listHeight(.log))
    }
}
