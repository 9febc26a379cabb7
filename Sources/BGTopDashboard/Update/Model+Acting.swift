import BGTopStore
import BackgroundWorkEvents

extension Model {
    // MARK: - Answers

    mutating func choose() -> [Effect] {
        switch self.overlay {
        case .dialog(let dialog): return self.answer(dialog.isYesSelected)
        case .menu(let selected):
            let entries = self.menuEntries
            return entries.indices.contains(selected) ? self.choose(entries[selected]) : []
        default: return []
        }
    }

    mutating func toggleAnswer() {
        guard case .dialog(var dialog) = self.overlay else { return }
        dialog.isYesSelected.toggle()
        self.overlay = .dialog(dialog)
    }

    mutating func answer(_ isYes: Bool) -> [Effect] {
        guard case .dialog(let dialog) = self.overlay else { return [] }
        self.overlay = nil
        guard isYes else { return [] }
        if case .perform(.cancel(let ids), _) = dialog.effect { self.tasks.tags.subtract(ids) }
        return [dialog.effect]
    }

    mutating func chooseEntry(named key: Character) -> [Effect] {
        guard let entry = self.menuEntries.first(where: { $0.key == key }) else {
            self.say("\(key) is not in this menu.", .refused)
            return []
        }
        return self.choose(entry)
    }

    /// A click on an entry.
    mutating func chooseEntry(_ action: ServerAction) -> [Effect] {
        self.menuEntries.first { $0.action == action }.map { self.choose($0) } ?? []
    }

    private mutating func choose(_ entry: MenuEntry) -> [Effect] {
        if let objection = entry.objection {
            self.say(objection, .refused)
        } else {
            self.overlay = entry.action.question(in: self, key: "a" + (entry.key.map { " \($0)" } ?? ""))
        }
        return []
    }

    // MARK: - Ways out

    /// Ctrl-C, as often as it takes. In process each one goes a step further, and the step is the one that the last line of the
    /// screen has announced.
    mutating func interrupt() -> [Effect] {
        let step = self.nextInterrupt
        self.interrupts = step.rawValue + 1
        let requester = self.viewer.requester("Ctrl-C")
        switch step {
        case .quit: return [.leave(.quit)]
        case .drain: return [.perform(.drain, by: requester)]
        case .force: return [.perform(.force, by: requester)]
        case .leave: return [.leave(.abandoned)]
        }
    }

    /// `q`. From outside it only closes this view; in process the tasks come first.
    mutating func quit(key: Key) -> [Effect] {
        if self.viewer.place != .inProcess { return [.leave(.quit)] }
        // Something that is no task keeps the process, and nobody has to wait for it.
        if self.phase == .stopped { return [.leave(.abandoned)] }
        guard !self.isLeavingAlready else {
            let next = self.nextInterrupt == .force ? " \(self.viewer.isReadOnly ? "Ctrl-C" : "D") cancels what is left." : ""
            self.say("A drain is under way already. The dashboard leaves when it is over.\(next)", .refused)
            return []
        }
        guard case .dialog(let drain) = ServerAction.drain.question(in: self, key: key.label) else { return [] }
        self.overlay = .dialog(
            Dialog(
                title: "Drain and quit?",
                consequences: .ofQuitting,
                question: "Drain and quit?",
                effect: drain.effect
            )
        )
        return []
    }

    /// Whether the dashboard leaves by itself, with the end of the drain that it shows.
    var isLeavingAlready: Bool {
        self.viewer.place == .inProcess && self.phase != .accepting && self.phase != .stopped
    }

    /// Ctrl-Z. In process it stops what is watched, so it asks.
    mutating func suspend() -> [Effect] {
        guard self.viewer.place == .inProcess else { return [.suspend] }
        self.overlay = .dialog(
            Dialog(
                title: "Suspend this process?",
                consequences: .always([
                    "The dashboard runs inside the process that it shows: its tasks and its server stop as well, until fg.",
                    "Time goes on meanwhile, so timeouts and a drain's deadline may pass.",
                ]),
                question: "Suspend it?",
                effect: .suspend
            )
        )
        return []
    }
}
