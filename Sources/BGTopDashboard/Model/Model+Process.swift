import BGTopStore
import BackgroundWorkEvents

/// Which process is shown: the one that is watched, or the one whose place it has taken.
extension Model {
    /// Whether what is shown is the last picture of a process that is no more.
    var isShowingPredecessor: Bool {
        self.frozen?.process.map { $0 != self.store.process } ?? false
    }

    /// Whether the process that is shown has begun to shut down, so that there is a view of that.
    var showsDrain: Bool { (self.shown.drain?.phase ?? .accepting) != .accepting }

    /// Shows another picture than the present, or the present if `picture` is nil.
    mutating func show(_ picture: TaskStore?) {
        let process = self.shown.process
        self.frozen = picture
        if self.shown.process != process { self.forgetProcess() }
        if self.tab == .drain, !self.showsDrain { self.tab = .tasks }
        self.refresh()
    }

    /// `O`.
    mutating func togglePredecessor() {
        guard !self.isShowingPredecessor, let predecessor = self.predecessor else { return self.show(nil) }
        self.show(predecessor)
        // What was on the screen last of a process that shut down.
        if self.showsDrain { self.show(.drain) }
    }

    var objectionToShowingPredecessor: String? {
        self.predecessor != nil || self.isShowingPredecessor
            ? nil
            : "Nothing was watched here before this process. Of one that ends, the last picture is kept until another has come."
    }

    // MARK: - What happens to the connection

    /// Keeps the last picture of a process whose place another is about to take.
    mutating func noteSuccessor(in event: TaskEvent) {
        guard case .snapshot(let snapshot) = event.kind, self.store.isSucceeded(by: snapshot), let old = self.store.process
        else {
            return
        }
        let reason = self.store.interruption?.reason ?? "another process has taken its place"
        let end = Interruption(reason: reason, isRetrying: false)
        self.store.fold(TaskEvent(at: self.store.now, .interrupted(end)))
        self.store.advance(to: self.store.now)
        self.predecessor = self.store
        self.hasDrain = false
        self.interrupts = 0
        self.withdrawAct()
        if self.frozen == nil {
            self.forgetProcess()
            if self.tab == .drain { self.tab = .tasks }
        }
        self.message = Message(
            text:
                "\(old.brief) has ended: \(end.clause.cut(to: Self.reasonInMessage)). O shows its last picture. "
                + "This is pid \(snapshot.process.processID).",
            tone: .refused,
            until: nil
        )
    }

    /// What is said behind it is to be read as well.
    private static let reasonInMessage = 80

    /// - Parameter before: What was known of the connection before `event` was taken in.
    mutating func noteConnection(after event: TaskEvent, before: (process: ProcessDescription?, interruption: Interruption?)) {
        switch event.kind {
        case .interrupted(let interruption) where before.interruption == nil:
            self.releaseLists()
            if self.withdrawAct() {
                self.say("What was asked is withdrawn, and nothing was done: \(interruption.clause).", .refused)
            }
        case .snapshot where before.interruption != nil && before.process != nil && before.process == self.store.process:
            self.say("Connected again. What ended meanwhile and was not seen is listed as \(TaskRow.State.lost).", .done)
        default: break
        }
    }

    /// Takes away a question, a menu or a prompt that leads to something that cannot be done any more.
    ///
    /// - Returns: Whether there was one.
    @discardableResult
    private mutating func withdrawAct() -> Bool {
        switch self.overlay {
        case .dialog(let dialog): if case .perform = dialog.effect { break } else { return false }
        case .prompt(let prompt): if prompt.purpose != .runningLimit { return false }
        case .menu: break
        case .help, .columns, nil: return false
        }
        self.overlay = nil
        return true
    }

    // MARK: - What is never mixed

    /// Forgets everything that points at something in a process: another one has other tasks under the same IDs, and another
    /// clock. How a person wants to see things stays.
    private mutating func forgetProcess() {
        self.tasks = self.tasks.forAnotherProcess
        self.names = self.names.forAnotherProcess
        self.log = self.log.forAnotherProcess
        (self.tree, self.warnings, self.holders) = (TreeList(), WarningList(), HolderList())
        (self.detail, self.watched, self.lastClick) = (nil, nil, nil)
        if case .prompt(let prompt) = self.overlay, case .find = prompt.purpose {
            self.overlay = .prompt(Prompt(purpose: .find(from: nil), text: prompt.text))
        }
    }

    /// While the clock stands no row is held in place by it.
    mutating func releaseLists() {
        self.tasks.release()
        self.names.release()
        self.tree.release()
        self.warnings.release()
        self.holders.release()
    }
}

extension ProcessDescription {
    /// `pid 4242 (demo)`.
    var brief: String { "pid \(self.processID) (\(self.name))" }
}

extension String {
    /// What fits of it, up to the end of a word, with dots for the rest.
    fileprivate func cut(to length: Int) -> String {
        guard self.count > length else { return self }
        let words = self.prefix(length - 3)
        return String(words.lastIndex(of: " ").map { words[..<$0] } ?? words) + "..."
    }
}
