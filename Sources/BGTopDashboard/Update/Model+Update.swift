import BGTopStore
import BackgroundWorkEvents

extension Model {
    /// Takes in what happened. Pure: it reads no clock and does nothing that could be seen outside the model.
    ///
    /// - Returns: What is to be done outside, in order.
    mutating func update(_ action: Action) -> [Effect] {
        defer { self.watchFocusedTask() }
        let earlier = self.preferences
        let effects = self.take(action)
        let changes = self.preferences.changes(since: earlier)
        return changes.isEmpty ? effects : [.remember(changes)] + effects
    }

    private mutating func take(_ action: Action) -> [Effect] {
        switch action {
        case .key(let key, let isBlind):
            self.message = nil
            return isBlind ? self.pressBlindly(key) : self.press(key)
        case .paste(let text):
            return self.paste(text)
        case .click(let click):
            self.message = nil
            return self.click(click)
        case .scroll(let lines):
            self.scroll(lines: lines)
            return []
        case .drag:
            self.explainSelecting()
            return []
        case .resize(let size):
            // What could not be done for want of room can be done now.
            if size.isEnough, !self.size.isEnough, self.message?.tone == .refused { self.message = nil }
            self.size = size
            self.settle()
            return []
        case .events(let events):
            return self.takeIn(events)
        case .tick(let now, let local):
            self.localNow = local ?? now
            // Where time goes on in steps, or not at all, what is summed up once a second would be late for as long.
            if let playback = self.playback, playback.isPaused || playback.ending != nil { self.store.sumUpOnceMore() }
            self.store.advance(to: now)
            if let until = self.message?.until, self.localNow >= until { self.message = nil }
            self.refresh()
            return []
        case .output(let line, let isError):
            let written = LogLine(level: isError ? .warning : .info, label: isError ? "stderr" : "stdout", message: line)
            self.store.fold(TaskEvent(at: self.store.now, .log(written)))
            return []
        case .control(let isAllowed):
            self.viewer.isControlAllowed = isAllowed
            return []
        case .rest(let isOver):
            self.isRestOver = isOver
            return self.departure
        case .playback(let status):
            self.playback = status
            return []
        case .recording(let state):
            self.recording = state
            if case .failed(let reason) = state { self.message = Message(text: reason, tone: .refused, until: nil) }
            return []
        case .report(let text, let tone):
            self.say(text, tone)
            return []
        case .complaints(let sentences):
            self.complain(sentences)
            return []
        case .ownUsage(let usage):
            self.ownUsage = usage
            return []
        }
    }

    mutating func say(_ text: String, _ tone: Message.Tone) {
        self.message = Message(text: text, tone: tone, until: self.localNow + Message.duration(of: text))
    }

    /// What came of a command. That a drain lets work go on is not true for long.
    private mutating func say(_ entry: AuditEntry) {
        self.say(entry.sentence, entry.wasRefused ? .refused : .done)
        self.message?.endsWithDraining = entry.command == .drain && !entry.wasRefused
    }

    private mutating func takeIn(_ events: [TaskEvent]) -> [Effect] {
        let latest = events.last?.at
        for event in events {
            self.noteRewinding(in: event)
            let before = (process: self.store.process, interruption: self.store.interruption)
            self.noteSuccessor(in: event)
            self.store.fold(event)
            self.noteConnection(after: event, before: before)
            self.noteActivity(in: event)
            self.untag(after: event)
            self.noteAssignment(in: event)
            // Where much time has passed at once, as in a recording, what was asked for long before is no news.
            if case .audit(let entry) = event.kind, let latest, latest - event.at < Message.duration,
                self.playback?.isBehind != true
            {
                self.say(entry)
            }
        }
        if self.message?.endsWithDraining == true, self.phase == .cancelling || self.phase == .stopped { self.message = nil }
        self.withholdNews(of: events)
        self.closeDrainBeforeItsTime()
        self.openDrainOnce()
        self.withdrawForcing()
        // Whoever was never let in has seen nothing that could have ended.
        if self.store.process == nil, let interruption = self.store.interruption, !interruption.isRetrying {
            return [.leave(.refused(interruption.reason))]
        }
        return self.departure
    }

    /// In process it is time to leave when there is nothing left to show. A viewer from outside stays until somebody leaves.
    private var departure: [Effect] {
        guard self.viewer.place == .inProcess, self.isRestOver, let report = self.store.report else { return [] }
        return [.leave(.drained(report))]
    }

    /// A shutdown opens its view by itself, whoever asked for it, and whatever the person was doing: it will not wait.
    private mutating func openDrainOnce() {
        guard !self.hasDrain, self.phase != .accepting else { return }
        self.hasDrain = true
        if self.frozen != nil { self.show(nil) }
        self.overlay = nil
        self.detail = nil
        self.tab = .drain
    }

    /// Nobody is asked whether the rest is to be cancelled once it is: the grace period may end while the question stands.
    private mutating func withdrawForcing() {
        guard case .perform(.force, _)? = self.question?.effect, let objection = ServerAction.force.objection(in: self) else {
            return
        }
        self.overlay = nil
        self.say("The grace period is over. \(objection)", .done)
    }

    /// Brings what is seen up to date with what is shown.
    mutating func refresh() {
        let store = self.shown
        // The worst of them stands in every view.
        self.warnings.refresh(store: store)
        switch self.tab {
        case .tasks:
            self.tasks.refresh(store: store, height: self.listHeight(.tasks))
            if self.layout(.tasks).names.rows > 0 { self.names.refresh(store: store) }
        case .names: self.names.refresh(store: store)
        case .tree: self.tree.refresh(store: store, height: self.listHeight(.tree))
        case .warnings: break
        case .log: self.log.refresh(store: store)
        case .drain: self.holders.refresh(store: store)
        }
        self.settle()
        self.searchAnew()
    }

    /// Finds every list's cursor again after rows or the size have changed.
    mutating func settle() {
        let store = self.shown
        // While nobody sees it it is not listed anew, and what ends meanwhile would seem to be gone from it.
        if self.tab == .tasks { self.tasks.cursor.settle(in: self.tasks.content(of: store), height: self.listHeight(.tasks)) }
        self.names.cursor.settle(in: self.names, height: self.listHeight(.names))
        if self.tab == .names { self.names.lookInside(store: store) }
        self.tree.cursor.settle(in: self.tree, height: self.listHeight(.tree))
        self.warnings.cursor.settle(in: self.warnings, height: self.listHeight(.warnings))
        self.log.settle(height: self.listHeight(.log), isHeld: self.isOnHit)
        self.holders.cursor.settle(in: self.holders, height: self.listHeight(.drain))
        if let row = self.detail.flatMap({ store.row($0.id) }) { self.detail?.lastSeen = row }
    }
}
