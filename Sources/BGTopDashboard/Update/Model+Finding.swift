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
        self.sayFound("\"\(self.searched)\": \(hit)")
    }

    private mutating func sayFound(_ text: String) {
        let found = self.selection
        self.say(text, .done)
        self.message?.found = found
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
        guard let found = self.match(for: text, direction, includingSelected: includingSelected) else { return nil }
        self.select(found.row)
        return found.hit.text
    }

    /// The entry that has the text and is next to the cursor in the list that is on the screen; nil where there is none.
    private func match(
        for text: String,
        _ direction: Intent.Direction,
        includingSelected: Bool
    ) -> (hit: SearchHit, row: ListedRow)? {
        let pattern = TextPattern(text)
        guard !pattern.isEmpty else { return nil }
        let store = self.shown
        func match<List: SearchableList>(in list: List, from cursor: ListCursor<List.Entry>) -> (SearchHit, List.Entry)? {
            let selected = cursor.selected.flatMap(list.position)
            // Where what was selected is gone, what is in its place now comes next.
            let includingStart = includingSelected || selected == nil
            let start = selected ?? cursor.position
            return list.hit(of: pattern, direction, from: start, includingStart: includingStart, in: store)
                .flatMap { hit in list.entry(at: hit.position).map { (hit, $0) } }
        }
        return switch self.tab {
        case .tasks: match(in: self.tasks.content(of: store), from: self.tasks.cursor).map { ($0, .task($1)) }
        case .names: match(in: self.names, from: self.names.cursor).map { ($0, .name($1)) }
        case .tree: match(in: self.tree, from: self.tree.cursor).map { ($0, .tree($1)) }
        case .warnings: match(in: self.warnings, from: self.warnings.cursor).map { ($0, .warning($1)) }
        case .log: match(in: self.log, from: self.log.cursor).map { ($0, .log($1)) }
        case .drain: match(in: self.holders, from: self.holders.cursor).map { ($0, .task($1)) }
        }
    }

    // MARK: - While the list goes on

    /// Whether the cursor stands on what a search that is being typed has found. Nothing else may lead it away from there.
    var isOnHit: Bool {
        if case .prompt(let prompt) = self.overlay { prompt.found != nil } else { false }
    }

    /// Keeps what is said of a search true of the list as it is by now. While it is being typed, the cursor goes on to the next
    /// match when the one that it stands on is gone, and to the first that comes where there was none.
    mutating func searchAnew() {
        // After that, the cursor is the person's: it goes nowhere by itself, and nobody is to take what it slips to for the hit.
        if let found = self.message?.found, found != self.selection { self.message = nil }
        guard case .prompt(var prompt) = self.overlay, case .find = prompt.purpose, !prompt.text.isEmpty else { return }
        // Passing through so many rows ten times a second would cost more than it tells.
        if self.shown.alive > TaskList.manyRows, prompt.found == nil || prompt.found == self.selection,
            let searchedAt = prompt.searchedAt, self.localNow < searchedAt + TaskList.holdDuration
        {
            return
        }
        let match = self.match(for: prompt.text, .next, includingSelected: true)
        // To select again what is selected would hold all rows in place for as long as the search is open. The log holds none.
        if let row = match?.row, row != self.selection || self.tab == .log { self.select(row) }
        prompt.tell(match, at: self.localNow)
        self.overlay = .prompt(prompt)
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
            self.goBack(to: origin)
            let match = self.match(for: prompt.text, .next, includingSelected: true)
            if let row = match?.row { self.select(row) }
            prompt.tell(match, at: self.localNow)
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
        case .find(let origin): self.goBack(to: origin)
        case .runningLimit, .moment: break
        }
    }

    /// To where a search began.
    private mutating func goBack(to origin: ListedRow?) {
        if let origin {
            self.select(origin)
        } else if self.tab == .log {
            self.log.follow(height: self.listHeight(.log))
        }
    }

    private mutating func acceptSearch(_ text: String) {
        guard !text.isEmpty else { return }
        self.searched = text
        if let number = UInt64(text), self.goStraight(to: BackgroundTaskID(rawValue: number)) { return }
        // What was found while it was typed is where the cursor stands; which hit that is, or that there is none, is told once more.
        if let hit = self.find(text, .next, includingSelected: true) {
            self.sayFound("\"\(text)\": \(hit). n finds the next, N the one before.")
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

extension Prompt {
    /// Says what a search for the text has come to.
    fileprivate mutating func tell(_ match: (hit: SearchHit, row: ListedRow)?, at now: TaskInstant) {
        self.hint = match?.hit.text
        self.objection = match == nil && !self.text.isEmpty ? "no match" : nil
        (self.found, self.searchedAt) = (match?.row, now)
    }
}

extension SearchHit {
    fileprivate var text: String { "\(self.place.grouped) of \(self.count.grouped)" }
}
