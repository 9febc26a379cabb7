import BGTopStore
import BackgroundWorkEvents

/// One of the ways in which a person can change what is watched. There are no others.
enum ServerAction: Hashable, Sendable {
    case cancelSelected
    /// All that hangs on the selected task, and the task itself.
    case cancelSubtree
    case cancelTagged
    case holdIntake
    case resumeIntake
    case setMaximumRunning
    case drain
    case force
    case host(HostAction)

    /// What the menu offers, in its order. Of a shutdown it has the next step, as the key `D` has.
    static func all(in model: Model) -> [ServerAction] {
        let own: [ServerAction] = [
            .cancelSelected, .cancelSubtree, .cancelTagged, .holdIntake, .resumeIntake, .setMaximumRunning,
            model.nextShutdownStep,
        ]
        // What is about the tasks of one name stands first: it is what the person is looking at, and it keeps its key.
        let name = model.focusedName
        let ofName = model.store.hostActions.filter { $0.taskName != nil && $0.taskName == name }
        return own + (ofName + model.store.hostActions.filter { $0.taskName == nil }).map(ServerAction.host)
    }

    /// What the menu calls it.
    func title(in model: Model) -> String {
        switch self {
        case .cancelSelected: "Cancel \(model.focusedTask.map(model.describe) ?? "the selected task")"
        case .cancelSubtree: model.subtreeTitle
        case .cancelTagged: "Cancel the tagged tasks (\(model.tasks.tags.count.grouped))"
        case .holdIntake: "Hold intake: accept nothing for now"
        case .resumeIntake: "Resume intake"
        case .setMaximumRunning: "Change how many may run at once (\(model.runningLimitText))"
        case .drain: "Drain: accept nothing more, let work finish, then stop"
        case .force: "Cancel what is left of the drain now"
        case .host(let action): action.title
        }
    }

    /// Why it cannot be done now, as a sentence; nil if it can.
    func objection(in model: Model) -> String? {
        if let objection = model.objectionToActing { return objection }
        if model.phase == .stopped { return "The shutdown is over." }
        switch self {
        case .cancelSelected: return model.objectionToCancelling
        case .cancelSubtree: return model.objectionToCancellingSubtree
        case .cancelTagged: return model.tasks.tags.isEmpty ? "Nothing is tagged: Space tags." : nil
        case .holdIntake:
            if model.phase != .accepting { return "Intake is closed: a drain is under way." }
            return model.store.capacity?.isIntakeHeld == true ? "Intake is held already." : nil
        case .resumeIntake:
            if model.phase != .accepting { return "Intake is closed for good: a drain is under way." }
            return model.store.capacity?.isIntakeHeld == true ? nil : "Intake is not held."
        case .drain: return model.phase == .accepting ? nil : "A drain is under way already."
        case .force:
            if model.phase == .accepting { return "No drain is under way." }
            return model.phase == .draining ? nil : "Everything that is left has been asked to stop already."
        case .setMaximumRunning, .host: return nil
        }
    }
}

extension Model {
    var phase: DrainStatus.Phase { self.store.drain?.phase ?? .accepting }

    /// What asking once more would do to a server that is to stop.
    var nextShutdownStep: ServerAction { self.phase == .accepting ? .drain : .force }

    /// The tagged tasks, in the order of their IDs.
    var tagged: [BackgroundTaskID] { self.tasks.tags.sorted() }

    /// A task as a sentence names it: `sync-ledger 10107`.
    func describe(_ id: BackgroundTaskID) -> String {
        self.shown.row(id).map { "\($0.task.name) \(id)" } ?? "task \(id)"
    }

    var runningLimitText: String {
        guard let limit = self.store.capacity?.maximumRunning else { return "not known yet" }
        return limit == .max ? "now without limit" : "now \(limit.grouped)"
    }

    /// Why nothing can be done at all, as a sentence; nil if something can.
    var objectionToActing: String? {
        switch self.viewer.restriction {
        case .viewer: return "This view is read-only: it was started with --read-only."
        case .process: return "The server does not allow control. BackgroundWorkAgent(control: .allowed) would."
        case .past: return "This is a recording: what happened cannot be changed."
        case nil: break
        }
        if self.isShowingPredecessor { return "This is the last picture of a process that has ended. O leads back to now." }
        return self.store.interruption.map { interruption in
            let process = self.store.process.map { "pid \($0.processID)" } ?? "the server"
            return interruption.isRetrying
                ? "There is no connection to \(process): nothing can be asked of it now."
                : "There is nobody to ask any more: \(process) has ended."
        }
    }

    fileprivate var objectionToCancelling: String? {
        guard let id = self.focusedTask else { return "No task is selected." }
        guard let row = self.store.row(id) else { return "Task \(id) is gone." }
        if case .ended(let outcome) = row.state { return "\(row.task.name) \(id) has ended: \(outcome.word)." }
        if !row.state.isAlive { return "\(row.task.name) \(id) has ended; how is not known." }
        return row.cancellation == nil ? nil : "\(row.task.name) \(id) has been asked to stop already."
    }
}
