import BGTopStore
import BackgroundWorkEvents

/// The last line: what is being typed, or which keys there are.
struct FooterView {
    let model: Model

    func draw(on canvas: inout Canvas, in area: Area) {
        if case .prompt(let prompt) = self.model.overlay {
            PromptView(prompt: prompt, model: self.model).draw(on: &canvas, in: area)
        } else {
            self.drawHints(on: &canvas, in: area)
        }
    }

    private func drawHints(on canvas: inout Canvas, in area: Area) {
        let place = self.model.place
        let bindings = (self.model.showsRecording ? Keymap.playing + Keymap.bindings : Keymap.bindings).filter { binding in
            binding.places.contains(place) && self.hasUse(binding.intent)
        }
        let all = bindings.compactMap { binding in binding.hint.map { (binding, $0) } }
        let interrupt = self.interrupt(canvas.theme)
        let start = self.start(canvas.theme, columns: area.columns)
        // What matters least goes first, until the rest fits; the order of what stays does not change.
        for rank in stride(from: 9, through: 0, by: -1) {
            var text = start
            for (binding, hint) in all where hint.rank <= rank { self.add(hint, of: binding, to: &text) }
            if text.width + interrupt.width < area.columns || rank == 0 {
                canvas.draw(text, trailing: interrupt, in: area)
                return
            }
        }
    }

    /// What comes before the keys: that this is not the present, where nothing above says it in words, and who has the mouse, while
    /// that is not as it was.
    private func start(_ theme: Theme, columns: Int) -> StyledText {
        var text = StyledText(theme, " ")
        if let age = self.ageOfFrozenDrain {
            text.add("z", .key, pressing: "z")
            text.add(" back to now" + (columns < 60 ? "" : " from \(age.prose) ago"), .caution, pressing: "z")
            text.add("  ")
        }
        guard self.model.mouse == .free else { return text }
        text.add("mouse free: m" + (columns < 60 ? "" : " takes it back"), .caution)
        text.add("  ")
        return text
    }

    /// How long ago what the cockpit shows was the present; nil where it is the present. The other views have a sentence for it.
    private var ageOfFrozenDrain: Duration? {
        guard self.model.place == .drain, !self.model.isShowingPredecessor else { return nil }
        return self.model.frozen.map { self.model.store.now - $0.now }
    }

    /// The keys and what they do. A click on a key presses it, one on the words the first. A blank within belongs to what stands
    /// before it, or who aims at the whole would hit nothing where it looks like one thing.
    private func add(_ hint: Hint, of binding: Binding, to text: inout StyledText) {
        for key in hint.keys ?? [binding.keys[0]] {
            text.add(key.label, .key, pressing: key)
            text.add(" ", pressing: key)
        }
        text.add(self.words(of: binding) ?? hint.text, pressing: binding.keys[0])
        text.add("  ")
    }

    /// What a key does now, where that does not depend on the view alone.
    private func words(of binding: Binding) -> String? {
        switch binding.intent {
        case .shutDown where self.model.nextShutdownStep == .force: "cancel what is left"
        case .togglePlaying where self.model.playback?.isPaused == true: "play"
        case .togglePredecessor where self.model.isShowingPredecessor: "back to now"
        default: nil
        }
    }

    /// What would only be refused, whatever is selected, is not offered.
    private func hasUse(_ intent: Intent) -> Bool {
        switch intent {
        case .back: self.model.canGoBack
        case .togglePredecessor: self.model.objectionToShowingPredecessor == nil
        // It would lead back, as another key does that says so.
        case .toggleFreeze:
            !self.model.isShowingPredecessor && !self.model.showsRecording && self.ageOfFrozenDrain == nil
        case .togglePlaying: self.model.objectionToPlaying == nil
        case .columns: self.model.objectionToChoosingColumns == nil
        case .shutDown: self.model.nextShutdownStep.objection(in: self.model) == nil
        // No name is a task.
        case .cancel where self.model.place == .names: false
        case .open where self.isDrained, .cancel where self.isDrained: false
        case .quit: !self.model.isLeavingAlready
        default: !intent.isActing || self.model.objectionToActing == nil
        }
    }

    /// Whether nothing is listed, nor ever will be again.
    private var isDrained: Bool { self.model.place == .drain && self.model.holders.count == 0 }

    private func interrupt(_ theme: Theme) -> StyledText {
        var text = StyledText(theme)
        text.add("Ctrl-C", .key, pressing: .control("c"))
        text.add(" \(self.model.nextInterrupt.hint) ", pressing: .control("c"))
        return text
    }
}
