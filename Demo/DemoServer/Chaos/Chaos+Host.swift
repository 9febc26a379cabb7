import BackgroundWork
import BackgroundWorkEvents

/// The demo's own entries in the dashboard's menu.
extension Chaos: BackgroundTasksHost {
    var actions: [HostAction] { ChaosKind.allCases.map(\.action) }

    func perform(_ action: HostAction.ID, by requester: Requester) throws -> String {
        guard let kind = ChaosKind(rawValue: action.rawValue) else { throw UnknownHostAction(action) }
        let result = try self.unleash(kind, origin: "menu: \(kind.rawValue)")
        guard result.accepted > 0 else { throw NothingUnleashed(description: result.sentence) }
        return result.sentence
    }

    /// Why there is no more trouble than before.
    struct NothingUnleashed: Error, CustomStringConvertible {
        let description: String
    }
}
