import BackgroundWorkEvents

extension Runner {
    /// Does what was asked, and tells everybody who watches, and the log, what came of it.
    func perform(_ command: TaskCommand, by requester: Requester) {
        let result = self.result(of: command, by: requester)
        let entry = AuditEntry(
            requester: requester,
            command: command,
            result: result.sentence,
            wasRefused: result.wasRefused
        )
        self.update { machine, now, effects in
            machine.emit(at: now, .audit(entry), &effects)
            effects.others.logs.append(.init(kind: .audit(entry)))
        }
    }

    private struct Result {
        let sentence: String
        var wasRefused = false

        static func done(_ sentence: String) -> Self { Self(sentence: sentence) }
        static func refused(_ sentence: String) -> Self { Self(sentence: sentence, wasRefused: true) }
    }

    private func result(of command: TaskCommand, by requester: Requester) -> Result {
        switch command {
        case .cancel(let ids):
            return self.cancel(ids, by: requester)
        case .drain:
            return self.drain(by: requester)
        case .force:
            let changed = self.update { $0.force(by: requester, .drain, at: $1, &$2) }
            return changed ? .done("what is left has been asked to stop") : .refused("it has been done before")
        case .holdIntake:
            let changed = self.update { $0.setIntakeHeld(true, at: $1, &$2) }
            return changed ? .done("nothing is accepted until intake is resumed") : .refused("intake is held already")
        case .resumeIntake:
            let changed = self.update { $0.setIntakeHeld(false, at: $1, &$2) }
            return changed ? .done("new tasks are accepted again") : .refused("intake is not held")
        case .setMaximumRunning(let maximum):
            guard maximum >= 1 else { return .refused("at least 1 task has to run, not \(maximum)") }
            self.update { $0.setMaximumRunning(maximum, at: $1, &$2) }
            return .done("at most \(maximum) run at once from now on")
        case .host(let action):
            guard let host = self.configuration.host else { return .refused("the application offers no actions") }
            do {
                return .done(try host.perform(action, by: requester))
            } catch {
                return .refused("\(error)")
            }
        }
    }

    private func drain(by requester: Requester) -> Result {
        if let host = self.configuration.host, host.requestShutdown(by: requester) {
            return .done("the application shuts down")
        }
        return self.drainItself(by: requester)
            ? .done("no new tasks; what is accepted runs on") : .refused("the shutdown has begun before")
    }

    /// Begins a drain of the tasks, whatever becomes of the application.
    ///
    /// - Returns: Whether it begins now; false if it has begun before.
    @discardableResult
    func drainItself(by requester: Requester) -> Bool {
        self.update { $0.drain(by: requester, at: $1, &$2) }
    }

    private func cancel(_ ids: [BackgroundTaskID], by requester: Requester) -> Result {
        let wanted = Set(ids)
        let asked = self.update { machine, now, effects in
            // Found in one pass: there may be a hundred thousand live tasks, and a person may have tagged all of them.
            let records = machine.live.filter { wanted.contains($0.id) }.sorted { $0.id < $1.id }
            return records.count { machine.requestCancel($0, .person(requester), at: now, &effects) }
        }
        let rest = wanted.count - asked
        if asked == 0 {
            return .refused(rest == 1 ? "it has ended, or was asked before" : "all have ended, or were asked before")
        }
        let sentence = asked == 1 ? "1 task has been asked to stop" : "\(asked) tasks have been asked to stop"
        return .done(rest == 0 ? sentence : "\(sentence); \(rest) had ended, or were asked before")
    }
}
