/// What a viewer can ask of the process that it watches.
public enum TaskCommand: Hashable, Sendable {
    // A new one has to pass, in this order: bgtop.proto and the code that is generated from it; SchemaCommand in BatchEncoder+Process and
    // its way back in BatchDecoder+Process; Runner+Control, which carries it out and says what came of it; ServerAction, with its
    // question and its place in the menu of the dashboard, and the key that asks for it in Keymap+Acting; and RandomEvents of the
    // tests.

    /// Ask these tasks to stop. Those that have ended already are passed over.
    case cancel([BackgroundTaskID])
    /// Begin a graceful shutdown. A second one changes nothing.
    case drain
    /// Skip what is left of the grace period: discard the queue, ask the rest to stop.
    case force
    /// Accept nothing until ``resumeIntake``.
    case holdIntake
    case resumeIntake
    /// Change how many tasks may run at once. A lower limit stops nothing that runs.
    case setMaximumRunning(Int)
    /// One of the application's own ``HostAction``s.
    case host(HostAction.ID)
}

extension TaskCommand: CustomStringConvertible {
    public var description: String {
        switch self {
        case .cancel(let ids) where ids.count == 1: "cancel \(ids[0])"
        case .cancel(let ids): "cancel \(ids.count) tasks"
        case .drain: "drain"
        case .force: "cancel what is left"
        case .holdIntake: "hold intake"
        case .resumeIntake: "resume intake"
        case .setMaximumRunning(let limit): "let \(limit) run at once"
        case .host(let action): action.rawValue
        }
    }
}
