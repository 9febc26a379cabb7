import BGTopTeaching
import BackgroundWorkEvents

/// Somebody watches two worlds, and asks both to end. Does nothing by itself.
struct WorldsSitting: Sendable {
    enum Effect: Hashable, Sendable {
        /// Start both anew, with other work.
        case start
        case askToEnd
        case leave(Leaving)
        /// Let the process be stopped, as Ctrl-Z does elsewhere.
        case suspend
        /// Draw everything anew.
        case repaint
    }

    enum Leaving: Hashable, Sendable {
        case toList
        case quit
    }

    enum Phase: Hashable, Sendable {
        case starting
        case running
        /// Both were asked to end.
        case ending
        case over
    }

    /// Whether both are to be asked to end. The answer is No until somebody says otherwise.
    struct Question: Hashable, Sendable {
        var isYesSelected = false
    }

    private(set) var worlds: TwoWorlds
    /// Nil while nothing is asked.
    private(set) var question: Question?
    /// Something to be said in the last line, once.
    private(set) var message: String?

    /// Both before they are started.
    init(structured: WorldCode, unstructured: WorldCode, at now: TaskInstant) {
        self.worlds = TwoWorlds(structured: structured, unstructured: unstructured, at: now)
    }

    var phase: Phase {
        if self.worlds.areOver { return .over }
        if self.worlds.areAskedToEnd { return .ending }
        return self.worlds.areAtWork ? .running : .starting
    }

    mutating func take(_ news: [(World.Kind, WorldNews)]) {
        for (kind, news) in news { self.worlds.take(news, of: kind) }
        // There is nothing left to ask for.
        if self.worlds.areOver { self.question = nil }
    }

    mutating func pass(to now: TaskInstant) {
        self.worlds.pass(to: now)
    }

    mutating func say(_ message: String) {
        self.message = message
    }

    // MARK: - Keys

    /// - Parameter isBlind: Whether nobody can have read the question that is open.
    mutating func press(_ key: Key, isBlind: Bool = false) -> [Effect] {
        self.message = nil
        switch key {
        case .control("c"), .function(10): return [.leave(.quit)]
        case .control("z"): return [.suspend]
        case .control("l"): return [.repaint]
        default: return self.question == nil ? self.pressUnasked(key) : self.answer(key, isBlind: isBlind)
        }
    }

    private mutating func pressUnasked(_ key: Key) -> [Effect] {
        switch key {
        case .character("D"): self.ask()
        case .character("r"): return [.start]
        case .character("l"), .escape: return [.leave(.toList)]
        case .character("q"): return [.leave(.quit)]
        case .character("?"), .function(1):
            self.message = "D sends both SIGTERM, r runs them again, l shows the lessons, q quits."
        default: self.message = "\(key.label) does nothing here."
        }
        return []
    }

    private mutating func ask() {
        switch self.phase {
        case .starting: self.message = "They are only beginning: nobody would hear it. Press it again."
        case .running: self.question = Question()
        case .ending: self.message = "Both were sent SIGTERM, and a second one changes nothing."
        case .over: self.message = "Both have ended. r runs them again."
        }
    }

    private mutating func answer(_ key: Key, isBlind: Bool) -> [Effect] {
        guard !isBlind else {
            self.message = "\(key.label) came too soon after the question, so it is no answer. Press it again."
            return []
        }
        switch key {
        case .character("y"), .character("Y"): return self.conclude(true)
        case .character("n"), .character("N"), .character("q"), .escape: return self.conclude(false)
        case .enter: return self.conclude(self.question?.isYesSelected == true)
        case .left, .right, .tab, .backTab, .character("h"), .character("l"): self.question?.isYesSelected.toggle()
        default: self.message = "\(key.label) does nothing here."
        }
        return []
    }

    private mutating func conclude(_ isYes: Bool) -> [Effect] {
        self.question = nil
        return isYes ? [.askToEnd] : []
    }
}
