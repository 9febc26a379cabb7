import BGTopStore

/// The last line while something is typed: what for, the text, and what there is to say of it.
struct PromptView {
    let prompt: Prompt
    let model: Model

    func draw(on canvas: inout Canvas, in area: Area) {
        let theme = canvas.theme
        var text = StyledText(theme, " \(self.label) ", .strong)
        let note = self.note(theme, columns: area.columns)
        // The end of a long text is what the person is looking at.
        let room = max(1, area.columns - text.width - note.width - 3)
        text.add(String(self.prompt.text.suffix(room)))
        text.add(" ", .cursor)
        canvas.draw(text, trailing: note, in: area)
    }

    /// What there is to say, for the lines above; nil where there is nothing, or it stands beside the text.
    func remark(columns: Int) -> Message? {
        let message: Message? =
            if let objection = self.prompt.objection {
                Message(text: objection, tone: .refused, until: nil)
            } else {
                self.prompt.hint.map { Message(text: $0, tone: .hint, until: nil) }
            }
        return message.flatMap { self.fits($0.text, columns: columns) ? nil : $0 }
    }

    private var label: String {
        switch self.prompt.purpose {
        case .find: "Find:"
        case .filter: "Filter:"
        case .moment: "To which time:"
        case .runningLimit: "How many may run at once (\(self.model.runningLimitText)):"
        }
    }

    private func note(_ theme: Theme, columns: Int) -> StyledText {
        var note = StyledText(theme)
        if let objection = self.prompt.objection {
            if self.fits(objection, columns: columns) { note.add("\(objection) ", .bad) }
        } else if let hint = self.prompt.hint {
            if self.fits(hint, columns: columns) { note.add("\(hint) ", .muted) }
        } else if let examples = self.examples, self.prompt.text.isEmpty {
            if self.fits(examples, columns: columns) { note.add("\(examples) ", .muted) }
        } else if case .filter = self.prompt.purpose {
            if let name = self.model.fieldThatNothingHas { note.add("no task has a field \(name) ", .caution) }
        }
        if let hits = self.hits { note.add((note.isEmpty ? "" : "  ") + "\(hits) ", .muted) }
        var keys = StyledText(theme, note.isEmpty ? "" : "  ")
        keys.add("Enter take", .muted, pressing: .enter)
        keys.add("   ")
        keys.add("Esc back ", .muted, pressing: .escape)
        if self.width(columns: columns) + note.width + keys.width <= columns { note.add(keys) }
        return note
    }

    /// How much the filter in force leaves, and of how much.
    private var hits: String? {
        guard case .filter = self.prompt.purpose else { return nil }
        let (count, total) = self.model.filterHits
        return "\(count.grouped) of \(total.grouped)"
    }

    /// Something to begin with, for whoever has not filtered yet.
    private var examples: String? {
        if case .moment = self.prompt.purpose { return "from the beginning 1:30 or 90s, from here +10s or -1m" }
        guard case .filter = self.prompt.purpose else { return nil }
        let fields = self.model.tab == .log ? LogEntry.filterFields.map(\.example) : TaskRow.filterFields.map(\.example)
        return "such as \(fields.prefix(3).joined(separator: "  "))"
    }

    private func fits(_ remark: String, columns: Int) -> Bool {
        self.width(columns: columns) + (self.hits.map { $0.count + 4 } ?? 0) + remark.count <= columns
    }

    /// What the label and the text take, with some room to go on typing.
    private func width(columns: Int) -> Int {
        self.label.count + DisplayText(self.prompt.text, maximumWidth: columns).width + 6
    }
}

extension Model {
    /// What there is to say of what is being typed, where it does not fit beside it.
    func remark(columns: Int) -> Message? {
        guard case .prompt(let prompt) = self.overlay else { return self.endOfRecording ?? self.farewell }
        return PromptView(prompt: prompt, model: self).remark(columns: columns)
    }

    /// The name in the filter of an empty list of tasks that the application has given to nothing: a slip of the hand, most likely.
    var fieldThatNothingHas: String? {
        self.tab == .tasks && self.filterHits.count == 0 ? self.tasks.filter.fieldThatNothingHas(in: self.shown) : nil
    }
}
