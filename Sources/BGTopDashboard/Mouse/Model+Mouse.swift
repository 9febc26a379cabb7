import BGTopStore
import BackgroundWorkEvents

extension Model {
    /// A row that was clicked on, and when.
    struct RowClick: Hashable, Sendable {
        let row: ListedRow
        let at: TaskInstant
    }

    /// Within so long the second click on a row makes the two a double click.
    private static let doubleClick: Duration = .milliseconds(500)

    mutating func click(_ click: Click) -> [Effect] {
        if click.isBlind {
            self.say("This click came together with what asked, so it is no answer. Click again.", .refused)
            return []
        }
        // What was aimed at is no longer on top, and at what is there now nobody has aimed.
        guard click.place == self.place else { return [] }
        switch click.target {
        case .key(.control("c")): return self.askToInterrupt()
        case .key(let key): return self.press(key)
        case .row(let row): self.click(on: row)
        case .column(let title): self.sort(by: title)
        case .task(let id): self.openDetail(id)
        case .name(let name): self.openName(name)
        case .entry(let action): return self.chooseEntry(action)
        case .box: break
        case nil: if self.place == .menu || self.place == .columns { self.goBack() }
        }
        return []
    }

    /// The wheel. In a menu, which has few lines, and in the list of warnings, each of which has several, it goes one by one.
    mutating func scroll(lines: Int) {
        if self.place == .menu || self.place == .columns {
            self.move(.lines(lines.signum()))
        } else {
            self.move(.scroll(self.viewPlace == .warnings ? lines.signum() : lines))
        }
    }

    /// `m`.
    mutating func toggleMouse() -> [Effect] {
        self.mouse = self.mouse == .taken ? .free : .taken
        return [.takeMouse(self.mouse == .taken)]
    }

    /// Somebody moved the mouse with its button pressed, as one does to select text.
    mutating func explainSelecting() {
        guard Keymap.binding(for: "m", at: self.place) != nil else { return }
        self.say("To select text, free the mouse with m, or hold Shift while you drag.", .refused)
    }

    private mutating func click(on row: ListedRow) {
        let now = self.localNow
        let isSecond = self.lastClick.map { $0.row == row && now - $0.at <= Self.doubleClick } ?? false
        self.lastClick = isSecond ? nil : RowClick(row: row, at: now)
        guard self.select(row) else {
            self.say("What stood there is gone.", .refused)
            return
        }
        if isSecond { self.open() }
    }

    /// A click on what Ctrl-C does. Two keys at once are meant, and so the key asks nothing; a click may have slipped.
    private mutating func askToInterrupt() -> [Effect] {
        let key = "click on Ctrl-C"
        switch self.nextInterrupt {
        case .quit: return self.interrupt()
        case .drain: self.overlay = ServerAction.drain.question(in: self, key: key)
        case .force: self.overlay = ServerAction.force.question(in: self, key: key)
        case .leave:
            self.overlay = .dialog(
                Dialog(
                    title: "Leave at once?",
                    consequences: .always(["The process ends now, whatever still runs in it. The exit code is 130."]),
                    question: "Leave?",
                    effect: .leave(.abandoned)
                )
            )
        }
        return []
    }
}
