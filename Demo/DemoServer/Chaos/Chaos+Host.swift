import BackgroundWork
import BackgroundWorkEvents

/// The demo's own entries in the dashboard's menu.
extension Chaos: BackgroundTasksHost {
    var actions: [HostAction] { ChaosKind.allCases.map(\.action) }

    func perform(_ action: HostAction.ID, by requester: Requester) throws -> String {
        guard let kind = ChaosKind(rawValue: action.rawValue) else { throw UnknownHostAction(action) }
        return try self.unleash(kind, origin: "menu: \(kind.rawValue)").sentence
    }
}
