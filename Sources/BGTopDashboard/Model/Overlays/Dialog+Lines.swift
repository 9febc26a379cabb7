import BGTopStore
import BackgroundWorkEvents

extension Dialog {
    /// What will happen as things are now, to what, and in whose name.
    func lines(in model: Model) -> [String] {
        let consequences = self.consequences.lines(in: model)
        guard case .perform = self.effect else { return consequences }
        return consequences + ["", model.processLine, model.requesterLine]
    }
}

extension Dialog.Consequences {
    fileprivate func lines(in model: Model) -> [String] {
        let store = model.store
        switch self {
        case .always(let lines):
            return lines
        case .ofDraining:
            return [
                "New work is refused from now on. \(store.running.grouped) running and \(store.queued.grouped) queued"
                    + " \(store.queued == 1 ? "task" : "tasks") go on until the grace period ends; what is left then is cancelled.",
                "It cannot be undone.",
            ]
        case .ofQuitting:
            let reason = "The dashboard runs inside this process: leaving shuts it down."
            return [reason] + Self.ofDraining.lines(in: model)
        case .ofForcing:
            return [model.forcing]
        case .ofLimiting(let limit):
            let running = store.running
            let consequence =
                running > limit
                ? "\(running.grouped) run now: none of them is stopped, and nothing starts until fewer than"
                    + " \(limit.grouped) do."
                : "Queued work starts as soon as there is room for it."
            return ["The limit is \(model.runningLimitText).", consequence]
        }
    }
}

extension Model {
    fileprivate var forcing: String {
        let store = self.store
        let asked = store.cancelling
        let others = store.running - asked
        let left = store.drain?.deadline.map { max(.zero, $0 - store.now).prose }
        return
            "\(store.queued.grouped) queued \(store.queued == 1 ? "task is" : "tasks are") discarded and \(others.grouped) running \(others == 1 ? "one" : "ones") asked to stop"
            + (left.map { ", instead of in \($0)." } ?? ".")
            + (asked > 0 ? " \(asked.grouped) \(asked == 1 ? "has" : "have") been asked already." : "")
    }

    fileprivate var processLine: String {
        guard let process = self.store.process else { return "Process  not known yet" }
        return "Process  \(process.name), pid \(process.processID), on \(process.host) as \(process.user)"
    }

    fileprivate var requesterLine: String {
        "Asked by \(self.viewer.user ?? "somebody"), which goes into the log and the report."
    }
}
