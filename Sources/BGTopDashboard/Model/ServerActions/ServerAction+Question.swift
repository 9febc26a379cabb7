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
        case .cancelSubtree:
            return self.cancellation(of: model.subtree, in: model, key: key)
        case .cancelTagged:
            return self.cancellation(of: model.tagged, in: model, key: key)
        case .holdIntake:
            return model.ask(
                "Hold intake?",
                .always([
                    "Nothing is accepted until intake is resumed: callers wait or are refused.",
                    "What runs and what is queued goes on.",
                ]),
                "Hold it?",
                .holdIntake,
                key: key
            )
        case .resumeIntake:
            return model.ask(
                "Resume intake?",
                .always(["New work is accepted again."]),
                "Resume it?",
                .resumeIntake,
                key: key
            )
        case .setMaximumRunning:
            return .prompt(Prompt(purpose: .runningLimit, text: ""))
        case .drain:
            return model.ask("Drain this process?", .ofDraining, "Drain it?", .drain, key: key)
        case .force:
            return model.ask("Cancel what is left now?", .ofForcing, "Cancel the rest?", .force, key: key)
        case .host(let action):
            return model.ask("\(action.title)?", .always([action.summary]), "Do it?", .host(action.id), key: key)
        }
    }

    private func cancellation(of ids: [BackgroundTaskID], in model: Model, key: String) -> Overlay {
        let advice = "A task is asked to stop; how soon it does is up to its code."
        guard ids.count > 1 else {
            let name = ids.first.map(model.describe) ?? "nothing"
            // A title has one line, of which a narrow screen cuts the end: there the ID stands.
            let named = name.count > 24 ? ["\(name)."] : []
            return model.ask("Cancel \(name)?", .always(named + [advice]), "Cancel it?", .cancel(ids), key: key)
        }
        let named = ids.prefix(4).map(model.describe).joined(separator: ", ")
        let rest = ids.count > 4 ? " and \((ids.count - 4).grouped) more" : ""
        return model.ask(
            "Cancel \(ids.count.grouped) tasks?",
            .always([named + rest + ".", advice]),
            "Cancel them?",
            .cancel(ids),
            key: key
        )
    }
}

extension Model {
    /// The question whether a new limit is meant.
    func askForRunningLimit(_ limit: Int, key: String) -> Overlay {
        self.ask(
            "Let \(limit.grouped) run at once?",
            .ofLimiting(to: limit),
            "Change it?",
            .setMaximumRunning(limit),
            key: key
        )
    }

    fileprivate func ask(
        _ title: String,
        _ consequences: Dialog.Consequences,
        _ question: String,
        _ command: TaskCommand,
        key: String
    ) -> Overlay {
        .dialog(
            Dialog(
                title: title,
                consequences: consequences,
                question: question,
                effect: .perform(command, by: self.viewer.requester(key))
            )
        )
    }
}
