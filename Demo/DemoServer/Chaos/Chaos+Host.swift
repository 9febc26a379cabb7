import BackgroundWork
import BackgroundWorkEvents

/// The demo's own entries in the dashboard's menu.
extension Chaos: BackgroundTasksHost {
    var actions: [HostAction] { ChaosKind.allCases.map(\.action) }

    func perform(_ action: HostAction.ID, by requester: Requester) throws -> String {
        guard let kind = ChaosKind(rawValue: action.rawValue) else { return "There is no action \(action.rawValue)." }
        return try self.unleash(kind, origin: "menu: \(kind.rawValue)").sentence
    }
}
