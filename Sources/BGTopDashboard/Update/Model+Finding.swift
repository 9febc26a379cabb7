import BGTopStore
import BackgroundWorkEvents

extension Model {
    var objectionToFindingAgain: String? {
        self.searched.isEmpty ? "Nothing has been searched for yet. / finds." : nil
    }

    /// To the next entry that has what was searched for last, beginning again at the other end.
    mutating func findAgain(_ direction: Intent.Direction) {
        guard let hit = self.find(self.searched, direction, includingSelected: false) else {
            self.say(self.nothingFound, .refused)
            return
        }
        self.say("\"\(self.searched)\": \(hit)", .done)
    }

    private var nothingFound: String {
        "Nothing listed has \"\(self.searched)\"."
            + (self.tab == .tree && self.tree.entries.contains(where: \.isFolded)
                ? " What is folded away is not looked through." : "")
    }

    /// Moves the cursor to an entry that has the text.
    ///
    /// - Returns: Which of the hits it is, as `3 of 12`; nil where there is none.
    private mutating func find(_ text: String, _ direction: Intent.Direction, includingSelected: Bool) -> String? {
        let pattern = TextPattern(text)
        guard !pattern.isEmpty else { return nil }
        let store = self.shown
        func hit<List: SearchableList>(in list: List, _ selected: List.Entry?) -> (SearchHit, List.Entry)? {
            let start = selected.flatMap(list.position) ?? 0
            return list.hit(of: pattern, direction, from: start, includingStart: includingSelected, in: store)
                .flatMap { hit in list.entry(at: hit.position).map { (hit, $0) } }
        }
        let found: (hit: SearchHit, at: ListedRow)? =
            switch self.tab {
            case .tasks: hit(in: self.tasks.content(of: store), self.tasks.cursor.selected).map { ($0, .task($1)) }
            case .names: hit(in: self.names, self.names.cursor.selected).map { ($0, .name($1)) }
            case .tree: hit(in: self.tree, self.tree.cursor.selected).map { ($0, .tree($1)) }
            case .warnings: hit(in: self.warnings, self.warnings.cursor.selected).map { ($0, .warning($1)) }
            case .log: hit(in: self.log, self.log.cursor.selected).map { ($0, .log($1)) }
            case .drain: hit(in: self.holders, self.holders.cursor.selected).map { ($0, .task($1)) }
            }
        guard let found else { return nil }
        self.select(found.at)
        return "\(found.hit.place.grouped) of \(found.hit.count.grouped)"
    }

    // MARK: - What is being typed

    mutating func type(_ text: String) {
        self.edit { $0.insert(text) }
    }

    /// Changes the text, and shows at once what it would find or leave.
    mutating func edit(_ change: (inout Prompt) -> Void) {
        guard case .prompt(var prompt) = self.overlay else { return }
        change(&prompt)
        switch prompt.purpose {
        case .filter: self.preview(&prompt)
        case .find(let origin):
            if let origin { self.select(origin) }
            prompt.hint = self.find(prompt.text, .next, includingSelected: true)
            if prompt.hint == nil, !prompt.text.isEmpty { prompt.objection = "no match" }
        case .runningLimit, .moment: break
        }
        self.overlay = .prompt(prompt)
    }

    mutating func acceptPrompt() -> [Effect] {
        guard case .prompt(var prompt) = self.overlay else { return [] }
        self.overlay = nil
        switch prompt.purpose {
        case .filter: self.acceptFilter(prompt)
        case .find: self.acceptSearch(prompt.text)
        case .moment: return self.seek(to: prompt)
        case .runningLimit:
            guard let limit = Int(prompt.text), Prompt.runningLimits.contains(limit) else {
                let range = Prompt.runningLimits
                prompt.objection = "a number from \(range.lowerBound) to \(range.upperBound.grouped)"
                self.overlay = .prompt(prompt)
                return []
            }
            self.overlay = self.askForRunningLimit(limit, key: "a l")
        }
        return []
    }

    /// Esc: as if nothing had been typed.
    mutating func abandon(_ prompt: Prompt) {
        switch prompt.purpose {
        case .filter(let earlier): self.setFilter(earlier)
        case .find(let origin):
            if let origin { self.select(origin) }
        case .runningLimit, .moment: break
        }
    }

    private mutating func acceptSearch(_ text: String) {
        guard !text.isEmpty else { return }
        self.searched = text
        if let number = UInt64(text), self.goStraight(to: BackgroundTaskID(rawValue: number)) { return }
        // What was found while it was typed is where the cursor stands; which hit that is, or that there is none, is told once more.
        if let hit = self.find(text, .next, includingSelected: true) {
            self.say("\"\(text)\": \(hit). n finds the next, N the one before.", .done)
        } else {
            self.say(self.nothingFound, .refused)
        }
    }

    /// An ID goes straight to its task: in a list of tasks to its line, from elsewhere, or where it is not listed, to its detail.
    ///
    /// - Returns: Whether there is such a task, and nothing in a list without tasks that has the number.
    private mutating func goStraight(to id: BackgroundTaskID) -> Bool {
        let store = self.shown
        guard store.row(id) != nil else { return false }
        switch self.tab {
        case .tasks where self.tasks.content(of: store).position(of: id) != nil: self.select(.task(id))
        case .tree where self.tree.select(id, store: store, height: self.listHeight(.tree)): break
        case .drain where self.holders.position(of: id) != nil: self.select(.task(id))
        case .log where self.log.entries.contains { $0.task == id }: return false
        case .tasks, .names, .tree, .warnings, .log, .drain: self.openDetail(id)
        }
        return true
    }
}
