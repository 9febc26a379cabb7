import BGTopStore
import BackgroundWorkEvents

extension Model {
    mutating func press(_ key: Key) -> [Effect] {
        let place = self.place
        if let binding = self.binding(for: key) {
            if let objection = binding.objection(self) {
                self.say(objection, .refused)
                return []
            }
            // What a key asks, and what it has done, has to be seen.
            guard self.size.isEnough || binding.intent == .interrupt || binding.intent == .repaint else {
                self.say("The terminal is too small to see what \(key.label) does.", .refused)
                return []
            }
            return self.carryOut(binding.intent, key: key)
        }
        switch (place, key) {
        case (.prompt, .character(let character)):
            self.type(String(character))
            return []
        case (.menu, .character(let character)):
            return self.chooseEntry(named: character)
        default:
            self.say("\(key.label) does nothing here. \(self.wayOn)", .refused)
            return []
        }
    }

    /// What does something where another key does nothing.
    private var wayOn: String {
        switch self.place {
        case .dialog: "y is yes; n and Esc are no."
        case .menu, .columns, .prompt, .help: "Esc leads back."
        case .tasks, .names, .tree, .warnings, .log, .drain, .detail: "? lists the keys."
        }
    }

    /// A key that answers nothing: only what asks nothing at any time is done.
    mutating func pressBlindly(_ key: Key) -> [Effect] {
        if Keymap.binding(for: key, at: self.place)?.intent == .interrupt { return self.press(key) }
        self.say("\(key.label) came too soon after the question, so it is no answer. Press it again.", .refused)
        return []
    }

    mutating func paste(_ text: String) -> [Effect] {
        guard self.place == .prompt else {
            self.say("Pasted text is ignored here: keys are commands.", .refused)
            return []
        }
        self.type(text)
        return []
    }

    /// Does what a key asks for, which by now is known to be possible.
    private mutating func carryOut(_ intent: Intent, key: Key) -> [Effect] {
        switch intent {
        case .move(let step): self.move(step)
        case .show(let tab): self.show(tab)
        case .nextTab: self.show(self.tab(after: self.tab, by: 1))
        case .previousTab: self.show(self.tab(after: self.tab, by: -1))
        case .open: self.open()
        case .back: self.goBack()
        case .toggleTree: self.toggleTree()
        case .fold: self.fold()
        case .unfold: self.unfold()
        case .toggleFolding: self.toggleFolding()
        case .neighbor(let direction): self.showNeighbor(direction)
        case .find, .filter, .findNext, .sort, .invertSorting, .toggleFinished, .toggleFollowing, .toggleFreeze,
            .togglePredecessor, .tag, .tagAll, .untagAll:
            self.look(intent)
        case .togglePlaying: return self.togglePlaying()
        case .play(let command): return [.play(command)]
        case .askForMoment: self.overlay = .prompt(Prompt(purpose: .moment, text: ""))
        case .columns: self.openColumnMenu()
        case .column(let change): self.change(change)
        case .help: self.overlay = .help(top: 0)
        case .save: return [.save(name: self.screenName)]
        case .toggleMouse: return self.toggleMouse()
        case .repaint: return [.repaint]
        case .menu: self.overlay = .menu(selected: self.menuEntries.firstIndex { $0.objection == nil } ?? 0)
        case .cancel: self.overlay = ServerAction.cancelSelected.question(in: self, key: key.label)
        case .shutDown: self.overlay = self.nextShutdownStep.question(in: self, key: key.label)
        case .interrupt: return self.interrupt()
        case .quit: return self.quit(key: key)
        case .suspend: return self.suspend()
        case .choose: return self.choose()
        case .toggleAnswer: self.toggleAnswer()
        case .answer(let isYes): return self.answer(isYes)
        case .accept: return self.acceptPrompt()
        case .deleteBackward: self.edit { $0.deleteBackward() }
        case .deleteWord: self.edit { $0.deleteWord() }
        case .deleteAll: self.edit { $0.deleteAll() }
        case .none: break
        }
        return []
    }
}
