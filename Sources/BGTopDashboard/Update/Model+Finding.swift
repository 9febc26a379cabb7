import BGTopStore
import BackgroundWorkEvents

extension Model {
    var objectionToFindingAgain: String? {
        self.tasks.searched.isEmpty ? "Nothing has been searched for yet. / finds." : nil
    }

    mutating func setFilter(_ text: String) {
        self.tasks.filter = TaskFilter(text)
        self.relistTasks()
    }

    /// Moves the cursor to the next task that `pattern` accepts, beginning again at the other end.
    mutating func find(_ pattern: TaskFilter, _ direction: Intent.Direction, includingCurrent: Bool) {
        guard !pattern.isEmpty else { return }
        let store = self.shown
        let content = self.tasks.content(of: store)
        let start = self.tasks.cursor.selected.flatMap(content.position(of:)) ?? 0
        for distance in (includingCurrent ? 0 : 1)...max(1, content.count) {
            let offset = direction == .next ? distance : content.count - distance
            let position = content.count == 0 ? 0 : (start + offset) % content.count
            guard let id = content.entry(at: position), let row = store.row(id), pattern.accepts(row, in: store) else {
                continue
            }
            self.tasks.select(id, store: store, height: self.listHeight(.tasks))
            return
        }
        self.say("Nothing listed matches \"\(pattern.text)\".", .refused)
    }

    // MARK: - What is being typed

    mutating func type(_ text: String) {
        self.edit { $0.insert(text) }
    }

    /// Changes the text, and shows at once what it would find or leave.
    mutating func edit(_ change: (inout Prompt) -> Void) {
        guard case .prompt(var prompt) = self.overlay else { return }
        change(&prompt)
        self.overlay = .prompt(prompt)
        switch prompt.purpose {
        case .filter: self.setFilter(prompt.text)
        case .find(let origin):
            if let origin { self.tasks.select(origin, store: self.shown, height: self.listHeight(.tasks)) }
            self.find(TaskFilter(prompt.text), .next, includingCurrent: true)
        case .runningLimit: break
        }
    }

    mutating func acceptPrompt() {
        guard case .prompt(var prompt) = self.overlay else { return }
        self.overlay = nil
        switch prompt.purpose {
        case .filter: break
        case .find: self.acceptSearch(prompt.text)
        case .runningLimit:
            guard let limit = Int(prompt.text), Prompt.runningLimits.contains(limit) else {
                let range = Prompt.runningLimits
                prompt.objection = "a number from \(range.lowerBound) to \(range.upperBound.grouped)"
                self.overlay = .prompt(prompt)
                return
            }
            self.overlay = self.askForRunningLimit(limit, key: "a l")
        }
    }

    /// Esc: as if nothing had been typed.
    mutating func abandon(_ prompt: Prompt) {
        switch prompt.purpose {
        case .filter(let earlier): self.setFilter(earlier)
        case .find(let origin):
            if let origin { self.tasks.select(origin, store: self.shown, height: self.listHeight(.tasks)) }
        case .runningLimit: break
        }
    }

    /// An ID goes straight to its task, be it listed or not.
    private mutating func acceptSearch(_ text: String) {
        self.tasks.searched = TaskFilter(text)
        let store = self.shown
        let id = UInt64(text).map(BackgroundTaskID.init(rawValue:))
        if let id, self.tasks.content(of: store).position(of: id) != nil {
            self.tasks.select(id, store: store, height: self.listHeight(.tasks))
        } else if let id, store.row(id) != nil {
            self.openDetail(id)
        } else {
            // What was found while it was typed is where the cursor stands; that nothing was is to be told once more.
            self.find(self.tasks.searched, .next, includingCurrent: true)
        }
    }
}
