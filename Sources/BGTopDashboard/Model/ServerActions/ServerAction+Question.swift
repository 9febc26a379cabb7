import BGTopStore
import BackgroundWorkEvents

extension ServerAction {
    /// What has to be answered before it is done: nothing that changes the server happens at a single key.
    ///
    /// - Parameter key: What the person pressed, for the record.
    func question(in model: Model, key: String) -> Overlay {
        switch self {
        case .cancelSelected:
            let ids = model.focusedTask.map { [$0] } ?? []
            return self.cancellation(of: ids, in: model, key: key)
        case .cancelTagged:
            return self.cancellation(of: model.tagged, in: model, key: key)
        case .holdIntake:
            return model.ask(
                "Hold intake?",
                [
                    "Nothing is accepted until intake is resumed: callers wait or are refused.",
                    "What runs and what is queued goes on.",
                ],
                "Hold it?",
                .holdIntake,
                key: key
            )
        case .resumeIntake:
            return model.ask("Resume intake?", ["New work is accepted again."], "Resume it?", .resumeIntake, key: key)
        case .setMaximumRunning:
            return .prompt(Prompt(purpose: .runningLimit, text: ""))
        case .drain:
            return model.ask("Drain this process?", model.drainConsequences, "Drain it?", .drain, key: key)
        case .force:
            return model.ask("Cancel what is left now?", model.forceConsequences, "Cancel the rest?", .force, key: key)
        case .host(let action):
            return model.ask("\(action.title)?", [action.summary], "Do it?", .host(action.id), key: key)
        }
    }

    private func cancellation(of ids: [BackgroundTaskID], in model: Model, key: String) -> Overlay {
        let advice = "A task is asked to stop; how soon it does is up to its code."
        guard ids.count > 1 else {
            let name = ids.first.map(model.describe) ?? "nothing"
            return model.ask("Cancel \(name)?", [advice], "Cancel it?", .cancel(ids), key: key)
        }
        let named = ids.prefix(4).map(model.describe).joined(separator: ", ")
        let rest = ids.count > 4 ? " and \((ids.count - 4).grouped) more" : ""
        return model.ask(
            "Cancel \(ids.count.grouped) tasks?",
            [named + rest + ".", advice],
            "Cancel them?",
            .cancel(ids),
            key: key
        )
    }
}

extension Model {
    /// The question whether a new limit is meant.
    func askForRunningLimit(_ limit: Int, key: String) -> Overlay {
        let running = self.store.running
        let consequence =
            running > limit
            ? "\(running.grouped) run now: none of them is stopped, and nothing starts until fewer than \(limit.grouped) do."
            : "Queued work starts as soon as there is room for it."
        return self.ask(
            "Let \(limit.grouped) run at once?",
            ["The limit is \(self.runningLimitText).", consequence],
            "Change it?",
            .setMaximumRunning(limit),
            key: key
        )
    }

    fileprivate var drainConsequences: [String] {
        [
            "New work is refused from now on. \(self.store.running.grouped) running and \(self.store.queued.grouped) queued tasks"
                + " go on until the grace period ends; what is left then is cancelled.",
            "It cannot be undone.",
        ]
    }

    fileprivate var forceConsequences: [String] {
        let left = self.store.drain?.deadline.map { ($0 - self.store.now).prose }
        return [
            "\(self.store.queued.grouped) queued tasks are discarded and \(self.store.running.grouped) running ones asked to stop"
                + (left.map { ", instead of in \($0)." } ?? ".")
        ]
    }

    func ask(_ title: String, _ lines: [String], _ question: String, _ command: TaskCommand, key: String) -> Overlay {
        .dialog(
            Dialog(
                title: title,
                lines: lines + ["", self.processLine, self.requesterLine],
                question: question,
                effect: .perform(command, by: self.viewer.requester(key))
            )
        )
    }

    private var processLine: String {
        guard let process = self.store.process else { return "Process  not known yet" }
        return "Process  \(process.name), pid \(process.processID), on \(process.host) as \(process.user)"
    }

    private var requesterLine: String {
        "Asked by \(self.viewer.user ?? "somebody"), which goes into the log and the report."
    }
}
